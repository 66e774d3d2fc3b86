namespace Engine.Model.Numbers;

/// <summary>Exact powers of ten.</summary>
internal static class PowersOfTen
{
    /// <summary>The greatest exponent whose power fits into a <see cref="long" />.</summary>
    internal const int ExponentMax = 18;

    private static readonly long[] Powers = Build();

    /// <summary>10^exponent, 0 … <see cref="ExponentMax" />.</summary>
    internal static long AsLong(int exponent) => Powers[exponent];

    /// <summary>10^exponent, exact up to 10^18 as a double.</summary>
    internal static double AsDouble(int exponent) => Powers[exponent];

    private static long[] Build()
    {
        var powers = new long[ExponentMax + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
