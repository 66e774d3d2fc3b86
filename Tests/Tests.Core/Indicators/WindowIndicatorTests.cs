using Engine.Core.Indicators;
using Engine.Model.Numbers;

namespace Tests.Core.Indicators;

/// <summary>The indicators over windows (t1, t2), of returns and of spreads, against their definitions.</summary>
[TestFixture]
internal sealed class WindowIndicatorTests
{
    private const int Length = 200;

    [TestCase(1, 0)]
    [TestCase(30, 0)]
    [TestCase(30, 29)]
    [TestCase(60, 20)]
    public void Twap_is_the_mean_of_the_samples_between_its_ages(int from, int to) => AssertFollows(
        new Twap(from, to), from, (series, end) => Between(series, end, from, to).Average());

    [Test]
    public void Twap_refuses_a_window_that_ends_before_it_begins()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Twap(5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Twap(5, -1));
    }

    [TestCase(60, 0)]
    [TestCase(60, 10)]
    public void PumpMagnitude_is_the_percentage_above_the_average(int from, int to) => AssertFollows(
        new PumpMagnitude(from, to), from,
        (series, end) => 100 * (series[end] - Between(series, end, from, to).Average())
            / Between(series, end, from, to).Average(), 1e-8);

    // Five samples of 100 and one of 110: the average of all but the newest is 100.
    [Test]
    public void PumpMagnitude_of_a_rise_of_ten_percent_is_ten()
    {
        var pump = new PumpMagnitude(6, 1);
        foreach (var price in new[] { 100.0, 100, 100, 100, 100, 110 })
        {
            pump.Update(price);
        }

        Assert.That(pump.Value, Is.EqualTo(10).Within(1e-12));
    }

    [TestCase(20, 1)]
    [TestCase(20, 5)]
    public void Velocity_is_the_fraction_gained_per_sample(int lookback, int smoothing) => AssertFollows(
        new Velocity(lookback, smoothing), lookback + smoothing,
        (series, end) =>
        {
            var now = Between(series, end, smoothing, 0).Average();
            var before = Between(series, end, lookback + smoothing, lookback).Average();
            return (now - before) / (before * lookback);
        }, 1e-8);

    [TestCase(2)]
    [TestCase(60)]
    public void RealizedVolatility_is_the_root_of_the_mean_squared_log_return(int period) => AssertFollows(
        new RealizedVolatility(period), period + 1, (series, end) => RealizedVolatility(series, end, period), 1e-8);

    [Test]
    public void RealizedVolatility_for_a_year_of_seconds_is_scaled_by_the_root_of_their_number() => AssertFollows(
        new RealizedVolatility(30, Engine.Core.Indicators.RealizedVolatility.SecondsPerYear), 31,
        (series, end) => RealizedVolatility(series, end, 30) * Math.Sqrt(31_536_000), 1e-8);

    [TestCase(20)]
    [TestCase(60)]
    public void DonchianChannel_is_the_range_of_the_last_bars(int period)
    {
        var bars = Series.Bars(Length);
        var channel = new DonchianChannel(period);
        for (var end = 0; end < bars.Length; end++)
        {
            channel.Update(bars[end].High, bars[end].Low, bars[end].Close);
            Assert.That(channel.IsReady, Is.EqualTo(end >= period - 1));
            if (channel.IsReady)
            {
                var window = bars[(end - period + 1)..(end + 1)];
                Assert.That(channel.Upper, Is.EqualTo(window.Max(bar => bar.High)), $"bar {end}");
                Assert.That(channel.Lower, Is.EqualTo(window.Min(bar => bar.Low)), $"bar {end}");
            }
        }
    }

    [TestCase(30)]
    [TestCase(100)]
    public void HalfLife_is_that_of_the_regression_of_changes_on_levels(int period)
    {
        var spread = Reverting(Length, keeps: 0.9);
        var halfLife = new HalfLife(period);
        for (var end = 0; end < Length; end++)
        {
            halfLife.Update(spread[end]);
            Assert.That(halfLife.IsReady, Is.EqualTo(end >= period));
            if (halfLife.IsReady)
            {
                var levels = spread[(end - period)..end];
                var changes = levels.Select((level, at) => spread[end - period + at + 1] - level).ToArray();
                var slope = Direct.Line(levels, changes).Slope;
                Series.AssertClose(halfLife.Value, -Math.Log(2) / Math.Log(1 + slope), 1e-6, $"sample {end}");
            }
        }
    }

    // Nine tenths are kept each sample: half is left after ln 2 ÷ −ln 0.9 = 6.6 samples.
    [Test]
    public void HalfLife_of_a_long_reverting_series_is_near_the_true_one()
    {
        var halfLife = new HalfLife(20_000);
        foreach (var sample in Reverting(20_001, keeps: 0.9))
        {
            halfLife.Update(sample);
        }

        Assert.That(halfLife.Value, Is.EqualTo(6.58).Within(0.5));
    }

    [Test]
    public void HalfLife_of_a_spread_that_runs_away_is_infinite()
    {
        var halfLife = new HalfLife(10);
        for (var sample = 0; sample <= 10; sample++)
        {
            halfLife.Update(Math.Pow(1.1, sample));
        }

        Assert.That(halfLife.Value, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void HalfLife_of_a_spread_that_does_not_move_is_not_a_number()
    {
        var halfLife = new HalfLife(3);
        for (var sample = 0; sample <= 3; sample++)
        {
            halfLife.Update(5);
        }

        Assert.That(halfLife.IsReady, Is.True);
        Assert.That(halfLife.Value, Is.NaN);
    }

    [TestCase(30, 0.9)]
    [TestCase(100, 1.3)]
    public void SpreadHalfLife_is_the_half_life_of_the_spread_with_that_ratio(int period, double beta)
    {
        var xs = Series.Prices(Length, seed: 1);
        var ys = xs.Zip(Reverting(Length, keeps: 0.8), (x, spread) => 500 + (0.9 * x) + (20 * spread)).ToArray();
        var pair = new SpreadHalfLife(period);
        for (var end = 0; end < Length; end++)
        {
            pair.Update(xs[end], ys[end]);
            Assert.That(pair.IsReady, Is.EqualTo(end >= period));
            if (pair.IsReady)
            {
                var single = new HalfLife(period);
                for (var at = end - period; at <= end; at++)
                {
                    single.Update(ys[at] - (beta * xs[at]));
                }

                Series.AssertClose(1 / pair.Of(beta), 1 / single.Value, 1e-5, $"sample {end}");
            }
        }
    }

    [TestCase(30)]
    public void RollingRegression_residual_deviation_is_what_the_line_leaves(int period)
    {
        var xs = Series.Prices(Length, seed: 1);
        var noise = Series.Prices(Length, start: 0, step: 20, seed: 2);
        var ys = xs.Zip(noise, (x, error) => 500 + (0.04 * x) + error).ToArray();
        var regression = new RollingRegression(period);
        for (var end = 0; end < Length; end++)
        {
            regression.Update(xs[end], ys[end]);
            if (regression.IsReady)
            {
                var (slope, intercept, _) =
                    Direct.Line(Direct.Window(xs, end, period), Direct.Window(ys, end, period));
                var squares = Direct.Window(xs, end, period).Zip(
                    Direct.Window(ys, end, period), (x, y) => Math.Pow(y - intercept - (slope * x), 2)).Sum();
                var deviation = Math.Sqrt(squares / period);
                Series.AssertClose(regression.ResidualDeviation, deviation, 1e-6, $"deviation {end}");
                var score = (ys[end] - intercept - (slope * xs[end])) / deviation;
                Assert.That(regression.ResidualZScore, Is.EqualTo(score).Within(1e-5), $"score {end}");
            }
        }
    }

    private static double[] Reverting(int length, double keeps)
    {
        var random = new SeededRandom(11);
        var series = new double[length];
        for (var at = 1; at < length; at++)
        {
            series[at] = (keeps * series[at - 1]) + random.NextNormal();
        }

        return series;
    }

    private static double[] Between(double[] series, int end, int from, int to) =>
        series[(end - from + 1)..(end - to + 1)];

    private static double RealizedVolatility(double[] series, int end, int period) => Math.Sqrt(
        Enumerable.Range(end - period + 1, period).Average(at => Math.Pow(Math.Log(series[at] / series[at - 1]), 2)));

    private static void AssertFollows(
        IIndicator indicator, int warmUp, Func<double[], int, double> expected, double relative = 1e-10)
    {
        var series = Series.Prices(Length);
        for (var end = 0; end < Length; end++)
        {
            indicator.Update(series[end]);
            Assert.That(indicator.IsReady, Is.EqualTo(end >= warmUp - 1), $"ready at sample {end}");
            if (end < warmUp - 1)
            {
                Assert.That(indicator.Value, Is.NaN, $"sample {end}");
                continue;
            }

            // A percentage near zero has no digits of its own: what counts is its error against the level's digits.
            var value = expected(series, end);
            Assert.That(
                indicator.Value, Is.EqualTo(value).Within((relative * Math.Abs(value)) + 1e-12), $"sample {end}");
        }
    }
}
