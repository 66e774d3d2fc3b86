using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>
/// Nineteen closes that alternate between 10 ticks above and below 100,000, then one d below: the mean is (10 − d)/20
/// off, the variance (1,900 + d²)/20 less its square. For d = 30 the lower band is 24.6 below, for d = 21 it is 22.2.
/// </summary>
internal sealed class MeanReversionTests
{
    private const int WarmUp = 19;

    [Test]
    public void Does_nothing_before_its_bands_have_twenty_closes()
    {
        var rig = Warm(new StrategyRig("mean-reversion"), WarmUp - 1);

        rig.Bar(WarmUp, 99_900);

        Assert.That(rig.Orders, Is.Empty);
    }

    [TestCase(-30, Side.Bid)]
    [TestCase(40, Side.Ask)]
    public void Trades_against_a_close_outside_the_bands(long offset, Side side)
    {
        var rig = Warm(new StrategyRig("mean-reversion"), WarmUp);

        rig.Bar(WarmUp + 1, 100_000 + offset);

        Assert.That(rig.Orders.Single().Side, Is.EqualTo(side));
        Assert.That(rig.Signals.Single().Side, Is.EqualTo(side));
    }

    [Test]
    public void Says_the_band_that_it_went_by()
    {
        var rig = Warm(new StrategyRig("mean-reversion"), WarmUp);

        rig.Bar(WarmUp + 1, 99_970);

        var (close, band) = rig.EvidenceOf("close").Single();
        Assert.That(close, Is.EqualTo(9_997).Within(1e-6));
        Assert.That(band, Is.EqualTo(10_000 - 2.458).Within(1e-3));
    }

    [Test]
    public void Stays_out_inside_the_bands()
    {
        var rig = Warm(new StrategyRig("mean-reversion"), WarmUp);

        rig.Bar(WarmUp + 1, 99_979);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Leaves_at_the_middle_and_not_before()
    {
        var rig = Warm(new StrategyRig("mean-reversion"), WarmUp);
        rig.Bar(WarmUp + 1, 99_970);
        var entry = rig.Orders.Single();
        rig.Fill(entry, 99_970);

        rig.Bar(WarmUp + 2, 99_990);
        Assert.That(rig.Orders.Count(), Is.EqualTo(1));
        rig.Bar(WarmUp + 3, 100_005);

        var exit = rig.Orders.Last();
        Assert.That((exit.Side, exit.Quantity), Is.EqualTo((Side.Ask, entry.Quantity)));
        Assert.That(rig.EvidenceOf("exit-middle").Count(), Is.EqualTo(1));
    }

    [Test]
    public void Leaves_at_its_stop_where_it_has_one()
    {
        var rig = Warm(
            new StrategyRig("mean-reversion", ("stop", BitConverter.DoubleToInt64Bits(0.01))), WarmUp);
        rig.Bar(WarmUp + 1, 99_970);
        rig.Fill(rig.Orders.Single(), 99_970);

        rig.Bar(WarmUp + 2, 98_980);
        Assert.That(rig.Orders.Count(), Is.EqualTo(1));
        rig.Bar(WarmUp + 3, 98_960);

        Assert.That(rig.Orders.Count(), Is.EqualTo(2));
    }

    [Test]
    public void Stays_out_of_a_bar_that_ends_in_a_gap_of_the_feed()
    {
        var rig = new StrategyRig("mean-reversion");
        for (var minute = 1; minute <= WarmUp; minute++)
        {
            rig.Trades(minute, Close(CloseOf(minute)));
        }

        rig.Trades(WarmUp + 1, Close(99_900), endsInGap: true);

        Assert.That(rig.Orders, Is.Empty);
    }

    private static long CloseOf(int minute) => minute % 2 == 1 ? 100_010 : 99_990;

    private static Candle Close(long price) => new(price, price, price, price, 1_000);

    private static StrategyRig Warm(StrategyRig rig, int bars)
    {
        for (var minute = 1; minute <= bars; minute++)
        {
            rig.Bar(minute, CloseOf(minute));
        }

        return rig;
    }
}
