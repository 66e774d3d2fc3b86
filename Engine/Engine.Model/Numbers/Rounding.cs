using System.Diagnostics;

namespace Engine.Model.Numbers;

/// <summary>The one rounding of money: half to even, on exact integers.</summary>
public static class Rounding
{
    /// <summary>Divides and rounds half to even.</summary>
    /// <param name="numerator">Any.</param>
    /// <param name="denominator">Positive.</param>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public static Int128 DivideHalfEven(Int128 numerator, Int128 denominator)
    {
        Debug.Assert(denominator >= 0, "The denominator is positive; zero throws.");
        var (quotient, remainder) = Int128.DivRem(numerator, denominator);
        if (remainder == 0)
        {
            return quotient;
        }

        // Compared against what is left of the denominator, because twice the remainder may not fit.
        var magnitude = remainder < 0 ? -remainder : remainder;
        var rest = denominator - magnitude;
        var roundsAway = magnitude > rest || (magnitude == rest && (quotient & 1) != 0);
        if (!roundsAway)
        {
            return quotient;
        }

        return numerator < 0 ? quotient - 1 : quotient + 1;
    }

    /// <summary>Divides and rounds half to even.</summary>
    /// <param name="numerator">Any.</param>
    /// <param name="denominator">Positive.</param>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public static long DivideHalfEven(long numerator, long denominator)
    {
        Debug.Assert(denominator >= 0, "The denominator is positive; zero throws.");
        var (quotient, remainder) = Math.DivRem(numerator, denominator);
        if (remainder == 0)
        {
            return quotient;
        }

        var magnitude = (ulong)(remainder < 0 ? -remainder : remainder);
        var rest = (ulong)denominator - magnitude;
        var roundsAway = magnitude > rest || (magnitude == rest && (quotient & 1) != 0);
        if (!roundsAway)
        {
            return quotient;
        }

        return numerator < 0 ? quotient - 1 : quotient + 1;
    }
}
