using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>
/// Bars of a range of 100 ticks around 100,000. A bar of 250 is a spike, one of 200 is not; after it the average true
/// range is 100 + 150 ÷ 14 = 110.7, and stop and target lie 166 ticks from the entry.
/// </summary>
internal sealed class SpikeFaderTests
{
    private const int WarmUp = 20;

    [Test]
    public void Does_nothing_before_it_knows_the_usual_range()
    {
        var rig = Warm(new StrategyRig("spike-fader"), WarmUp - 1);

        rig.Bar(WarmUp, Spike(250));

        Assert.That(rig.Orders, Is.Empty);
    }

    [TestCase(250, Side.Ask)]
    [TestCase(-250, Side.Bid)]
    public void Trades_against_a_spike(long move, Side side)
    {
        var rig = Warm(new StrategyRig("spike-fader"), WarmUp);

        rig.Bar(WarmUp + 1, Spike(move));

        var signal = rig.Signals.Single();
        Assert.Multiple(() =>
        {
            Assert.That(rig.Orders.Single().Side, Is.EqualTo(side));
            Assert.That(signal.Side, Is.EqualTo(side));
            Assert.That(BitConverter.Int64BitsToDouble(signal.Count), Is.EqualTo(0.75));
            Assert.That(rig.EvidenceOf("true-range").Single().Bound, Is.EqualTo(0.002).Within(1e-9));
            Assert.That(rig.EvidenceOf("atr").Single().Value, Is.EqualTo(11.0714).Within(1e-4));
        });
    }

    [Test]
    public void Stays_out_of_a_range_of_twice_the_usual()
    {
        var rig = Warm(new StrategyRig("spike-fader"), WarmUp);

        rig.Bar(WarmUp + 1, Spike(200));

        Assert.That(rig.Orders, Is.Empty);
    }

    // Sold at 100,250: the stop is at 100,416, the target at 100,084.
    [TestCase(100_410, 100_420, "exit-stop")]
    [TestCase(100_090, 100_080, "exit-target")]
    public void Leaves_at_the_stop_and_at_the_target(long before, long beyond, string reason)
    {
        var rig = Warm(new StrategyRig("spike-fader"), WarmUp);
        rig.Bar(WarmUp + 1, Spike(250));
        var entry = rig.Orders.Single();
        rig.Fill(entry, 100_250);

        rig.Bar(WarmUp + 2, Flat(before));
        Assert.That(rig.Orders.Count(), Is.EqualTo(1));
        rig.Bar(WarmUp + 3, Flat(beyond));

        var exit = rig.Orders.Last();
        Assert.That((exit.Side, exit.Quantity), Is.EqualTo((Side.Bid, entry.Quantity)));
        Assert.That(rig.EvidenceOf(reason).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Stays_out_of_a_bar_that_ends_in_a_gap_of_the_feed()
    {
        var (whole, broken) = (new StrategyRig("spike-fader"), new StrategyRig("spike-fader"));
        foreach (var rig in new[] { whole, broken })
        {
            for (var minute = 1; minute <= WarmUp; minute++)
            {
                rig.Trades(minute, Usual);
            }

            rig.Trades(WarmUp + 1, Spike(250), endsInGap: rig == broken);
        }

        Assert.That(whole.Orders.Count(), Is.EqualTo(1));
        Assert.That(broken.Orders, Is.Empty);
    }

    private static Candle Usual => new(100_000, 100_050, 99_950, 100_000, 1_000);

    private static Candle Spike(long move) => new(
        100_000, Math.Max(100_000, 100_000 + move), Math.Min(100_000, 100_000 + move), 100_000 + move, 1_000);

    private static Candle Flat(long price) => new(price, price, price, price, 1_000);

    private static StrategyRig Warm(StrategyRig rig, int bars)
    {
        for (var minute = 1; minute <= bars; minute++)
        {
            rig.Bar(minute, Usual);
        }

        return rig;
    }
}
