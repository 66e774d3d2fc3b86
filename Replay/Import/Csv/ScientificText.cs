namespace Replay.Import.Csv;

/// <summary>
/// Writes a decimal with an exponent out in full: <c>1.5e-06</c> is exactly <c>0.0000015</c>. Exports that passed
/// through a binary number have them.
/// </summary>
internal static class ScientificText
{
    /// <summary>Room enough for every number that is written out.</summary>
    internal const int SizeMax = 128;

    private const int ExponentMax = 40;
    private const int DigitsMax = 40;

    /// <summary>Writes a number out.</summary>
    /// <param name="text">The number: digits, at most one point, <c>e</c> or <c>E</c>, a whole exponent.</param>
    /// <param name="buffer">At least <see cref="SizeMax" /> bytes.</param>
    /// <param name="length">How many of them were written.</param>
    /// <returns>False where it is no such number, or its exponent is beyond ±40.</returns>
    internal static bool TryExpand(ReadOnlySpan<byte> text, Span<byte> buffer, out int length)
    {
        length = 0;
        var at = text.IndexOfAny((byte)'e', (byte)'E');
        if (at < 1 || !TryReadExponent(text[(at + 1)..], out var exponent))
        {
            return false;
        }

        var mantissa = text[..at];
        if (mantissa[0] == (byte)'-')
        {
            buffer[length++] = (byte)'-';
            mantissa = mantissa[1..];
        }

        var point = mantissa.IndexOf((byte)'.');
        var wholeDigits = point < 0 ? mantissa.Length : point;
        Span<byte> digits = stackalloc byte[DigitsMax];
        var count = 0;
        for (var i = 0; i < mantissa.Length; i++)
        {
            if (i == point)
            {
                continue;
            }

            if (mantissa[i] is < (byte)'0' or > (byte)'9' || count == DigitsMax)
            {
                return false;
            }

            digits[count++] = mantissa[i];
        }

        if (count == 0)
        {
            return false;
        }

        Write(digits[..count], wholeDigits + exponent, buffer, ref length);
        return true;
    }

    /// <summary>Writes digits with the point behind so many of them; fewer than none puts zeros before them.</summary>
    private static void Write(ReadOnlySpan<byte> digits, int whole, Span<byte> buffer, ref int length)
    {
        var before = Math.Clamp(whole, 0, digits.Length);
        Append(digits[..before], buffer, ref length);
        Fill(Math.Max(whole - before, before == 0 ? 1 : 0), buffer, ref length);
        if (before < digits.Length)
        {
            buffer[length++] = (byte)'.';
            Fill(Math.Max(-whole, 0), buffer, ref length);
            Append(digits[before..], buffer, ref length);
        }
    }

    private static void Append(ReadOnlySpan<byte> digits, Span<byte> buffer, ref int length)
    {
        digits.CopyTo(buffer[length..]);
        length += digits.Length;
    }

    private static void Fill(int zeros, Span<byte> buffer, ref int length)
    {
        buffer.Slice(length, zeros).Fill((byte)'0');
        length += zeros;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        var isNegative = text.StartsWith("-"u8);
        var digits = isNegative || text.StartsWith("+"u8) ? text[1..] : text;
        if (digits.IsEmpty || digits.Length > 4)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            exponent = (exponent * 10) + digit - '0';
        }

        if (exponent > ExponentMax)
        {
            return false;
        }

        exponent = isNegative ? -exponent : exponent;
        return true;
    }
}
