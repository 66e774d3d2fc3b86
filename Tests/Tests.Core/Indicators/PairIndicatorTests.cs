using Engine.Core.Indicators;
using Engine.Model.Units;

namespace Tests.Core.Indicators;

[TestFixture]
internal sealed class PairIndicatorTests
{
    [TestCase(2)]
    [TestCase(30)]
    public void RollingRegression_is_the_line_of_least_squares(int period)
    {
        var xs = Series.Prices(200, seed: 1);
        var noise = Series.Prices(200, start: 0, step: 1, seed: 2);
        var ys = xs.Zip(noise, (x, error) => 500 + (0.04 * x) + error).ToArray();
        var regression = new RollingRegression(period);
        for (var end = 0; end < xs.Length; end++)
        {
            regression.Update(xs[end], ys[end]);
            Assert.That(regression.IsReady, Is.EqualTo(end >= period - 1));
            if (!regression.IsReady)
            {
                Assert.That(regression.Slope, Is.NaN);
                continue;
            }

            var (slope, intercept, correlation) =
                Direct.Line(Direct.Window(xs, end, period), Direct.Window(ys, end, period));
            Series.AssertClose(regression.Slope, slope, 1e-6, $"slope {end}");
            Series.AssertClose(regression.Intercept, intercept, 1e-6, $"intercept {end}");
            Assert.That(regression.Correlation, Is.EqualTo(correlation).Within(1e-7), $"correlation {end}");
            var residual = ys[end] - intercept - (slope * xs[end]);
            Assert.That(regression.Residual, Is.EqualTo(residual).Within(1e-6), $"residual {end}");
        }
    }

    [Test]
    public void RollingRegression_of_a_flat_series_has_no_slope()
    {
        var regression = new RollingRegression(3);
        for (var pair = 0; pair < 9; pair++)
        {
            regression.Update(5, pair);
        }

        Assert.That(regression.Slope, Is.NaN);
        Assert.That(regression.Correlation, Is.NaN);
    }

    [Test]
    public void Vwap_weighs_prices_by_their_volume()
    {
        var prices = Series.Prices(100);
        var volumes = Series.Prices(100, start: 50, step: 0.5, seed: 9);
        var vwap = new Vwap(12);
        for (var end = 0; end < prices.Length; end++)
        {
            vwap.Update(prices[end], volumes[end]);
            Assert.That(vwap.IsReady, Is.EqualTo(end >= 11));
            if (end >= 11)
            {
                var volume = Direct.Window(volumes, end, 12);
                var value = Direct.Window(prices, end, 12).Zip(volume, (price, lots) => price * lots).Sum();
                Series.AssertClose(vwap.Value, value / volume.Sum(), 1e-12, $"sample {end}");
            }
        }
    }

    [Test]
    public void Vwap_without_volume_is_not_a_number()
    {
        var vwap = new Vwap(1);
        vwap.Update(100, 0);

        Assert.That(vwap.Value, Is.NaN);
    }

    [Test]
    public void CumulativeVolumeDelta_adds_what_was_bought_and_takes_off_what_was_sold()
    {
        var delta = new CumulativeVolumeDelta();
        Assert.That(delta.Ratio, Is.Zero);

        delta.Update(new QtyLots(7), Side.Bid);
        delta.Update(new QtyLots(3), Side.Ask);

        Assert.That((delta.Value.Value, delta.Volume.Value, delta.Ratio), Is.EqualTo((4L, 10L, 0.4)));
        delta.Reset();
        Assert.That(delta.Volume, Is.EqualTo(QtyLots.Zero));
    }
}
