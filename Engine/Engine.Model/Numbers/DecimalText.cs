using System.Runtime.CompilerServices;

namespace Engine.Model.Numbers;

/// <summary>
/// Exact conversion between decimal text and whole steps. Nothing passes through binary floating point.
/// </summary>
/// <remarks>
/// Text is ASCII digits with at most one point and, where allowed, one leading minus: "00123.4500", ".5", "7.", "7".
/// Exponents, plus signs, blanks and group separators are refused. At most 27 digits are read, leading zeros of the
/// whole and trailing zeros of the fraction apart; more are an <see cref="NumberStatus.Overflow" />.
/// </remarks>
public static class DecimalText
{
    // 27 digits hold every venue's numbers, and fit into Int128 with room for ten more.
    private const int DigitsMax = 27;

    /// <summary>
    /// Reads a number that must be zero (of either sign) or positive and must lie on the grid of a step.
    /// </summary>
    /// <param name="text">The ASCII text.</param>
    /// <param name="step">The step.</param>
    /// <param name="steps">The whole steps; zero unless the answer is <see cref="NumberStatus.Ok" />.</param>
    public static NumberStatus TryParseSteps(ReadOnlySpan<byte> text, DecimalStep step, out long steps)
    {
        if (text.Length == 0 || text[0] != (byte)'-')
        {
            return TryParseSignedSteps(text, step, out steps);
        }

        steps = 0;
        var status = TryScan(text, out var digits, out _, out _);
        return status == NumberStatus.Ok && digits != 0 ? NumberStatus.Negative : status;
    }

    /// <summary>Reads a signed number that must lie on the grid of a step.</summary>
    /// <param name="text">The ASCII text.</param>
    /// <param name="step">The step.</param>
    /// <param name="steps">The whole steps; zero unless the answer is <see cref="NumberStatus.Ok" />.</param>
    public static NumberStatus TryParseSignedSteps(ReadOnlySpan<byte> text, DecimalStep step, out long steps)
    {
        steps = 0;
        var status = TryScan(text, out var digits, out var scale, out var negative);
        if (status != NumberStatus.Ok)
        {
            return status;
        }

        // Trailing zeros were dropped by the scan, so more places than the step has cannot be on its grid.
        if (scale > step.Scale)
        {
            return NumberStatus.OffGrid;
        }

        // Beyond 128 bits the steps are beyond 64 whatever the mantissa; two factors of 64 bits need no such check.
        var power = PowersOfTen.AsLong(step.Scale - scale);
        if (digits > long.MaxValue && digits > Int128.MaxValue / power)
        {
            return NumberStatus.Overflow;
        }

        var scaled = digits * power;
        var (quotient, remainder) = Int128.DivRem(scaled, step.Mantissa);
        if (remainder != 0)
        {
            return NumberStatus.OffGrid;
        }

        return Narrow(negative ? -quotient : quotient, out steps);
    }

    /// <summary>Reads a signed number and rounds it half to even to a number of decimal places.</summary>
    /// <param name="text">The ASCII text.</param>
    /// <param name="scale">The decimal places to keep, 0 … 18.</param>
    /// <param name="units">
    /// The number in units of 10^−scale; zero unless the answer is <see cref="NumberStatus.Ok" />.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is outside its range.</exception>
    public static NumberStatus TryParseRounded(ReadOnlySpan<byte> text, int scale, out long units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, PowersOfTen.ExponentMax);
        units = 0;
        var status = TryScan(text, out var digits, out var textScale, out var negative);
        if (status != NumberStatus.Ok)
        {
            return status;
        }

        if (textScale <= scale && digits > (Int128)long.MaxValue + 1)
        {
            // It only grows, and the product of more than 64 bits might not fit into 128.
            return NumberStatus.Overflow;
        }

        var magnitude = textScale <= scale
            ? digits * PowersOfTen.AsLong(scale - textScale)
            : Rounding.DivideHalfEven(digits, PowerOfTen(textScale - scale));
        return Narrow(negative ? -magnitude : magnitude, out units);
    }

    /// <summary>
    /// Reads a positive decimal as a step. Zero is <see cref="NumberStatus.Malformed" />: it is no step.
    /// </summary>
    /// <param name="text">The ASCII text.</param>
    /// <param name="step">The step; the default unless the answer is <see cref="NumberStatus.Ok" />.</param>
    public static NumberStatus TryParseStep(ReadOnlySpan<byte> text, out DecimalStep step)
    {
        step = default;
        var status = TryScan(text, out var digits, out var scale, out var negative);
        if (status != NumberStatus.Ok)
        {
            return status;
        }

        if (negative)
        {
            return NumberStatus.Negative;
        }

        if (digits == 0 || scale > DecimalStep.ScaleMax || digits > long.MaxValue)
        {
            return digits == 0 ? NumberStatus.Malformed : NumberStatus.Overflow;
        }

        step = new DecimalStep((long)digits, scale);
        return NumberStatus.Ok;
    }

    /// <summary>Writes whole steps as plain decimal text with the step's decimal places.</summary>
    public static string Format(long steps, DecimalStep step)
    {
        Span<char> buffer = stackalloc char[64];
        return TryFormat(steps, step, buffer, out var written) ? new string(buffer[..written]) : string.Empty;
    }

    /// <summary>Writes whole steps as plain decimal text with the step's decimal places.</summary>
    /// <param name="steps">The whole steps.</param>
    /// <param name="step">The step.</param>
    /// <param name="destination">64 characters always suffice.</param>
    /// <param name="written">How many were written.</param>
    /// <returns>False where the destination is too small.</returns>
    public static bool TryFormat(long steps, DecimalStep step, Span<char> destination, out int written)
    {
        var value = (Int128)steps * step.Mantissa;
        var negative = value < 0;
        var magnitude = negative ? -value : value;

        Span<char> reversed = stackalloc char[64];
        var length = 0;
        do
        {
            if (length == step.Scale && step.Scale > 0)
            {
                reversed[length++] = '.';
            }

            reversed[length++] = (char)('0' + (int)(magnitude % 10));
            magnitude /= 10;
        }
        while (magnitude != 0 || length <= step.Scale + (step.Scale > 0 ? 1 : 0));

        if (negative)
        {
            reversed[length++] = '-';
        }

        written = 0;
        if (length > destination.Length)
        {
            return false;
        }

        for (; written < length; written++)
        {
            destination[written] = reversed[length - 1 - written];
        }

        return true;
    }

    /// <summary>Scans the text into digits × 10^−scale, trailing zeros of the fraction dropped.</summary>
    private static NumberStatus TryScan(ReadOnlySpan<byte> text, out Int128 digits, out int scale, out bool negative)
    {
        digits = 0;
        scale = 0;
        negative = text.Length > 0 && text[0] == (byte)'-';
        var body = negative ? text[1..] : text;
        var point = body.IndexOf((byte)'.');
        var whole = point < 0 ? body : body[..point];
        var fraction = point < 0 ? default : body[(point + 1)..].TrimEnd((byte)'0');
        if (whole.IsEmpty && (point < 0 || point == body.Length - 1))
        {
            return NumberStatus.Malformed;
        }

        var wholeTrimmed = whole.TrimStart((byte)'0');
        if (wholeTrimmed.Length + fraction.Length > DigitsMax)
        {
            return AreDigits(wholeTrimmed) && AreDigits(fraction) ? NumberStatus.Overflow : NumberStatus.Malformed;
        }

        if (wholeTrimmed.Length + fraction.Length <= PowersOfTen.ExponentMax)
        {
            // Eighteen digits fit into a long: the common case avoids the wide multiplication.
            long narrow = 0;
            if (!TryAccumulate(wholeTrimmed, ref narrow) || !TryAccumulate(fraction, ref narrow))
            {
                return NumberStatus.Malformed;
            }

            digits = narrow;
        }
        else if (!TryAccumulateWide(wholeTrimmed, ref digits) || !TryAccumulateWide(fraction, ref digits))
        {
            digits = 0;
            return NumberStatus.Malformed;
        }

        scale = fraction.Length;
        return NumberStatus.Ok;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAccumulate(ReadOnlySpan<byte> text, ref long digits)
    {
        foreach (var character in text)
        {
            var digit = (uint)(character - (byte)'0');
            if (digit > 9)
            {
                return false;
            }

            digits = (digits * 10) + digit;
        }

        return true;
    }

    private static bool TryAccumulateWide(ReadOnlySpan<byte> text, ref Int128 digits)
    {
        foreach (var character in text)
        {
            var digit = (uint)(character - (byte)'0');
            if (digit > 9)
            {
                return false;
            }

            digits = (digits * 10) + digit;
        }

        return true;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static Int128 PowerOfTen(int exponent) => exponent <= PowersOfTen.ExponentMax
        ? PowersOfTen.AsLong(exponent)
        : (Int128)PowersOfTen.AsLong(PowersOfTen.ExponentMax) * PowersOfTen.AsLong(exponent - PowersOfTen.ExponentMax);

    private static NumberStatus Narrow(Int128 value, out long narrow)
    {
        if (value > long.MaxValue || value < long.MinValue)
        {
            narrow = 0;
            return NumberStatus.Overflow;
        }

        narrow = (long)value;
        return NumberStatus.Ok;
    }
}
