using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>
/// The trend is taken on bars of one second, warm after four; the delta of five beats confirms. A hundred base are
/// 100,000 lots of 0.001.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LiquidationClusterTests
{
    private const int Warm = 10;
    private const int Cluster = 100_000;

    [Test]
    public void Buys_near_liquidated_longs_when_aggressors_buy_and_the_trend_allows()
    {
        var rig = Flat();

        rig.Liquidate(Warm, 10_050, Cluster, Side.Ask);
        Beat(rig, Warm, 10_000, Side.Bid);

        var entry = rig.Orders.Single();
        Assert.Multiple(() =>
        {
            Assert.That((entry.Side, entry.Type, entry.Quantity.Value), Is.EqualTo((Side.Bid, OrderType.Market, 1_000L)));
            Assert.That(rig.Evidence("cluster-size"), Is.EqualTo((100.0, 100.0)));
            Assert.That(rig.Evidence("cluster-distance").Value, Is.EqualTo((1_000 / 1_005.0) - 1).Within(1e-12));
            Assert.That(rig.Evidence("delta-ratio").Value, Is.EqualTo(1));
            Assert.That(rig.Evidence("trend-vote").Value, Is.Zero);
            // All longs, all buyers.
            Assert.That(rig.Confidence(), Is.EqualTo(1));
        });
    }

    [Test]
    public void Sells_near_liquidated_shorts_when_aggressors_sell()
    {
        var rig = Flat(Side.Ask);

        rig.Liquidate(Warm, 9_950, Cluster, Side.Bid);
        Beat(rig, Warm, 10_000, Side.Ask);

        Assert.That(rig.Orders.Single().Side, Is.EqualTo(Side.Ask));
    }

    [TestCase(10_050, Cluster - 1, Side.Bid, TestName = "Does_nothing_on_a_cluster_that_is_too_small")]
    [TestCase(10_160, Cluster, Side.Bid, TestName = "Does_nothing_on_a_cluster_that_is_too_far_away")]
    [TestCase(10_050, Cluster, Side.Ask, TestName = "Does_nothing_while_aggressors_are_on_the_other_side")]
    public void Does_nothing(long price, int lots, Side aggressor)
    {
        var rig = Flat(aggressor);

        rig.Liquidate(Warm, price, lots, Side.Ask);
        Beat(rig, Warm, 10_000, aggressor);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Does_nothing_before_the_trend_is_warm_and_says_so()
    {
        var rig = Make(("trendTimeframe", TimestampNs.PerMinute));
        Run(rig, 0, Warm, _ => 10_000, Side.Bid);

        rig.Liquidate(Warm, 10_050, Cluster, Side.Ask);
        Beat(rig, Warm, 10_000, Side.Bid);

        Assert.That(rig.Orders, Is.Empty);
        var state = rig.Commands.Single(c => c.Kind == CommandKind.StrategyState);
        Assert.That((state.StateBefore, state.StateAfter), Is.EqualTo((0L, 1L)));
    }

    [TestCase(true, 0)]
    [TestCase(false, 1)]
    public void Buys_in_a_strong_downtrend_only_where_the_trend_is_not_asked(bool asksTrend, int orders)
    {
        var rig = Make(("useTrend", asksTrend ? 1 : 0));
        Run(rig, 0, Warm, second => 10_000 - (5 * second), Side.Bid);

        rig.Liquidate(Warm, 10_000, Cluster, Side.Ask);
        Beat(rig, Warm, 10_000 - (5 * Warm), Side.Bid);

        Assert.That(rig.Orders.Count(), Is.EqualTo(orders));
        Assert.That(rig.Commands.Count(c => c.Kind == CommandKind.StrategyState && c.StateAfter == 2),
            Is.EqualTo(asksTrend ? 1 : 0));
        Assert.That(rig.Evidence("trend-vote").Value, Is.EqualTo(-2));
    }

    [Test]
    public void Does_nothing_while_the_feed_has_a_gap()
    {
        var rig = Flat();

        rig.Liquidate(Warm, 10_050, Cluster, Side.Ask);
        rig.Gap();
        rig.Until(Warm + 5);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Trades_a_cluster_once()
    {
        var rig = Entered();
        rig.Quote(StrategyRig.At(Warm + 1), 10_120);
        rig.Fill(rig.Orders.Last(), 10_120);
        rig.Commands.Clear();

        Run(rig, Warm + 2, Warm + 100, _ => 10_050, Side.Bid);

        Assert.That(rig.Orders, Is.Empty);
    }

    // Bought at 1,000.0; volatility is not known yet: both lie 1.2 % away.
    [TestCase(10_119, 10_120, TestName = "Leaves_at_the_target")]
    [TestCase(9_881, 9_880, TestName = "Leaves_at_the_stop")]
    public void Leaves_at_a_price(long before, long at)
    {
        var rig = Entered();

        rig.Quote(StrategyRig.At(Warm + 1), before);
        var early = rig.Orders.Count();
        rig.Quote(StrategyRig.At(Warm + 1), at);

        Assert.That(early, Is.EqualTo(1));
        Assert.That(rig.Orders.Last().Side, Is.EqualTo(Side.Ask));
    }

    [Test]
    public void Leaves_after_half_an_hour()
    {
        var rig = Entered();
        rig.Quote(StrategyRig.At(Warm + 1), 10_000);

        rig.Until(Warm + 1_800);
        var early = rig.Orders.Count();
        rig.Until(Warm + 1_802);

        Assert.That(early, Is.EqualTo(1));
        Assert.That(rig.Orders.Last().Side, Is.EqualTo(Side.Ask));
    }

    // Ten minutes of one size of zigzag, then one of another: calm takes the bounds at 0.8 and 1.0 %, wild those at 1.5 %.
    [TestCase(20, 1, 10_080, 9_900, TestName = "Target_and_stop_come_near_when_it_is_calm")]
    [TestCase(1, 20, 10_150, 9_850, TestName = "Target_and_stop_go_far_when_it_is_wild")]
    public void Target_and_stop_adapt(int usual, int now, long target, long stop)
    {
        var up = Adapted(usual, now);
        var down = Adapted(usual, now);

        up.Quote(up.Core.Clock, target - 1);
        down.Quote(down.Core.Clock, stop + 1);
        var early = (up.Orders.Count(), down.Orders.Count());
        up.Quote(up.Core.Clock, target);
        down.Quote(down.Core.Clock, stop);

        Assert.That(early, Is.EqualTo((1, 1)));
        Assert.That((up.Orders.Count(), down.Orders.Count()), Is.EqualTo((2, 2)));
    }

    private static StrategyRig Adapted(int usual, int now)
    {
        var rig = Make(("useTrend", 0));
        Run(rig, 0, 600, second => 10_000 + (second % 2 * usual), Side.Bid);
        Run(rig, 600, 662, second => 10_000 + (second % 2 * now), Side.Bid);
        rig.Liquidate(662, 10_010, Cluster, Side.Ask);
        Beat(rig, 662, 10_000, Side.Bid);
        rig.Fill(rig.Orders.Single(), 10_000);
        return rig;
    }

    private static StrategyRig Entered()
    {
        var rig = Flat();
        rig.Liquidate(Warm, 10_050, Cluster, Side.Ask);
        Beat(rig, Warm, 10_000, Side.Bid);
        rig.Fill(rig.Orders.Single(), 10_000);
        return rig;
    }

    private static StrategyRig Flat(Side aggressor = Side.Bid)
    {
        var rig = Make();
        Run(rig, 0, Warm, _ => 10_000, aggressor);
        return rig;
    }

    private static StrategyRig Make(params (string Name, long Bits)[] parameters) => new(
        "liquidation-cluster",
        [
            ("deltaWindow", 5), ("trendTimeframe", TimestampNs.PerSecond), ("trendTimeframes", 1), ("trendFast", 2),
            ("trendSlow", 3), ("adxPeriod", 2), .. parameters,
        ]);

    private static void Run(StrategyRig rig, int from, int to, Func<int, long> middle, Side aggressor)
    {
        for (var second = from; second < to; second++)
        {
            Beat(rig, second, middle(second), aggressor);
        }
    }

    private static void Beat(StrategyRig rig, int second, long middle, Side aggressor)
    {
        rig.Trade(second, middle, 10, aggressor);
        rig.Second(second, middle);
    }
}
