using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>A window of five seconds; each second 10,000 lots of 0.001 are traded at about 1,000: 10,000 quote.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LiquidationHunterTests
{
    private const int Window = 5;

    [Test]
    public void Buys_when_liquidated_longs_are_most_of_what_trades()
    {
        var rig = Make();

        Run(rig, 0, Window, liquidated: 9_000, Side.Ask);

        var entry = rig.Orders.Single();
        Assert.Multiple(() =>
        {
            Assert.That((entry.Side, entry.Type, entry.Quantity.Value), Is.EqualTo((Side.Bid, OrderType.Market, 1_000L)));
            Assert.That(rig.Confidence(), Is.EqualTo(0.85));
            Assert.That(rig.Evidence("liquidation-ratio"), Is.EqualTo((0.9, 0.8)));
            // Five seconds of nine base at 1,000.
            Assert.That(rig.Evidence("liquidation-value").Value, Is.EqualTo(45_000).Within(1e-6));
        });
    }

    [Test]
    public void Sells_when_liquidated_shorts_are_and_never_when_shorts_are_not_allowed()
    {
        var allowed = Make();
        var forbidden = Make(("allowShort", 0));

        Run(allowed, 0, Window, 9_000, Side.Bid);
        Run(forbidden, 0, Window, 9_000, Side.Bid);

        Assert.That(allowed.Orders.Single().Side, Is.EqualTo(Side.Ask));
        Assert.That(forbidden.Orders, Is.Empty);
    }

    [TestCase(8_000, TestName = "Does_nothing_at_the_ratio_itself")]
    [TestCase(0, TestName = "Does_nothing_without_liquidations")]
    public void Does_nothing(int liquidated)
    {
        var rig = Make();

        Run(rig, 0, 3 * Window, liquidated, Side.Ask);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Does_nothing_before_its_window_is_full()
    {
        var rig = Make();

        Run(rig, 0, Window - 1, 9_000, Side.Ask);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Does_nothing_on_liquidations_that_are_worth_little()
    {
        var rig = Make(("minValue", 45_001 * Money.Scale));

        Run(rig, 0, 2 * Window, 9_000, Side.Ask);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Does_nothing_while_the_feed_has_a_gap()
    {
        var rig = Make();
        Run(rig, 0, Window - 1, 9_000, Side.Ask);

        rig.Trade(Window - 1, 10_000, 10_000, Side.Ask);
        rig.Liquidate(Window - 1, 10_000, 9_000, Side.Ask);
        rig.Gap();
        rig.Until(Window);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Forgets_what_left_the_window()
    {
        var rig = Make();
        Run(rig, 0, Window - 1, 9_000, Side.Ask);

        // A minute of trades alone, then liquidations again: the old ones do not count.
        Run(rig, Window - 1, 60, 0, Side.Ask);
        Run(rig, 60, 60 + Window - 1, 9_000, Side.Ask);

        Assert.That(rig.Orders, Is.Empty);
    }

    // Bought at 1,000.0: the target of 0.8 % is 1,008, the stop of 1.2 % 988.
    [TestCase(10_079, 10_080, TestName = "Leaves_at_the_target")]
    [TestCase(9_881, 9_880, TestName = "Leaves_at_the_stop")]
    public void Leaves_at_a_price(long before, long at)
    {
        var rig = Make();
        Run(rig, 0, Window, 9_000, Side.Ask);
        rig.Fill(rig.Orders.Single(), 10_000);

        rig.Quote(StrategyRig.At(Window), before);
        var early = rig.Orders.Count();
        rig.Quote(StrategyRig.At(Window), at);

        Assert.That(early, Is.EqualTo(1));
        Assert.That(rig.Orders.Last().Side, Is.EqualTo(Side.Ask));
    }

    [Test]
    public void Leaves_when_the_other_side_is_forced_out()
    {
        var rig = Make();
        Run(rig, 0, Window, 9_000, Side.Ask);
        rig.Fill(rig.Orders.Single(), 10_000);

        Run(rig, Window, 2 * Window, 9_500, Side.Bid);

        Assert.That(rig.Orders.Select(o => o.Side).ToArray(), Is.EqualTo(new[] { Side.Bid, Side.Ask }));
    }

    private static StrategyRig Make(params (string Name, long Bits)[] parameters) =>
        new("liquidation-hunter", [("window", Window), .. parameters]);

    private static void Run(StrategyRig rig, int from, int to, int liquidated, Side side)
    {
        for (var second = from; second < to; second++)
        {
            rig.Trade(second, 10_000, 10_000, side);
            if (liquidated > 0)
            {
                rig.Liquidate(second, 10_000, liquidated, side);
            }

            rig.Second(second, 10_000);
        }
    }
}
