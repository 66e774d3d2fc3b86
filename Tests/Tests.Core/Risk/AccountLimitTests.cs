using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>What the account could lose, how often it trades, and what it meets of its own.</summary>
/// <remarks>The reference is 1,000 ticks = 100 quote, and a lot is 1 quote; the capital is 100,000.</remarks>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AccountLimitTests
{
    private const long QuoteUnit = Money.Scale;

    private readonly CoreRig _rig = CoreRig.Started();
    private long _key;

    [Test]
    public void Leverage_is_exposure_over_equity()
    {
        _rig.SetRisk("maxLeverage", 0.0005);

        Assert.That(Ask(s => s.Buy(1_000, 50)), Is.Not.EqualTo(OrderId.None));
        AssertRefused(Ask(s => s.Buy(1_000, 1)), ReasonCode.LeverageLimit, 51 * QuoteUnit, 50 * QuoteUnit);
    }

    [Test]
    public void Margin_after_the_trade_stays_within_its_share_of_the_equity()
    {
        // At the account's leverage of 10 a lot takes 0.1 quote of margin.
        _rig.SetRisk("maxMarginUse", 0.00005);

        Assert.That(Ask(s => s.Buy(1_000, 50)), Is.Not.EqualTo(OrderId.None));
        AssertRefused(Ask(s => s.Buy(1_000, 1)), ReasonCode.MarginLimit, 51 * QuoteUnit / 10, 5 * QuoteUnit);
    }

    [Test]
    public void Price_is_held_against_the_mark_too()
    {
        _rig.Mark(99);
        _rig.SetRisk("markCollarBps", 100);

        Assert.That(Ask(s => s.Buy(999, 1)), Is.Not.EqualTo(OrderId.None));
        AssertRefused(Ask(s => s.Buy(1_000, 1)), ReasonCode.MarkCollar, 10_102, 10_000);
    }

    [Test]
    public void Order_that_would_meet_our_own_is_refused_until_that_one_is_gone()
    {
        var own = Ask(s => s.Sell(1_005, 1));

        AssertRefused(Ask(s => s.Buy(1_005, 1)), ReasonCode.OwnOrderCrossing, 1_005, 1_005);
        Assert.That(Ask(s => s.Buy(1_004, 1)), Is.Not.EqualTo(OrderId.None));
        _rig.Accept(own);
        Ask(s => CancelOf(s, own));
        AssertRefused(Ask(s => s.Buy(1_005, 1)), ReasonCode.OwnOrderCrossing, 1_005, 1_005);
        _rig.Done(EventKind.OrderCanceled, own);
        Assert.That(Ask(s => s.Buy(1_005, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Post_only_order_passes_one_of_ours_whose_cancel_is_under_way()
    {
        var own = Ask(s => s.Sell(1_000, 1));

        AssertRefused(Ask(s => s.Buy(1_000, 1, postOnly: true)), ReasonCode.OwnOrderCrossing, 1_000, 1_000);
        Ask(s => CancelOf(s, own));

        Assert.That(Ask(s => s.Buy(1_000, 1, postOnly: true)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Market_order_meets_ours_at_the_touch()
    {
        Ask(s => s.Sell(1_001, 1));

        AssertRefused(Ask(s => s.Market(Side.Bid, 1)), ReasonCode.OwnOrderCrossing, 1_001, 1_001);
    }

    [TestCase("maxOrdersPerSecond", TimestampNs.PerSecond, ReasonCode.OrdersPerSecond)]
    [TestCase("maxOrdersPerHour", 60 * TimestampNs.PerMinute, ReasonCode.OrdersPerHour)]
    [TestCase("maxOrdersPerDay", TimestampNs.PerDay, ReasonCode.OrdersPerDay)]
    public void Orders_of_a_window_are_counted_exactly(string name, long width, ReasonCode reason)
    {
        _rig.SetOrders("requestTimeout", 0);
        _rig.SetRisk(name, 2);
        Ask(s => s.Buy(990, 1));
        var first = _rig.Core.Clock.Value;
        _rig.Wait(10);
        Ask(s => s.Buy(990, 1));

        AssertRefused(Ask(s => s.Buy(990, 1)), reason, 3, 2);
        _rig.Tick(new TimestampNs(first + width - 2));
        AssertRefused(Ask(s => s.Buy(990, 1)), reason, 3, 2);
        Assert.That(Ask(s => s.Buy(990, 1)), Is.Not.EqualTo(OrderId.None), "the first is exactly a window old");
        AssertRefused(Ask(s => s.Buy(990, 1)), reason, 3, 2);
    }

    [Test]
    public void Openings_are_counted_and_not_fills_and_closing_is_always_possible()
    {
        _rig.SetRisk("maxOpeningsPerHour", 1);
        Trade(Side.Bid, 2, 1_000);
        Trade(Side.Bid, 3, 1_000);
        Trade(Side.Ask, 5, 1_000);

        AssertRefused(Ask(s => s.Buy(1_000, 1)), ReasonCode.OpeningsPerHour, 2, 1);
        _rig.Wait(60 * TimestampNs.PerMinute);
        Assert.That(Ask(s => s.Buy(1_000, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Open_order_that_may_open_a_position_counts_as_an_opening()
    {
        _rig.SetRisk("maxOpeningsPerDay", 1, strategy: 1);

        Assert.That(Ask(s => s.Buy(990, 1)), Is.Not.EqualTo(OrderId.None));
        Assert.That(Ask(s => s.Buy(989, 1)), Is.Not.EqualTo(OrderId.None), "it belongs to the same opening");
        Trade(Side.Bid, 1, 1_000);
        AssertRefused(Ask(s => s.Sell(1_003, 5)), ReasonCode.OpeningsPerDay, 2, 1);
    }

    [Test]
    public void Risk_to_the_protective_stop_is_limited()
    {
        // 1 tick on 1 lot is 0.001 quote.
        _rig.SetRisk("maxRiskPerTrade", 1e-5);

        Assert.That(Ask(s => WithStop(s, 50, 980)), Is.Not.EqualTo(OrderId.None));
        AssertRefused(Ask(s => WithStop(s, 51, 980)), ReasonCode.RiskPerTrade, 51 * QuoteUnit / 50, QuoteUnit);
        AssertRefused(Ask(s => WithStop(s, 1, 1_000)), ReasonCode.StopOnWrongSide, 1_000, 1_000);
        _rig.SetRisk("stopDistanceBps", 200);
        AssertRefused(Ask(s => s.Buy(1_000, 51)), ReasonCode.RiskPerTrade, 51 * QuoteUnit / 50, QuoteUnit);
    }

    [Test]
    public void Strategy_pauses_after_losses_in_a_row_and_a_gain_ends_the_row()
    {
        _rig.SetRisk("lossesInARow", 2);
        _rig.SetRisk("cooldown", 1_000_000);
        Lose();
        RoundTrip(999, 1_001);
        Lose();
        Assert.That(Ask(s => s.Buy(990, 1)), Is.Not.EqualTo(OrderId.None));
        Lose();

        Assert.That(Ask(s => s.Buy(990, 1)), Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands[^1].Reason, Is.EqualTo(ReasonCode.CoolDown));
        _rig.Wait(1_000_000);
        Assert.That(Ask(s => s.Buy(990, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Strategy_that_may_lose_without_end_never_pauses()
    {
        _rig.SetRisk("lossesInARow", 0);
        for (var i = 0; i < 6; i++)
        {
            Lose();
        }

        Assert.That(Ask(s => s.Buy(990, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Trade_that_ends_even_ends_the_row_of_losses()
    {
        _rig.SetRisk("lossesInARow", 2);
        Lose();
        RoundTrip(1_000, 1_000);

        Lose();

        Assert.That(Ask(s => s.Buy(990, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Operator_who_has_the_figures_counted_anew_ends_the_pause_and_the_row()
    {
        _rig.SetRisk("lossesInARow", 2);
        Lose();
        Lose();
        Assert.That(Ask(s => s.Buy(990, 1)), Is.EqualTo(OrderId.None));

        _rig.Operator(OperatorAction.ResetFigures);
        Lose();
        _rig.Operator(OperatorAction.ResetFigures);
        Lose();

        Assert.That(Ask(s => s.Buy(990, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Position_that_lost_too_much_is_not_added_to()
    {
        _rig.SetRisk("maxPositionLoss", 1e-5);
        Trade(Side.Bid, 100, 1_000);
        _rig.Mark(99.01m);
        Assert.That(Ask(s => s.Buy(995, 1)), Is.Not.EqualTo(OrderId.None));

        _rig.Mark(98.99m);

        Assert.That(Ask(s => s.Buy(995, 1)), Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands[^1].Reason, Is.EqualTo(ReasonCode.PositionLossLimit));
    }

    [TestCase("maxDailyLossShare", 1e-5, ReasonCode.DailyLossLimit)]
    [TestCase("maxDailyLoss", 1, ReasonCode.DailyLossLimit)]
    [TestCase("maxDrawdown", 1e-5, ReasonCode.DrawdownLimit)]
    public void Loss_beyond_the_limit_takes_no_more_risk(string name, double limit, ReasonCode reason)
    {
        _rig.SetGuard("highAt", 1);
        Trade(Side.Bid, 100, 1_000);
        _rig.Mark(99.0m);
        _rig.SetRisk(name, limit);
        Assert.That(Ask(s => s.Buy(995, 1)), Is.Not.EqualTo(OrderId.None), "it has lost the limit");

        _rig.Mark(98.9m);

        var refused = Ask(s => s.Buy(995, 1));
        Assert.That(refused, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands[^1].Reason, Is.EqualTo(ReasonCode.RiskCritical));
        Assert.That(
            _rig.AllCommands.Exists(c => c.Kind == CommandKind.GuardState && c.Reason == reason), Is.True);
    }

    private OrderId Ask(Func<ScriptedStrategy, OrderId> request) => _rig.Ask(request);

    private static OrderId CancelOf(ScriptedStrategy script, OrderId order)
    {
        script.Now.Cancel(order);
        return OrderId.None;
    }

    private static OrderId WithStop(ScriptedStrategy script, long lots, long stop) => script.Now.Place(
        OrderRequest.Limit(CoreRig.Instrument, Side.Bid, new PriceTicks(1_000), new QtyLots(lots)) with
        {
            ProtectiveStop = new PriceTicks(stop),
        });

    private void Lose() => RoundTrip(1_001, 999);

    private void RoundTrip(long buy, long sell)
    {
        Trade(Side.Bid, 1, buy);
        Trade(Side.Ask, 1, sell);
    }

    private void Trade(Side side, long lots, long price)
    {
        var order = Ask(s => s.Market(side, lots));
        Assert.That(order, Is.Not.EqualTo(OrderId.None), () => _rig.LastCommands[^1].Reason.ToString());
        _rig.Fill(order, side, price, lots, tradeKey: ++_key);
    }

    private void AssertRefused(OrderId id, ReasonCode reason, long measured, long limit)
    {
        var command = _rig.LastCommands.Last(c => c.Kind == CommandKind.OrderRefused);
        Assert.Multiple(() =>
        {
            Assert.That(id, Is.EqualTo(OrderId.None));
            Assert.That((command.Reason, command.Measured, command.Limit), Is.EqualTo((reason, measured, limit)));
        });
    }
}
