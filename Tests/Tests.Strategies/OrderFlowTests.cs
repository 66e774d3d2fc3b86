using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>
/// A book of one level a side. Flat for a minute: RSI 50. One fall makes RSI 0; with twice as much offered as bid the
/// imbalance is −1/3. As deep as ever is a liquidity of a half, which does not score: 1 + ½.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OrderFlowTests
{
    private const int WarmUp = 60;

    [Test]
    public void Enters_long_when_offers_weigh_and_rsi_is_low()
    {
        var rig = Warm(bidLots: 100, askLots: 200);

        Beat(rig, WarmUp, 9_990, 100, 200);

        var entry = rig.Orders.Single();
        Assert.Multiple(() =>
        {
            // 1,000 quote at 999.0 are 1.001 base.
            Assert.That((entry.Side, entry.Type, entry.Quantity.Value), Is.EqualTo((Side.Bid, OrderType.Market, 1_001L)));
            Assert.That(rig.Confidence(), Is.EqualTo(1.5 / 2.5));
            Assert.That(rig.Evidence("imbalance"), Is.EqualTo((-1.0 / 3, 0.15)));
            Assert.That(rig.Evidence("rsi"), Is.EqualTo((0.0, 40.0)));
            Assert.That(rig.Evidence("liquidity"), Is.EqualTo((0.5, 0.5)));
            Assert.That(rig.Evidence("score"), Is.EqualTo((1.5, 1.5)));
        });
    }

    [Test]
    public void Enters_short_in_the_mirror_and_never_when_shorts_are_not_allowed()
    {
        var allowed = Warm(200, 100);
        var forbidden = Warm(200, 100, ("allowShort", 0));

        Beat(allowed, WarmUp, 10_010, 200, 100);
        Beat(forbidden, WarmUp, 10_010, 200, 100);

        Assert.That(allowed.Orders.Single().Side, Is.EqualTo(Side.Ask));
        Assert.That(forbidden.Orders, Is.Empty);
    }

    [TestCase(100, 200, 10_010, TestName = "Stays_out_when_offers_weigh_and_rsi_is_high")]
    [TestCase(100, 120, 9_990, TestName = "Stays_out_when_the_book_is_even_enough")]
    [TestCase(100, 200, 10_000, TestName = "Stays_out_when_rsi_is_in_its_band")]
    public void Stays_out(long bidLots, long askLots, long middle)
    {
        var rig = Warm(bidLots, askLots);

        Beat(rig, WarmUp, middle, bidLots, askLots);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Does_nothing_before_it_knows_the_usual_depth()
    {
        var rig = new StrategyRig("order-flow");

        for (var second = 0; second < WarmUp - 1; second++)
        {
            Beat(rig, second, 10_000 - second, 100, 200);
        }

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Does_nothing_on_a_book_with_a_gap()
    {
        var rig = Warm(100, 200);

        rig.Book(WarmUp, 9_990, 100, 200);
        rig.Gap();
        rig.Until(WarmUp + 1);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Leaves_when_the_signal_has_turned()
    {
        var rig = Entered();

        // Up by 30 after down by 10, over Wilder's 14: RSI = 100 × 30 ÷ (30 + 10 × 13/14) = 76.
        Beat(rig, WarmUp + 1, 10_020, 200, 100);

        Assert.That(rig.Orders.Select(o => o.Side).ToArray(), Is.EqualTo(new[] { Side.Bid, Side.Ask }));
        Assert.That(rig.Evidence("exit-signal").Value, Is.EqualTo(1_002.0));
    }

    // Entered at 999.0: the stop of ½ % is 994.005, the target of ¾ % 1,006.4925.
    [TestCase(9_941, 9_940, TestName = "Leaves_at_the_stop")]
    [TestCase(10_064, 10_065, TestName = "Leaves_at_the_target")]
    public void Leaves_at_a_price(long before, long at)
    {
        var rig = Entered();

        rig.Book(WarmUp + 1, before, 100, 100);
        var early = rig.Orders.Count();
        rig.Book(WarmUp + 1, at, 100, 100);

        Assert.That(early, Is.EqualTo(1));
        Assert.That(rig.Orders.Last().Side, Is.EqualTo(Side.Ask));
        Assert.That(rig.Orders.Last().Quantity, Is.EqualTo(rig.Orders.First().Quantity));
    }

    [Test]
    public void Leaves_when_the_time_is_over()
    {
        var rig = Entered();
        rig.Book(WarmUp + 1, 9_990, 100, 100);

        rig.Until(WarmUp + 600);
        var early = rig.Orders.Count();
        rig.Until(WarmUp + 602);

        Assert.That(early, Is.EqualTo(1));
        Assert.That(rig.Orders.Last().Side, Is.EqualTo(Side.Ask));
    }

    [Test]
    public void Rests_after_a_position()
    {
        var rig = Entered();
        rig.Book(WarmUp + 1, 9_940, 100, 200);
        rig.Fill(rig.Orders.Last(), 9_940);
        rig.Commands.Clear();

        for (var second = 2; second < 58; second++)
        {
            Beat(rig, WarmUp + second, 9_940 - second, 100, 200);
        }

        var resting = rig.Orders.Count();
        Beat(rig, WarmUp + 62, 9_800, 100, 200);

        Assert.That(resting, Is.Zero);
        Assert.That(rig.Orders.Count(), Is.EqualTo(1));
    }

    private static StrategyRig Entered()
    {
        var rig = Warm(100, 200);
        Beat(rig, WarmUp, 9_990, 100, 200);
        rig.Fill(rig.Orders.Single(), 9_990);
        return rig;
    }

    private static StrategyRig Warm(long bidLots, long askLots, params (string Name, long Bits)[] parameters)
    {
        var rig = new StrategyRig("order-flow", parameters);
        for (var second = 0; second < WarmUp; second++)
        {
            Beat(rig, second, 10_000, bidLots, askLots);
        }

        return rig;
    }

    private static void Beat(StrategyRig rig, long second, long middle, long bidLots, long askLots)
    {
        rig.Book(second, middle, bidLots, askLots);
        rig.Until(second + 1);
    }
}
