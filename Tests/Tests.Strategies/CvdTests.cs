using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>One-second samples, a window of ten, a history of twenty: ready after eleven beats.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CvdTests
{
    private const int Ready = 11;

    [Test]
    public void Sells_a_rise_against_which_aggressors_sell()
    {
        var rig = Make();

        // 3 ticks a second of 10,000: 0.3 % over ten beats, over the 0.2 % that count.
        Run(rig, 0, Ready, s => 10_000 + (3 * s), bought: 0, sold: 10);

        var entry = rig.Orders.Single();
        Assert.Multiple(() =>
        {
            // 1,000 quote at 1,003.0.
            Assert.That((entry.Side, entry.Type, entry.Quantity.Value), Is.EqualTo((Side.Ask, OrderType.Market, 997L)));
            Assert.That(rig.Evidence("divergence"), Is.EqualTo((-1.0, 0.002)));
            Assert.That(rig.Evidence("delta-ratio").Value, Is.EqualTo(-1));
            Assert.That(rig.Evidence("price-change").Value, Is.EqualTo(0.003).Within(1e-12));
            Assert.That(rig.Confidence(), Is.EqualTo(1));
        });
    }

    [Test]
    public void Buys_a_fall_against_which_aggressors_buy()
    {
        var rig = Make();

        Run(rig, 0, Ready, s => 10_000 - (3 * s), bought: 10, sold: 4);

        Assert.That(rig.Orders.Single().Side, Is.EqualTo(Side.Bid));
        Assert.That(rig.Evidence("divergence").Value, Is.EqualTo(1));
        // (10 − 4) ÷ 14, and half of it on top of a half.
        Assert.That(rig.Confidence(), Is.EqualTo(0.5 + (0.5 * 6 / 14)).Within(1e-12));
    }

    [Test]
    public void Follows_a_volume_imbalance_that_the_price_follows()
    {
        var rig = Make();

        Run(rig, 0, Ready, s => 10_000 + (3 * s), bought: 10, sold: 4);

        Assert.That(rig.Orders.Single().Side, Is.EqualTo(Side.Bid));
        Assert.That(rig.Evidence("imbalance"), Is.EqualTo((1.0, 0.4)));
    }

    [Test]
    public void Stands_against_a_push_that_the_price_does_not_follow()
    {
        var rig = Make();
        Run(rig, 0, Ready + 19, _ => 10_000, bought: 10, sold: 10);
        var before = rig.Orders.Count();

        rig.Trade(Ready + 19, 10_001, 100, Side.Bid);
        rig.Second(Ready + 19, 10_000);

        Assert.That(before, Is.Zero);
        Assert.That(rig.Orders.Single().Side, Is.EqualTo(Side.Ask));
        // One sample off nineteen that are equal: √19 standard deviations.
        Assert.That(rig.Evidence("delta-z").Value, Is.EqualTo(Math.Sqrt(19)).Within(1e-9));
    }

    [TestCase("useDivergence", 3, 0, 10)]
    [TestCase("useImbalance", 3, 10, 0)]
    public void Pattern_that_is_switched_off_is_not_traded(string flag, int step, int bought, int sold)
    {
        var rig = Make((flag, 0));

        Run(rig, 0, Ready + 5, s => 10_000 + (step * s), bought, sold);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Does_nothing_before_its_window_is_full()
    {
        var rig = Make();

        Run(rig, 0, Ready - 1, s => 10_000 + (3 * s), bought: 0, sold: 10);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Trades_of_unknown_aggressors_say_nothing()
    {
        var rig = Make();

        for (var second = 0; second < 2 * Ready; second++)
        {
            rig.Trade(second, 10_000, 50, aggressor: null);
            rig.Second(second, 10_000 + (3 * second));
        }

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Does_nothing_while_the_feed_has_a_gap()
    {
        var rig = Make();
        Run(rig, 0, Ready - 1, s => 10_000 + (3 * s), bought: 0, sold: 10);

        rig.Gap();
        rig.Until(Ready + 20);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Leaves_at_the_opposite_pattern()
    {
        var rig = Make();
        Run(rig, 0, Ready, s => 10_000 + (3 * s), bought: 0, sold: 10);
        rig.Fill(rig.Orders.Single(), 10_030);

        // Buyers take over and the price goes along: once the window's ratio is over 0.4, an imbalance to the long side.
        Run(rig, Ready, Ready + 9, s => 10_030 + (s / 4), bought: 40, sold: 0);

        Assert.That(rig.Orders.Select(o => o.Side).ToArray(), Is.EqualTo(new[] { Side.Ask, Side.Bid }));
        Assert.That(rig.Orders.Last().Quantity, Is.EqualTo(rig.Orders.First().Quantity));
    }

    [Test]
    public void Leaves_a_short_at_its_stop()
    {
        var rig = Make();
        Run(rig, 0, Ready, s => 10_000 + (3 * s), bought: 0, sold: 10);
        rig.Fill(rig.Orders.Single(), 10_030);

        // 1,003.0 and 0.8 %: 1,011.024.
        rig.Quote(StrategyRig.At(Ready), 10_110);
        var early = rig.Orders.Count();
        rig.Quote(StrategyRig.At(Ready), 10_111);

        Assert.That(early, Is.EqualTo(1));
        Assert.That(rig.Orders.Last().Side, Is.EqualTo(Side.Bid));
    }

    [Test]
    public void Reads_bars_where_the_source_says_what_was_bought()
    {
        var rig = Make();

        for (var minute = 0; minute < Ready; minute++)
        {
            rig.Bar(minute, 10_000 - (3 * minute), takerBuyLots: 700);
        }

        Assert.That(rig.Orders.Single().Side, Is.EqualTo(Side.Bid));
    }

    private static StrategyRig Make(params (string Name, long Bits)[] parameters) => new(
        "cvd",
        [("window", 10), ("history", 20), ("sampleInterval", TimestampNs.PerSecond), .. parameters]);

    private static void Run(StrategyRig rig, int from, int to, Func<int, long> middle, int bought, int sold)
    {
        for (var second = from; second < to; second++)
        {
            if (bought > 0)
            {
                rig.Trade(second, middle(second), bought, Side.Bid);
            }

            if (sold > 0)
            {
                rig.Trade(second, middle(second), sold, Side.Ask);
            }

            rig.Second(second, middle(second));
        }
    }
}
