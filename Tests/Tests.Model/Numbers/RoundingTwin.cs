using System.Numerics;

namespace Tests.Model.Numbers;

/// <summary>Half-even division of unbounded integers, by the definition: the nearest, of two the even one.</summary>
internal static class RoundingTwin
{
    internal static BigInteger DivideHalfEven(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.Sign < 0)
        {
            return DivideHalfEven(-numerator, -denominator);
        }

        var floor = BigInteger.Divide(
            numerator - (((numerator % denominator) + denominator) % denominator), denominator);
        var below = numerator - (floor * denominator);
        var above = ((floor + 1) * denominator) - numerator;
        if (below == above)
        {
            return floor.IsEven ? floor : floor + 1;
        }

        return below < above ? floor : floor + 1;
    }
}
