using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>
/// The middle is 10,000 ticks of 0.1: a tick is a basis point. κ is given as 0.2 and γ is 0.05, so that
/// (2 ÷ γ)·ln(1 + γ ÷ κ) = 40·ln 1.25 = 8.9257 bps. Two moves of the mid are enough for σ.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AvellanedaStoikovTests
{
    private const int Warm = 3;

    [Test]
    public void Does_not_quote_before_it_knows_the_volatility()
    {
        var rig = Make();

        Calm(rig, 0, Warm - 1);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Does_not_quote_before_it_knows_how_deep_trades_reach()
    {
        var rig = Make(("arrivalDecay", 0), ("tradeCount", 2));

        Calm(rig, 0, Warm);
        rig.Trade(Warm, 10_005, 1, Side.Bid);
        rig.Until(Warm + 2);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Quotes_half_the_spread_around_the_mid_when_it_holds_nothing_and_nothing_moves()
    {
        var rig = Make();

        Calm(rig, 0, Warm);

        // σ = 0: half of 8.9257 is 4.46, and the rounding is outwards.
        var (bid, ask) = Quotes(rig);
        Assert.Multiple(() =>
        {
            Assert.That((bid.Price.Value, ask.Price.Value), Is.EqualTo((9_995L, 10_005L)));
            // 500 quote at 1,000 are 0.5 base: 500 lots of 0.001.
            Assert.That((bid.Quantity.Value, ask.Quantity.Value), Is.EqualTo((500L, 500L)));
            Assert.That(bid.Flags.HasFlag(CommandFlags.PostOnly) && ask.Flags.HasFlag(CommandFlags.PostOnly), Is.True);
        });
    }

    [Test]
    public void Quotes_by_the_depth_of_trades_where_no_decay_is_given()
    {
        var rig = Make(("arrivalDecay", 0), ("tradeCount", 2));
        Calm(rig, 0, Warm);

        // 4 and 6 basis points from the mid: 5 on the average, so κ is 0.2 again.
        rig.Trade(Warm, 10_004, 1, Side.Bid);
        rig.Trade(Warm, 9_994, 1, Side.Ask);
        rig.Until(Warm + 1);

        var (bid, ask) = Quotes(rig);
        Assert.That((bid.Price.Value, ask.Price.Value), Is.EqualTo((9_995L, 10_005L)));
    }

    [Test]
    public void Widens_with_volatility_and_leans_against_inventory()
    {
        // σ = 9.995 bps per root of a second, T − t = 1 s: γσ²T = 4.995 bps.
        var rig = Make(("horizon", TimestampNs.PerSecond));
        Zigzag(rig, 0, Warm);
        var (bid, ask) = Quotes(rig);
        rig.Accept(ask.OrderId);
        rig.Fill(bid, bid.Price.Value);
        rig.Commands.Clear();

        Zigzag(rig, Warm, Warm + 2);

        // At 10,000 with q = 0: ± (4.995 + 8.926) ÷ 2 = 6.96. With q = 1 the same around 10,000 − 4.995.
        Assert.That((bid.Price.Value, ask.Price.Value), Is.EqualTo((9_993L, 10_007L)));
        var moved = rig.Commands.Last(c => c.Kind == CommandKind.AmendOrder);
        var second = rig.Orders.Single();
        Assert.That((second.Side, second.Price.Value), Is.EqualTo((Side.Bid, 9_998L)));
        Assert.That((moved.Side, moved.Price.Value), Is.EqualTo((Side.Ask, 10_012L)));
    }

    [Test]
    public void Says_when_the_reservation_price_has_left_the_mid()
    {
        var rig = Make(("horizon", TimestampNs.PerSecond));
        Zigzag(rig, 0, Warm);
        rig.Fill(Quotes(rig).Bid, 9_993);

        Zigzag(rig, Warm, Warm + 1);

        var signal = rig.Commands.Single(c => c.Kind == CommandKind.Signal);
        Assert.That(signal.Side, Is.EqualTo(Side.Ask));
        Assert.That(rig.Evidence("reservation-bps").Value, Is.EqualTo(-4.995).Within(0.01));
        Assert.That(rig.Evidence("spread-bps").Value, Is.EqualTo(13.921).Within(0.01));
        Assert.That(rig.Evidence("arrival-decay").Value, Is.EqualTo(0.2));
    }

    [Test]
    public void Bids_no_more_at_the_inventory_limit()
    {
        var rig = Make(("maxPosition", 500 * Money.Scale));
        Calm(rig, 0, Warm);
        var (bid, ask) = Quotes(rig);
        rig.Accept(ask.OrderId);
        rig.Fill(bid, 9_995);
        rig.Commands.Clear();

        Calm(rig, Warm, Warm + 10);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Leaves_a_quote_where_it_is_while_it_is_near_enough()
    {
        // An eighth of the half spread of 4.46 ticks is no whole tick; a half of it is two.
        var rig = Make(("tolerance", BitConverter.DoubleToInt64Bits(0.5)), ("horizon", TimestampNs.PerSecond));
        Calm(rig, 0, Warm);
        foreach (var order in rig.Orders.ToArray())
        {
            rig.Accept(order.OrderId);
        }

        rig.Commands.Clear();
        rig.Second(Warm, 10_002);
        var near = rig.Commands.Count(c => c.Kind == CommandKind.AmendOrder);
        rig.Second(Warm + 1, 10_008);

        Assert.That(near, Is.Zero);
        Assert.That(rig.Commands.Count(c => c.Kind == CommandKind.AmendOrder), Is.EqualTo(2));
    }

    [Test]
    public void Takes_its_quotes_out_when_the_feed_has_a_gap()
    {
        var rig = Make();
        Calm(rig, 0, Warm);
        foreach (var order in rig.Orders.ToArray())
        {
            rig.Accept(order.OrderId);
        }

        rig.Commands.Clear();
        rig.Gap();

        Assert.That(rig.Commands.Count(c => c.Kind == CommandKind.CancelOrder), Is.EqualTo(2));
    }

    private static (Command Bid, Command Ask) Quotes(StrategyRig rig) =>
        (rig.Orders.First(o => o.Side == Side.Bid), rig.Orders.First(o => o.Side == Side.Ask));

    private static StrategyRig Make(params (string Name, long Bits)[] parameters) => new(
        "avellaneda-stoikov",
        [("volatilityWindow", 2), ("arrivalDecay", BitConverter.DoubleToInt64Bits(0.2)), .. parameters]);

    private static void Calm(StrategyRig rig, int from, int to) => Feed(rig, from, to, _ => 10_000);

    private static void Zigzag(StrategyRig rig, int from, int to) =>
        Feed(rig, from, to, second => second % 2 == 0 ? 10_000 : 10_010);

    private static void Feed(StrategyRig rig, int from, int to, Func<int, long> middle)
    {
        for (var second = from; second < to; second++)
        {
            rig.Second(second, middle(second));
        }
    }
}
