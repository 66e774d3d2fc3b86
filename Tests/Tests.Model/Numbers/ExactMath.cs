using System.Numerics;

namespace Tests.Model.Numbers;

/// <summary>
/// Exp and Log in fixed point with 320 binary places, by their series: the truth that doubles are measured against.
/// </summary>
internal static class ExactMath
{
    internal const int Places = 320;

    private static readonly BigInteger One = BigInteger.One << Places;

    // ln 2 = 2·atanh(1/3).
    private static readonly BigInteger Ln2 = 2 * AtanhOfFraction(1, 3);

    /// <summary>A double as fixed point; exact down to 2^−320.</summary>
    internal static BigInteger FromDouble(double value)
    {
        var (mantissa, exponent) = Split(value);
        return Shift(mantissa, exponent + Places);
    }

    /// <summary>How far a double is from e^x of a fixed-point x, relative to it.</summary>
    internal static double ExpError(double actual, BigInteger x)
    {
        var k = BigInteger.Divide(x, Ln2);
        var remainder = x - (k * Ln2);
        var sum = One;
        var term = One;
        for (var n = 1; !term.IsZero; n++)
        {
            term = (term * remainder >> Places) / n;
            sum += term;
        }

        var (mantissa, exponent) = Split(actual);
        return RelativeError(Shift(mantissa, exponent + Places - (int)k), sum);
    }

    /// <summary>How far a double is from ln x, relative to it.</summary>
    internal static double LogError(double actual, double x)
    {
        var truth = Log(x);
        return truth.IsZero ? Math.Abs(actual) : RelativeError(FromDouble(actual), truth);
    }

    /// <summary>ln x in fixed point.</summary>
    internal static BigInteger Log(double x)
    {
        var (mantissa, exponent) = Split(x);
        var length = (int)mantissa.GetBitLength();
        var unit = BigInteger.One << (length - 1);
        exponent += length - 1;

        // The mantissa is in [1, 2); above 4/3 it is halved, so that arguments just below 1 do not cancel.
        if (mantissa * 3 > unit * 4)
        {
            unit <<= 1;
            exponent++;
        }

        return (exponent * Ln2) + (2 * AtanhOfFraction(mantissa - unit, mantissa + unit));
    }

    private static BigInteger AtanhOfFraction(BigInteger numerator, BigInteger denominator)
    {
        var power = (numerator << Places) / denominator;
        var square = power * power >> Places;
        var sum = power;
        for (var n = 3; !power.IsZero; n += 2)
        {
            power = power * square >> Places;
            if (power == -1)
            {
                break; // The shift rounds down, so a negative power ends at −1.
            }

            sum += power / n;
        }

        return sum;
    }

    private static double RelativeError(BigInteger actual, BigInteger truth) =>
        (double)((BigInteger.Abs(actual - truth) << 128) / BigInteger.Abs(truth)) / Math.Pow(2, 128);

    private static BigInteger Shift(BigInteger value, int left) => left >= 0 ? value << left : value >> -left;

    private static (BigInteger Mantissa, int Exponent) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var raw = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (raw == 0 ? 0 : 1L << 52);
        return (bits < 0 ? -mantissa : mantissa, Math.Max(raw, 1) - 1075);
    }
}
