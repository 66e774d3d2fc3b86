namespace Engine.Model.Numbers;

/// <summary>Exp, Log and Pow from + − × ÷ alone: the same bits on every processor, where libm's differ.</summary>
/// <remarks>
/// IEEE 754 rounds the four operations exactly, and the compiler neither reorders nor fuses them; so these are
/// functions of their arguments and of nothing else. Relative error where the result is a normal number: Exp and Log
/// below 2.5·10⁻¹⁶, Pow below (|y·ln x| + 1)·3·10⁻¹⁶, so that Pow of whole numbers need not be whole. Range reduction
/// after Cody and Waite (Software Manual for the Elementary Functions, 1980).
/// </remarks>
public static class DeterministicMath
{
    // ln 2 in two parts: the first has its last 21 bits zero, so that k × high is exact for every exponent k.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;
    private const double SqrtTwo = 1.41421356237309504880;
    private const double ExpOverflow = 709.782712893384;
    private const double ExpUnderflow = -745.2;

    /// <summary>e to the power of x.</summary>
    /// <returns>+∞ above 709.7827, 0 below −745.1333, NaN for NaN.</returns>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x > ExpOverflow)
        {
            return double.PositiveInfinity;
        }

        if (x < ExpUnderflow)
        {
            return 0;
        }

        var k = (int)((x * InverseLn2) + (x < 0 ? -0.5 : 0.5));
        var high = x - (k * Ln2High);
        var low = k * Ln2Low;
        var r = high - low;

        // Taylor's series to the 14th degree: |r| ≤ 0.3466, so the rest is below 10⁻¹⁸.
        var sum = 1.0;
        for (var n = 14; n >= 2; n--)
        {
            sum = 1 + (r / n * sum);
        }

        // 1 + r·sum, with what the subtraction above rounded away put back.
        var correction = (high - r) - low;
        return ScaleByPowerOfTwo(1 + ((r * sum) + correction), k);
    }

    /// <summary>The natural logarithm.</summary>
    /// <returns>−∞ at 0, NaN below 0 and for NaN.</returns>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
        {
            return double.NaN;
        }

        if (x == 0)
        {
            return double.NegativeInfinity;
        }

        if (double.IsPositiveInfinity(x))
        {
            return x;
        }

        var exponent = 0;
        if (x < 2.2250738585072014E-308)
        {
            x *= 18014398509481984.0;
            exponent = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > SqrtTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = f − s·(f − 2·(s²/3 + s⁴/5 + …)) with f = m − 1 and s = f/(2 + f), |s| ≤ 0.1716: f is exact and leads
        // the sum, so the rounding of s touches only small terms.
        var f = mantissa - 1;
        var s = f / (2 + f);
        var square = s * s;
        var series = 0.0;
        for (var n = 23; n >= 3; n -= 2)
        {
            series = (series + (1.0 / n)) * square;
        }

        return (exponent * Ln2High) + (f - ((s * (f - (2 * series))) - (exponent * Ln2Low)));
    }

    /// <summary>x to the power of y, for x ≥ 0.</summary>
    /// <returns>
    /// NaN for x below 0; 1 for y = 0 and for x = 1, even where the other is NaN; the usual limits at 0 and ∞.
    /// </returns>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (x == 0 && !double.IsNaN(y))
        {
            return y > 0 ? 0 : double.PositiveInfinity;
        }

        return Exp(y * Log(x));
    }

    private static double ScaleByPowerOfTwo(double value, int exponent)
    {
        // Two steps where one factor would be outside the normal range.
        if (exponent > 1023)
        {
            return value * PowerOfTwo(1023) * PowerOfTwo(exponent - 1023);
        }

        if (exponent < -1022)
        {
            return value * PowerOfTwo(-1000) * PowerOfTwo(exponent + 1000);
        }

        return value * PowerOfTwo(exponent);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
