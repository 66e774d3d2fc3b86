using Engine.Model.Numbers;

namespace Tests.Core.Indicators;

/// <summary>Series to feed indicators with: walks like those of prices, the same ones in every run.</summary>
internal static class Series
{
    public static double[] Prices(int length, double start = 61_800, double step = 3, long seed = 42)
    {
        var random = new SeededRandom(seed);
        var prices = new double[length];
        var price = start;
        for (var index = 0; index < length; index++)
        {
            price += step * random.NextNormal();
            prices[index] = price;
        }

        return prices;
    }

    public static (double High, double Low, double Close)[] Bars(int length)
    {
        var random = new SeededRandom(7);
        var closes = Prices(length);
        return [.. closes.Select(close => (
            High: close + (4 * random.NextDouble()), Low: close - (4 * random.NextDouble()), Close: close))];
    }

    /// <summary>Says that two numbers agree to so many parts of the greater.</summary>
    public static void AssertClose(double actual, double expected, double relative, string where)
    {
        var scale = Math.Max(Math.Abs(expected), 1e-300);
        var error = Math.Abs(actual - expected) / scale;
        Assert.That(error, Is.LessThan(relative), $"{where}: {actual:R} for {expected:R}");
    }
}
