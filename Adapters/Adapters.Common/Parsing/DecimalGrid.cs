using System.Runtime.CompilerServices;
using Engine.Model.Numbers;

namespace Adapters.Common.Parsing;

/// <summary>
/// A tick or lot size made ready to read numbers of the hot messages: <see cref="DecimalText" /> in one pass.
/// </summary>
/// <remarks>
/// The quick road takes plain numbers of up to eighteen digits on the grid, which is what venues send; everything else
/// it declines, and the caller asks <see cref="DecimalText" />, so that there is one authority for every refusal.
/// </remarks>
public readonly struct DecimalGrid
{
    /// <summary>How many bytes <see cref="TryReadCounted" /> wants to see: eight digits and the point.</summary>
    public const int CountedBytes = 9;

    private const int DigitsMax = 18;

    // An array and no constant span: a debug build would make that span anew at each use.
    private static readonly long[] PowersOfTen =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    // Seven digits before the point leave the byte behind them in the same eight, and fit with eleven places behind it.
    private const int ShortDigitsMax = 7;
    private const int ShortScaleMax = 11;
    private const int ByteBits = 8;
    private const int ChunkBits = 64;

    private readonly long _mantissa;
    private readonly long _power;
    private readonly int _scale;

    /// <summary>Makes a grid of a step.</summary>
    public DecimalGrid(DecimalStep step)
    {
        _mantissa = step.Mantissa;
        _scale = step.Scale;
        _power = PowersOfTen[_scale];
    }

    /// <summary>The step.</summary>
    public DecimalStep Step => new(_mantissa, _scale);

    /// <summary>Reads a number up to its closing quote.</summary>
    /// <param name="text">The frame.</param>
    /// <param name="start">The first byte behind the opening quote.</param>
    /// <param name="end">Where the closing quote is.</param>
    /// <param name="steps">The whole steps.</param>
    /// <returns>False where the quick road does not apply; nothing is said about the number then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadQuoted(ReadOnlySpan<byte> text, int start, out int end, out long steps) =>
        (TryReadShort(text, start, out end, out steps) || TryReadPlain(text, start, out end, out steps))
        && (uint)end < (uint)text.Length && text[end] == (byte)'"';

    /// <summary>
    /// Reads a number whose digits somebody has counted: the point drops out, and all of them are one number.
    /// </summary>
    /// <param name="number">From its first digit on; at least <see cref="CountedBytes" />, whatever follows it.</param>
    /// <param name="count">The digits before the point.</param>
    /// <param name="places">The digits behind it; zero where there is no point.</param>
    /// <param name="steps">The whole steps.</param>
    /// <returns>False where the quick road does not apply; nothing is said about the number then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadCounted(ReadOnlySpan<byte> number, int count, int places, out long steps)
    {
        if ((uint)(count - 1) >= ShortDigitsMax || count + places > ByteBits || _scale > ShortScaleMax
            || number.Length < CountedBytes)
        {
            steps = 0;
            return false;
        }

        // What stands behind the point moves up by the one byte that it takes.
        var whole = (1UL << (count * ByteBits)) - 1;
        var digits = (EightDigits.Load(number) & whole) | (EightDigits.Load(number[1..]) & ~whole);
        var kept = Math.Min(places, _scale);

        // Zeros may follow the places that the step has, and nothing else. Where all eight digits are kept the shift
        // does nothing, and the mask is empty.
        var dropped = (digits >> ((count + kept) * ByteBits)) & ((1UL << ((places - kept) * ByteBits)) - 1);
        steps = EightDigits.ToNumber(digits, count + kept) * PowersOfTen[_scale - kept];
        return dropped == 0 && (_mantissa == 1 || TryDivide(ref steps));
    }

    /// <summary>Reads a number that stands alone.</summary>
    /// <param name="text">The number's text, without quotes.</param>
    /// <param name="steps">The whole steps; zero unless the answer is Ok.</param>
    public NumberStatus TryRead(ReadOnlySpan<byte> text, out long steps) =>
        TryReadPlain(text, 0, out var end, out steps) && end == text.Length
            ? NumberStatus.Ok
            : DecimalText.TryParseSteps(text, Step, out steps);

    /// <summary>
    /// Reads up to seven digits before the point and eight behind it, each at once; declines what is longer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadShort(ReadOnlySpan<byte> text, int start, out int end, out long steps)
    {
        var whole = EightDigits.Load(text, start);
        var count = EightDigits.CountDigits(whole);
        end = start + count;
        if ((uint)(count - 1) >= ShortDigitsMax)
        {
            steps = 0;
            return false;
        }

        ulong fraction = 0;
        var places = 0;
        if ((byte)(whole >> (count * ByteBits)) == ('.' ^ '0'))
        {
            fraction = EightDigits.Load(text, end + 1);
            places = EightDigits.CountDigits(fraction);
            end += places + 1;
        }

        return TryJoin(whole, count, fraction, places, out steps);
    }

    /// <summary>Makes steps of digits that are known to be digits.</summary>
    /// <param name="whole">Those before the point, by <see cref="EightDigits.Load(ReadOnlySpan{byte}, int)" />.</param>
    /// <param name="count">How many: 1 … 7.</param>
    /// <param name="fraction">Those behind it.</param>
    /// <param name="places">How many: 0 … 8.</param>
    /// <param name="steps">The whole steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryJoin(ulong whole, int count, ulong fraction, int places, out long steps)
    {
        steps = EightDigits.ToNumber(whole, count) * _power;
        var kept = Math.Min(places, _scale);

        // Zeros may follow the places that the step has, and nothing else.
        if (_scale > ShortScaleMax || (kept < places
            && (fraction << (ChunkBits - (places * ByteBits))) >> (ChunkBits - ((places - kept) * ByteBits)) != 0))
        {
            return false;
        }

        steps += kept == 0 ? 0 : EightDigits.ToNumber(fraction, kept) * PowersOfTen[_scale - kept];
        return _mantissa == 1 || TryDivide(ref steps);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadPlain(ReadOnlySpan<byte> text, int start, out int end, out long steps)
    {
        var i = start;
        long value = 0;
        uint digit;
        while ((uint)i < (uint)text.Length && (digit = (uint)(text[i] - (byte)'0')) <= 9)
        {
            value = (value * 10) + digit;
            i++;
        }

        var wholeDigits = i - start;
        var missing = _scale;
        if ((uint)i < (uint)text.Length && text[i] == (byte)'.')
        {
            i++;
            while (missing > 0 && (uint)i < (uint)text.Length && (digit = (uint)(text[i] - (byte)'0')) <= 9)
            {
                value = (value * 10) + digit;
                i++;
                missing--;
            }

            while ((uint)i < (uint)text.Length && text[i] == (byte)'0')
            {
                i++;
            }
        }

        end = i;
        steps = value * PowersOfTen[missing];
        if (wholeDigits == 0 || wholeDigits + _scale > DigitsMax)
        {
            return false;
        }

        return _mantissa == 1 || TryDivide(ref steps);
    }

    private bool TryDivide(ref long steps)
    {
        var (quotient, remainder) = Math.DivRem(steps, _mantissa);
        steps = quotient;
        return remainder == 0;
    }
}
