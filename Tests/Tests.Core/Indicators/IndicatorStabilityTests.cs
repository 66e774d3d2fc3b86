using Engine.Core.Indicators;
using Engine.Model.Numbers;

namespace Tests.Core.Indicators;

/// <summary>Sums that slide must not drift: millions of updates, outliers, a spread small against the level.</summary>
[TestFixture]
internal sealed class IndicatorStabilityTests
{
    private const int Period = 60;
    private const int Updates = 3_000_000;

    [Test]
    public void Windowed_indicators_do_not_drift_over_millions_of_updates()
    {
        var random = new SeededRandom(3);
        var statistics = new RollingStatistics(Period);
        var average = new Sma(Period);
        var weighted = new Wma(Period);
        var regression = new RollingRegression(Period);
        var last = new double[Period];
        for (var update = 0; update < Updates; update++)
        {
            var sample = 1e6 + random.NextNormal();
            statistics.Update(sample);
            average.Update(sample);
            weighted.Update(sample);
            regression.Update(sample, 3 * sample);
            last[update % Period] = sample;
        }

        // Three million is a whole number of laps; the last window is in order.
        Series.AssertClose(average.Value, Direct.Mean(last), 1e-14, "mean");
        Series.AssertClose(weighted.Value, Direct.Wma(last, Period - 1, Period), 1e-14, "weighted mean");
        Series.AssertClose(statistics.Variance, Direct.Variance(last), 1e-9, "variance");
        Series.AssertClose(regression.Slope, 3, 1e-9, "slope");
    }

    [Test]
    public void Indicators_of_returns_and_spreads_do_not_drift_over_millions_of_updates()
    {
        var random = new SeededRandom(6);
        var volatility = new RealizedVolatility(Period);
        var halfLife = new HalfLife(Period);
        var pump = new PumpMagnitude(Period);
        var last = new double[Period + 1];
        var (price, spread) = (60_000.0, 0.0);
        for (var update = 0; update <= Updates; update++)
        {
            price *= 1 + (1e-5 * random.NextNormal());
            spread = (0.9 * spread) + random.NextNormal();
            volatility.Update(price);
            pump.Update(price);
            halfLife.Update(1e6 + spread);
            last[update % (Period + 1)] = price;
        }

        // The ring of n + 1 samples, oldest first.
        var first = (Updates + 1) % (Period + 1);
        double[] window = [.. last[first..], .. last[..first]];
        var squares = window.Skip(1).Zip(window, (now, before) => Math.Pow(Math.Log(now / before), 2));
        Series.AssertClose(volatility.Value, Math.Sqrt(squares.Average()), 1e-9, "volatility");
        var expected = 100 * ((window[^1] / window.Skip(1).Average()) - 1);
        Assert.That(pump.Value, Is.EqualTo(expected).Within(1e-10));
        Assert.That(halfLife.Value, Is.InRange(1, 30));
    }

    // Half a lap further on the fresh sums are half a lap old: the sliding part alone must be good, too.
    [Test]
    public void Windowed_indicators_do_not_drift_within_a_lap()
    {
        var random = new SeededRandom(4);
        var statistics = new RollingStatistics(Period);
        var samples = new double[100_030];
        for (var update = 0; update < samples.Length; update++)
        {
            samples[update] = 1e6 + random.NextNormal();
            statistics.Update(samples[update]);
        }

        var expected = Direct.Variance(Direct.Window(samples, samples.Length - 1, Period));
        Series.AssertClose(statistics.Variance, expected, 1e-8, "variance");
    }

    [Test]
    public void RollingStatistics_forgets_an_outlier_a_lap_after_it_left()
    {
        var random = new SeededRandom(5);
        var statistics = new RollingStatistics(Period);
        var samples = new double[5 * Period];
        for (var update = 0; update < samples.Length; update++)
        {
            samples[update] = update == Period / 2 ? 1e12 : 60_000 + random.NextNormal();
            statistics.Update(samples[update]);
        }

        var expected = Direct.Variance(samples[^Period..]);
        Series.AssertClose(statistics.Variance, expected, 1e-9, "variance");
    }

    [Test]
    public void RollingStatistics_is_never_below_zero()
    {
        var statistics = new RollingStatistics(3);
        foreach (var sample in new[] { 1e9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 1e-9, 1e15, 0.3, 0.3, 0.3, 0.3 })
        {
            statistics.Update(sample);
            Assert.That(!statistics.IsReady || statistics.Variance >= 0, Is.True);
        }
    }
}
