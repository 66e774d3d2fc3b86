using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>
/// The middle is 10,000 ticks of 0.1, so 3 bps of width are 3 ticks: 1.5 on each side, rounded outwards.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MarketMakerTests
{
    private const int WarmUpSeconds = 61;

    [Test]
    public void Does_not_quote_before_it_has_sixty_samples()
    {
        var rig = new StrategyRig("market-maker");

        Feed(rig, 0, WarmUpSeconds - 2, _ => 10_000);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Samples_once_a_second_however_often_it_moves_its_quotes()
    {
        var rig = new StrategyRig("market-maker", ("requoteInterval", 100 * TimestampNs.PerMillisecond));

        for (var second = 0; second < WarmUpSeconds - 2; second++)
        {
            for (var tenth = 1; tenth <= 10; tenth++)
            {
                rig.Quote(StrategyRig.At(second) + (tenth * 100 * TimestampNs.PerMillisecond), 10_000);
            }
        }

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Quotes_both_sides_at_half_the_width_when_calm()
    {
        var rig = new StrategyRig("market-maker");

        Feed(rig, 0, WarmUpSeconds, _ => 10_000);

        var bid = rig.Orders.First(o => o.Side == Side.Bid);
        var ask = rig.Orders.First(o => o.Side == Side.Ask);
        Assert.Multiple(() =>
        {
            Assert.That((bid.Price.Value, ask.Price.Value), Is.EqualTo((9_998L, 10_002L)));
            // 500 quote at 1,000 are 0.5 base: 500 lots of 0.001.
            Assert.That((bid.Quantity.Value, ask.Quantity.Value), Is.EqualTo((500L, 500L)));
            Assert.That(bid.Flags.HasFlag(CommandFlags.PostOnly) && ask.Flags.HasFlag(CommandFlags.PostOnly), Is.True);
        });
    }

    [Test]
    public void Leans_against_a_full_position_by_the_half_width()
    {
        var rig = new StrategyRig("market-maker", ("maxPosition", 500 * Money.Scale));
        Feed(rig, 0, WarmUpSeconds, _ => 10_000);
        var bid = rig.Orders.First(o => o.Side == Side.Bid);
        rig.Accept(rig.Orders.First(o => o.Side == Side.Ask).OrderId);
        rig.Fill(bid, 9_998);
        rig.Commands.Clear();

        Feed(rig, WarmUpSeconds, WarmUpSeconds + 1, _ => 10_000);

        // Full inventory moves the centre by 1.5 ticks down: the ask stands at 9,998.5 + 1.5 = 10,000; no further bid.
        var amend = rig.Commands.Single(c => c.Kind == CommandKind.AmendOrder);
        Assert.That((amend.Side, amend.Price.Value), Is.EqualTo((Side.Ask, 10_000L)));
        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Quotes_only_the_side_of_a_trend()
    {
        var rig = new StrategyRig("market-maker");

        // Ten ticks a second: after a minute EMA 20 leads EMA 60 by well over 0.2 %.
        Feed(rig, 0, WarmUpSeconds + 20, second => 10_000 + (10 * second));

        Assert.That(rig.Orders.Select(o => o.Side).Distinct().ToArray(), Is.EqualTo(new[] { Side.Bid }));
        Assert.That(rig.Commands.Count(c => c.Kind == CommandKind.Signal && c.Side == Side.Bid), Is.EqualTo(1));
        Assert.That(rig.EvidenceOf("trend").Single().Bound, Is.EqualTo(0.002));
    }

    [Test]
    public void Takes_its_quotes_out_when_the_feed_has_a_gap()
    {
        var rig = new StrategyRig("market-maker");
        Feed(rig, 0, WarmUpSeconds, _ => 10_000);
        foreach (var order in rig.Orders.ToArray())
        {
            rig.Accept(order.OrderId);
        }

        rig.Commands.Clear();
        rig.Gap();

        Assert.That(rig.Commands.Count(c => c.Kind == CommandKind.CancelOrder), Is.EqualTo(2));
    }

    [Test]
    public void Stands_back_while_the_market_is_tighter_than_asked()
    {
        // The market's spread is 2 ticks of 10,000: 2 bps.
        var rig = new StrategyRig("market-maker", ("minMarketSpread", BitConverter.DoubleToInt64Bits(2.5)));

        Feed(rig, 0, WarmUpSeconds + 10, _ => 10_000);

        Assert.That(rig.Orders, Is.Empty);
    }

    private static void Feed(StrategyRig rig, int from, int to, Func<int, long> middle)
    {
        for (var second = from; second < to; second++)
        {
            rig.Second(second, middle(second));
        }
    }
}
