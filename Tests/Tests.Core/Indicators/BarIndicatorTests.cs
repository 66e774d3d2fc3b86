using Engine.Core.Indicators;

namespace Tests.Core.Indicators;

[TestFixture]
internal sealed class BarIndicatorTests
{
    [TestCase(1)]
    [TestCase(14)]
    public void Atr_is_wilders_average_of_the_true_range(int period) =>
        AssertFollows(new Atr(period), period, (bars, end) => Direct.Atr(bars, end, period));

    [TestCase(2)]
    [TestCase(14)]
    public void Adx_is_wilders(int period) =>
        AssertFollows(new Adx(period), 2 * period, (bars, end) => Direct.Adx(bars, end, period));

    // High 12, low 8 after a close at 15: the gap counts, 15 − 8.
    [Test]
    public void Atr_counts_the_gap_from_the_last_close()
    {
        var atr = new Atr(1);
        atr.Update(16, 14, 15);
        atr.Update(12, 8, 9);

        Assert.That(atr.LastTrueRange, Is.EqualTo(7));
        Assert.That(atr.Value, Is.EqualTo(7));
    }

    [Test]
    public void Adx_of_a_steady_rise_is_a_hundred_and_points_up()
    {
        var adx = new Adx(3);
        for (var bar = 0; bar < 10; bar++)
        {
            adx.Update(102 + bar, 100 + bar, 101 + bar);
        }

        Assert.That(adx.Value, Is.EqualTo(100).Within(1e-9));
        Assert.That(adx.PlusDirection, Is.EqualTo(50).Within(1e-9)); // A rise of 1 in a range of 2.
        Assert.That(adx.MinusDirection, Is.Zero);
    }

    private static void AssertFollows(
        IBarIndicator indicator, int warmUp, Func<(double High, double Low, double Close)[], int, double> expected)
    {
        var bars = Series.Bars(100);
        for (var end = 0; end < bars.Length; end++)
        {
            indicator.Update(bars[end].High, bars[end].Low, bars[end].Close);
            Assert.That(indicator.IsReady, Is.EqualTo(end >= warmUp - 1), $"ready at bar {end}");
            if (end < warmUp - 1)
            {
                Assert.That(indicator.Value, Is.NaN, $"bar {end}");
            }
            else
            {
                Series.AssertClose(indicator.Value, expected(bars[..(end + 1)], end), 1e-10, $"bar {end}");
            }
        }
    }
}
