using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adapters.Common.Parsing;

namespace Adapters.Binance.Parsing;

/// <summary>
/// The steps of the hot readers: each takes exactly one form and moves behind it, or answers false.
/// </summary>
/// <remarks>
/// After a false the position is undefined, save where it is said otherwise. None reads outside the text.
/// </remarks>
internal static class HotText
{
    /// <summary>The member <c>st</c>: the product.</summary>
    internal const uint ProductKey = 's' | ('t' << 8);

    /// <summary>The member <c>ps</c>: the pair, which says nothing that the symbol does not.</summary>
    internal const uint PairKey = 'p' | ('s' << 8);

    /// <summary>The member <c>pu</c>: the last update id of the message before.</summary>
    internal const uint PreviousKey = 'p' | ('u' << 8);

    /// <summary>The member <c>nq</c> of an aggregate: a part of its quantity.</summary>
    internal const uint NormalQuantityKey = 'n' | ('q' << 8);

    // "x": and the first four bytes of "xy":, as they lie in memory.
    private const uint OneLetter = '"' | ('"' << 16) | ((uint)':' << 24);
    private const uint OneLetterMask = 0xFFFF_00FF;
    private const uint TwoLetters = '"' | ((uint)'"' << 24);
    private const uint TwoLettersMask = 0xFF00_00FF;
    private const int KeyBytes = 4;

    /// <summary>Takes a text; the position stays where it does not stand there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryTake(ReadOnlySpan<byte> text, ref int position, ReadOnlySpan<byte> expected)
    {
        if ((uint)position > (uint)text.Length || !text[position..].StartsWith(expected))
        {
            return false;
        }

        position += expected.Length;
        return true;
    }

    /// <summary>Takes the name of a member, of one letter or two, and its colon.</summary>
    /// <param name="text">The frame.</param>
    /// <param name="position">At the quote before the name; at the value where the answer is true.</param>
    /// <param name="key">The letters, the first in the low byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadKey(ReadOnlySpan<byte> text, ref int position, out uint key)
    {
        key = 0;
        if ((uint)position > (uint)text.Length || text.Length - position <= KeyBytes)
        {
            return false;
        }

        var word = BinaryPrimitives.ReadUInt32LittleEndian(text.Slice(position, KeyBytes));
        if ((word & OneLetterMask) == OneLetter)
        {
            key = (byte)(word >> 8);
            position += KeyBytes;
            return true;
        }

        key = (ushort)(word >> 8);
        position += KeyBytes + 1;
        return (word & TwoLettersMask) == TwoLetters && text[position - 1] == (byte)':';
    }

    /// <summary>Takes what stands behind a value: a comma, or the brace that ends the object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryEndValue(ReadOnlySpan<byte> text, ref int position, out bool isEnd)
    {
        var character = (uint)position < (uint)text.Length ? text[position] : (byte)0;
        position++;
        isEnd = character == (byte)'}';
        return isEnd || character == (byte)',';
    }

    /// <summary>Reads a string behind its opening quote, and its closing one; one with an escape is declined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadName(
        ReadOnlySpan<byte> text, scoped ref int position, out ReadOnlySpan<byte> name)
    {
        name = default;
        if ((uint)position > (uint)text.Length)
        {
            return false;
        }

        var rest = text[position..];
        var length = LengthOfName(rest);
        if ((uint)length >= (uint)rest.Length || rest[length] != (byte)'"')
        {
            return false;
        }

        name = rest[..length];
        position += length + 1;
        return true;
    }

    /// <summary>How far it is to the next quote or escape; nearly always within one look.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthOfName(ReadOnlySpan<byte> rest)
    {
        if (Vector256.IsHardwareAccelerated && rest.Length >= Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(rest[..Vector256<byte>.Count]);
            var ends = (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
            if (ends != 0)
            {
                return BitOperations.TrailingZeroCount(ends);
            }
        }

        return rest.IndexOfAny((byte)'"', (byte)'\\');
    }

    /// <summary>Steps over a string, quotes included.</summary>
    internal static bool TrySkipString(ReadOnlySpan<byte> text, ref int position) =>
        TryTake(text, ref position, "\""u8) && TryReadName(text, ref position, out _);

    /// <summary>Reads a quoted symbol and finds its place; one that is not ours is declined.</summary>
    internal static bool TryFindSymbol(
        ReadOnlySpan<byte> text, ref int position, BinanceSymbols symbols, out int place)
    {
        place = TryTake(text, ref position, "\""u8) && TryReadName(text, ref position, out var name)
            ? symbols.Find(name)
            : -1;
        return place >= 0;
    }

    /// <summary>Reads a quoted number on a grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadNumber(
        ReadOnlySpan<byte> text, ref int position, in DecimalGrid grid, out long steps)
    {
        if ((uint)position >= (uint)text.Length || text[position] != (byte)'"'
            || !grid.TryReadQuoted(text, position + 1, out var end, out steps))
        {
            steps = 0;
            return false;
        }

        position = end + 1;
        return true;
    }

    /// <summary>Takes the product where it is the USD-margined one.</summary>
    internal static bool TryTakeProduct(ReadOnlySpan<byte> text, ref int position) =>
        TryTake(text, ref position, "1"u8);
}
