using Engine.Core.Indicators;

namespace Tests.Core.Indicators;

/// <summary>Each indicator of a single series against its definition, at every sample of a walk.</summary>
[TestFixture]
internal sealed class IndicatorTests
{
    private const int Length = 160;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(20)]
    public void Ema_is_the_weighted_sum_of_its_definition(int period) =>
        AssertFollows(new Ema(period), period, (series, end) => Direct.Ema(series, end, period));

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(30)]
    public void Sma_is_the_mean_of_the_window(int period) =>
        AssertFollows(new Sma(period), period, (series, end) => Direct.Sma(series, end, period));

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(30)]
    public void Wma_is_the_weighted_mean_of_the_window(int period) =>
        AssertFollows(new Wma(period), period, (series, end) => Direct.Wma(series, end, period));

    [TestCase(2)]
    [TestCase(20)]
    [TestCase(60)]
    public void RollingStatistics_is_the_standard_deviation_of_the_window(int period) => AssertFollows(
        new RollingStatistics(period), period, (series, end) => Direct.StandardDeviation(series, end, period), 1e-8);

    [TestCase(2)]
    [TestCase(20)]
    public void ZScore_is_the_distance_from_the_mean_in_deviations(int period) =>
        AssertFollows(new ZScore(period), period, (series, end) => Direct.ZScore(series, end, period), 1e-6);

    [TestCase(2)]
    [TestCase(14)]
    public void Rsi_is_wilders(int period) =>
        AssertFollows(new Rsi(period), period + 1, (series, end) => Direct.Rsi(series, end, period));

    [TestCase(1)]
    [TestCase(30)]
    public void RateOfChange_is_the_fraction_gained(int lookback) => AssertFollows(
        new RateOfChange(lookback), lookback + 1, (series, end) => (series[end] / series[end - lookback]) - 1, 1e-9);

    [TestCase(1)]
    [TestCase(30)]
    public void Momentum_is_the_difference(int lookback) => AssertFollows(
        new Momentum(lookback), lookback + 1, (series, end) => series[end] - series[end - lookback]);

    [TestCase(12, 26, 9)]
    [TestCase(1, 2, 1)]
    public void Macd_is_the_difference_of_two_averages(int fast, int slow, int signal) => AssertFollows(
        new Macd(fast, slow, signal), slow + signal - 1, (series, end) => Direct.Macd(series, end, fast, slow), 1e-7);

    [Test]
    public void Macd_signal_is_the_average_of_the_difference()
    {
        var series = Series.Prices(Length);
        var macd = new Macd();
        for (var end = 0; end < Length; end++)
        {
            macd.Update(series[end]);
            if (macd.IsReady)
            {
                var expected = Direct.MacdSignal(series, end, 12, 26, 9);
                Assert.That(macd.Signal, Is.EqualTo(expected).Within(1e-8), $"sample {end}");
                Assert.That(macd.Histogram, Is.EqualTo(macd.Value - macd.Signal));
            }
        }
    }

    [Test]
    public void VolumeSurgeRatio_compares_the_newest_samples_with_all() => AssertFollows(
        new VolumeSurgeRatio(5, 15), 15, (series, end) => Direct.Sma(series, end, 5) / Direct.Sma(series, end, 15));

    [Test]
    public void BollingerBands_lie_k_deviations_around_the_mean()
    {
        var series = Series.Prices(Length);
        var bands = new BollingerBands(20, 2.5);
        for (var end = 0; end < Length; end++)
        {
            bands.Update(series[end]);
            Assert.That(bands.IsReady, Is.EqualTo(end >= 19));
            if (end >= 19)
            {
                var (middle, deviation) = (Direct.Sma(series, end, 20), Direct.StandardDeviation(series, end, 20));
                Series.AssertClose(bands.Middle, middle, 1e-12, "middle");
                Series.AssertClose(bands.Upper, middle + (2.5 * deviation), 1e-12, "upper");
                Series.AssertClose(bands.Lower, middle - (2.5 * deviation), 1e-12, "lower");
                Series.AssertClose(bands.BandWidth, 5 * deviation / middle, 1e-8, "width");
                Series.AssertClose(bands.PercentB, 0.5 + ((series[end] - middle) / (5 * deviation)), 1e-6, "%b");
            }
        }
    }

    [Test]
    public void RollingStatistics_divides_by_one_less_for_the_sample()
    {
        var statistics = new RollingStatistics(4);
        foreach (var sample in new double[] { 100, 2, 4, 4, 6 })
        {
            statistics.Update(sample);
        }

        // 2 4 4 6: mean 4, squared differences 4 + 0 + 0 + 4.
        Assert.That(statistics.Mean, Is.EqualTo(4).Within(1e-12));
        Assert.That(statistics.Variance, Is.EqualTo(2).Within(1e-12));
        Assert.That(statistics.SampleVariance, Is.EqualTo(8.0 / 3).Within(1e-12));
        Assert.That(statistics.SampleStandardDeviation, Is.EqualTo(Math.Sqrt(8.0 / 3)).Within(1e-12));
    }

    [Test]
    public void Flat_series_give_the_neutral_values()
    {
        var rsi = new Rsi(3);
        var score = new ZScore(3);
        var bands = new BollingerBands(3);
        var surge = new VolumeSurgeRatio(1, 2);
        for (var sample = 0; sample < 20; sample++)
        {
            rsi.Update(5);
            score.Update(5);
            bands.Update(5);
            surge.Update(0);
        }

        Assert.Multiple(() =>
        {
            Assert.That(rsi.Value, Is.EqualTo(50));
            Assert.That(score.Value, Is.Zero);
            Assert.That(bands.PercentB, Is.EqualTo(0.5));
            Assert.That(surge.Value, Is.Zero);
        });
    }

    [TestCase(1, 100)]
    [TestCase(-1, 0)]
    public void Rsi_of_a_straight_line_is_at_its_end(int step, double expected)
    {
        var rsi = new Rsi();
        for (var sample = 0; sample < 30; sample++)
        {
            rsi.Update(1_000 + (sample * step));
        }

        Assert.That(rsi.Value, Is.EqualTo(expected));
    }

    [Test]
    public void RateOfChange_against_zero_is_not_a_number()
    {
        var change = new RateOfChange(1);
        change.Update(0);
        change.Update(5);

        Assert.That(change.IsReady, Is.True);
        Assert.That(change.Value, Is.NaN);
    }

    [Test]
    public void Constructors_refuse_periods_that_are_not_positive()
    {
        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Ema(0));
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Sma(-1));
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Rsi(0));
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Atr(0));
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new RateOfChange(0));
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Macd(26, 12));
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new RollingRegression(1));
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new BollingerBands(20, 0));
        });
    }

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
            }
            else
            {
                Series.AssertClose(indicator.Value, expected(series, end), relative, $"sample {end}");
            }
        }
    }
}
