using Engine.Core.Guards;
using Engine.Core.Risk;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Tests.Core.Portfolios;

namespace Tests.Core.Guards;

/// <summary>
/// The kill switch cancels, confirms, closes, tries again, says so, and is ended by the operator alone.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KillSwitchTests
{
    private const long Retry = 2 * TimestampNs.PerSecond;

    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Kill_cancels_everything_and_is_done_when_nothing_is_open()
    {
        var (first, second) = (_rig.Ask(s => s.Buy(990, 1)), _rig.Ask(s => s.Buy(989, 1)));

        _rig.Operator(OperatorAction.Kill);

        Assert.That(OrdersOf(CommandKind.CancelOrder), Is.EqualTo(new[] { first, second }));
        Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Halted));
        _rig.Done(EventKind.OrderCanceled, first);
        Assert.That(_rig.Core.KillState, Is.EqualTo(KillState.Canceling));
        _rig.Done(EventKind.OrderCanceled, second);
        Assert.That(_rig.Core.KillState, Is.EqualTo(KillState.Done));
    }

    [Test]
    public void What_does_not_answer_is_canceled_again_and_asked_about()
    {
        var order = _rig.Ask(s => s.Buy(990, 1));
        _rig.Operator(OperatorAction.Kill);

        _rig.Wait(Retry);

        Assert.That(OrdersOf(CommandKind.CancelOrder), Is.EqualTo(new[] { order }));
        Assert.That(OrdersOf(CommandKind.QueryOrder), Is.EqualTo(new[] { order }));
        _rig.Status(order, OrderState.Canceled);
        Assert.That(_rig.Core.KillState, Is.EqualTo(KillState.Done));
    }

    [Test]
    public void Tries_in_vain_give_an_alarm_and_it_goes_on()
    {
        _rig.SetOrders("requestTimeout", 0);
        var order = _rig.Ask(s => s.Buy(990, 1));
        _rig.Operator(OperatorAction.Kill);
        for (var i = 0; i < 4; i++)
        {
            _rig.Wait(Retry);
            Assert.That(_rig.LastCommands.Any(c => c.Reason == ReasonCode.KillSwitchStuck), Is.False);
        }

        _rig.Wait(Retry);

        var alarm = _rig.LastCommands.Single(c => c.Kind == CommandKind.Alert);
        Assert.That(
            (alarm.Reason, alarm.Measured, alarm.Limit), Is.EqualTo((ReasonCode.KillSwitchStuck, 1L, 5L)));
        _rig.Wait(Retry);
        Assert.That(OrdersOf(CommandKind.QueryOrder), Is.EqualTo(new[] { order }));
    }

    [Test]
    public void Flatten_closes_each_strategys_position_with_market_reduce_only_orders()
    {
        var (first, second) = (new ScriptedStrategy(), new ScriptedStrategy());
        var rig = CoreRig.Started(ContractType.LinearPerpetual, first, second);
        var ids = new List<OrderId>();
        first.OnBookDo = s => ids.Add(s.Buy(1_001, 5));
        second.OnBookDo = s => ids.Add(s.Buy(1_001, 3));
        rig.Book(999, 1_001);
        (first.OnBookDo, second.OnBookDo) = (null, null);
        rig.Fill(ids[0], Side.Bid, 1_001, 5, tradeKey: 1);
        rig.Fill(ids[1], Side.Bid, 1_001, 3, tradeKey: 2);

        rig.Operator(OperatorAction.Flatten);

        var orders = rig.LastCommands.Where(c => c.Kind == CommandKind.PlaceOrder).ToList();
        Assert.That(
            orders.Select(c => (c.Strategy.Value, c.Side, c.Quantity.Value, c.Type, c.Flags, c.Reason)),
            Is.EqualTo(new[]
            {
                ((ushort)1, Side.Ask, 5L, OrderType.Market, CommandFlags.Ask | CommandFlags.ReduceOnly,
                    ReasonCode.KillSwitch),
                ((ushort)2, Side.Ask, 3L, OrderType.Market, CommandFlags.Ask | CommandFlags.ReduceOnly,
                    ReasonCode.KillSwitch),
            }));
        rig.Fill(orders[0].OrderId, Side.Ask, 999, 5, tradeKey: 3);
        rig.Fill(orders[1].OrderId, Side.Ask, 999, 3, tradeKey: 4);
        Assert.That(rig.Core.KillState, Is.EqualTo(KillState.Done));
    }

    [Test]
    public void What_strategies_hold_against_each_other_is_nothing_to_close()
    {
        var (first, second) = (new ScriptedStrategy(), new ScriptedStrategy());
        var rig = CoreRig.Started(ContractType.LinearPerpetual, first, second);
        var ids = new List<OrderId>();
        first.OnBookDo = s => ids.Add(s.Buy(1_000, 5));
        second.OnBookDo = s => ids.Add(s.Sell(1_001, 3));
        rig.Book(999, 1_001);
        (first.OnBookDo, second.OnBookDo) = (null, null);
        rig.Fill(ids[0], Side.Bid, 1_000, 5, tradeKey: 1);
        rig.Fill(ids[1], Side.Ask, 1_001, 3, tradeKey: 2);

        rig.Operator(OperatorAction.Flatten);

        var order = rig.LastCommands.Single(c => c.Kind == CommandKind.PlaceOrder);
        Assert.That((order.Strategy.Value, order.Quantity.Value), Is.EqualTo(((ushort)1, 2L)));
    }

    [Test]
    public void Flatten_that_is_refused_tries_again_by_its_timer_and_not_at_once()
    {
        Hold(5);
        _rig.Operator(OperatorAction.Flatten);
        var order = OrdersOf(CommandKind.PlaceOrder).Single();

        _rig.Refused(EventKind.OrderRejected, order);
        Assert.That(OrdersOf(CommandKind.PlaceOrder), Is.Empty);
        _rig.Wait(Retry);

        Assert.That(OrdersOf(CommandKind.PlaceOrder).Single(), Is.Not.EqualTo(order));
    }

    [Test]
    public void Fill_that_the_cancel_did_not_know_is_closed_too()
    {
        var order = _rig.Ask(s => s.Buy(1_001, 5));
        _rig.Operator(OperatorAction.Flatten);

        _rig.Fill(order, Side.Bid, 1_001, 5, tradeKey: 1);

        Assert.That(OrdersOf(CommandKind.PlaceOrder), Has.Exactly(1).Items);
        Assert.That(_rig.Core.KillState, Is.EqualTo(KillState.Flattening));
    }

    [Test]
    public void Order_that_comes_to_life_after_the_end_is_chased_again()
    {
        var order = _rig.Ask(s => s.Buy(990, 5));
        _rig.Operator(OperatorAction.Kill);
        _rig.Done(EventKind.OrderCanceled, order);

        _rig.Status(order, OrderState.New);

        Assert.That(_rig.Core.KillState, Is.EqualTo(KillState.Canceling));
    }

    [Test]
    public void Only_the_operator_ends_it()
    {
        _rig.Operator(OperatorAction.Kill);

        _rig.StartSession();
        _rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None));
        Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Halted));
        _rig.Operator(OperatorAction.Resume);

        Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Active));
        Assert.That(_rig.Core.KillState, Is.EqualTo(KillState.Off));
    }

    [TestCase(Side.Bid)]
    [TestCase(Side.Ask)]
    public void What_no_strategy_holds_is_closed_by_an_order_of_none(Side side)
    {
        Force(_rig, side, 5);

        _rig.Operator(OperatorAction.Flatten);

        var order = _rig.LastCommands.Single(c => c.Kind == CommandKind.PlaceOrder);
        Assert.That(
            (order.Strategy, order.Account, order.Side, order.Quantity.Value),
            Is.EqualTo((StrategyId.Engine, CoreRig.Account, Opposite(side), 5L)));
        Assert.That(order.Flags & CommandFlags.ReduceOnly, Is.EqualTo(CommandFlags.ReduceOnly));
    }

    [Test]
    public void What_strategies_hold_is_closed_before_what_none_holds()
    {
        Hold(3);
        Force(_rig, Side.Bid, 5);

        _rig.Operator(OperatorAction.Flatten);

        Assert.That(Placed(_rig), Is.EqualTo(new[] { (1, Side.Ask, 3L), (0, Side.Ask, 5L) }));
    }

    [Test]
    public void What_is_held_is_closed_where_there_is_no_strategy_at_all()
    {
        var rig = CoreRig.StartedWithoutStrategy();
        Force(rig, Side.Bid, 5);

        rig.Operator(OperatorAction.Flatten);

        Assert.That(Placed(rig), Is.EqualTo(new[] { (0, Side.Ask, 5L) }));
    }

    [TestCase(10, new long[] { 4, 4, 2 })]
    [TestCase(8, new long[] { 4, 4 })]
    [TestCase(3, new long[] { 3 })]
    public void What_is_more_than_the_venue_takes_at_once_is_closed_in_slices(long lots, long[] expected)
    {
        var rig = CoreRig.Started(CoreRig.InstrumentOf(maxLots: 4));
        Force(rig, Side.Bid, lots);

        rig.Operator(OperatorAction.Flatten);

        Assert.That(Placed(rig).Select(order => order.Lots), Is.EqualTo(expected));
    }

    [Test]
    public void Both_legs_are_closed_where_they_are_held_apart()
    {
        var (first, second) = (new ScriptedStrategy(), new ScriptedStrategy());
        var rig = AccountRig.Open(first, second, ("positionMode", (long)PositionMode.Hedge));
        OrderId buy = default, sell = default;
        first.OnBookDo = s => (buy, sell) = (s.Market(Side.Bid, 5), s.Market(Side.Ask, 3));
        rig.Book(999, 1_001);
        first.OnBookDo = null;
        rig.Fill(Side.Bid, 1_000, 5, tradeKey: 1, order: buy);
        rig.Fill(Side.Ask, 1_000, 3, tradeKey: 2, EventFlags.ShortLeg, order: sell);

        rig.Operator(OperatorAction.Flatten);

        Assert.That(Placed(rig), Is.EqualTo(new[] { (1, Side.Ask, 5L), (1, Side.Bid, 3L) }));
    }

    [Test]
    public void Second_pull_while_it_cancels_asks_for_nothing_twice()
    {
        _rig.Ask(s => s.Buy(990, 1));
        _rig.Operator(OperatorAction.Kill);

        _rig.Operator(OperatorAction.Kill);

        Assert.That(OrdersOf(CommandKind.CancelOrder), Is.Empty);
        Assert.That(States(), Is.Empty);
    }

    [Test]
    public void Second_pull_after_the_end_begins_anew()
    {
        _rig.Operator(OperatorAction.Kill);

        _rig.Operator(OperatorAction.Kill);

        Assert.That(States(), Is.EqualTo(new[]
        {
            (KillState.Done, KillState.Canceling), (KillState.Canceling, KillState.Done),
        }));
    }

    [Test]
    public void After_the_end_its_timer_asks_for_nothing_and_alarms_nobody()
    {
        _rig.Operator(OperatorAction.Kill);

        for (var i = 0; i < 6; i++)
        {
            _rig.Wait(Retry);
            Assert.That(_rig.LastCommands, Is.Empty);
        }
    }

    [Test]
    public void After_its_release_its_timer_leaves_new_orders_alone()
    {
        _rig.SetOrders("requestTimeout", 0);
        _rig.Ask(s => s.Buy(990, 1));
        _rig.Operator(OperatorAction.Kill);
        _rig.Operator(OperatorAction.Resume);
        _rig.Ask(s => s.Buy(980, 1));

        for (var i = 0; i < 6; i++)
        {
            _rig.Wait(Retry);
            Assert.That(_rig.LastCommands, Is.Empty);
        }
    }

    [Test]
    public void Retry_waits_its_time_from_the_last_begin()
    {
        _rig.SetOrders("requestTimeout", 0);
        var order = _rig.Ask(s => s.Buy(990, 5));
        _rig.Operator(OperatorAction.Kill);
        _rig.Done(EventKind.OrderCanceled, order);
        _rig.Wait(Retry / 2);
        _rig.Status(order, OrderState.New);

        _rig.Wait(Retry / 2);
        Assert.That(Chased(), Is.Empty);
        _rig.Wait(Retry / 2);

        Assert.That(Chased(), Is.EqualTo(new[] { order }));
    }

    [Test]
    public void Tries_are_counted_anew_from_each_begin()
    {
        _rig.SetOrders("requestTimeout", 0);
        var order = _rig.Ask(s => s.Buy(990, 5));
        _rig.Operator(OperatorAction.Kill);
        for (var i = 0; i < 4; i++)
        {
            _rig.Wait(Retry);
        }

        _rig.Done(EventKind.OrderCanceled, order);
        _rig.Status(order, OrderState.New);
        _rig.Wait(Retry);

        Assert.That(_rig.AllCommands.Exists(c => c.Reason == ReasonCode.KillSwitchStuck), Is.False);
    }

    [Test]
    public void Each_step_is_said_with_what_is_open_and_by_whom_it_was_asked_for()
    {
        var order = _rig.Ask(s => s.Buy(990, 1));

        _rig.Operator(OperatorAction.Kill);
        var first = _rig.LastCommands.Single(c => c.Kind == CommandKind.GuardState);
        _rig.Done(EventKind.OrderCanceled, order);
        var last = _rig.LastCommands.Single(c => c.Kind == CommandKind.GuardState);

        Assert.That(
            (first.Guard, first.Instrument, first.Measured, first.Limit, first.Reason),
            Is.EqualTo((GuardKind.KillSwitch, InstrumentId.None, 1L, 0L, ReasonCode.OperatorRequest)));
        Assert.That((last.Measured, last.Reason), Is.EqualTo((0L, ReasonCode.OperatorRequest)));
    }

    [Test]
    public void Release_is_the_operators_whoever_has_pulled_it()
    {
        Hold(1_000);
        _rig.SetGuard("onCritical", (long)CriticalAction.Flatten);
        _rig.SetRisk("maxDrawdown", 1e-5);
        _rig.Mark(90);
        Assert.That(_rig.Core.IsFlattening, Is.True);
        Assert.That(
            _rig.AllCommands.Last(c => c.Guard == GuardKind.KillSwitch && c.Kind == CommandKind.GuardState).Reason,
            Is.EqualTo(ReasonCode.RiskCritical));

        _rig.Operator(OperatorAction.Reduce);

        Assert.That(_rig.Core.IsFlattening, Is.False);
        var said = _rig.LastCommands.Single(c => c.Kind == CommandKind.GuardState && c.Guard == GuardKind.KillSwitch);
        Assert.That(
            ((KillState)said.GuardAfter, said.Reason), Is.EqualTo((KillState.Off, ReasonCode.OperatorRequest)));
    }

    [TestCase(OperatorAction.Kill, false)]
    [TestCase(OperatorAction.Flatten, true)]
    public void Flatten_alone_closes_positions(OperatorAction action, bool expected)
    {
        Hold(5);
        Assert.That(_rig.Core.IsFlattening, Is.False);

        _rig.Operator(action);

        Assert.That(_rig.Core.IsFlattening, Is.EqualTo(expected));
        Assert.That(OrdersOf(CommandKind.PlaceOrder).Count != 0, Is.EqualTo(expected));
    }

    /// <summary>What the switch itself asks about; the order manager asks too.</summary>
    private IEnumerable<OrderId> Chased() => _rig.LastCommands
        .Where(c => c.Kind == CommandKind.QueryOrder && c.Reason == ReasonCode.KillSwitch).Select(c => c.OrderId);

    private List<(KillState Before, KillState After)> States() =>
    [
        .. _rig.LastCommands.Where(c => c.Kind == CommandKind.GuardState)
            .Select(c => ((KillState)c.GuardBefore, (KillState)c.GuardAfter)),
    ];

    private static List<(int Strategy, Side Side, long Lots)> Placed(CoreRig rig) =>
    [
        .. rig.LastCommands.Where(c => c.Kind == CommandKind.PlaceOrder)
            .Select(c => ((int)c.Strategy.Value, c.Side, c.Quantity.Value)),
    ];

    /// <summary>A position that no order of ours has opened.</summary>
    private static void Force(CoreRig rig, Side side, long lots) => rig.Fill(side, 1_000, lots, tradeKey: 99);

    private static Side Opposite(Side side) => side == Side.Bid ? Side.Ask : Side.Bid;

    private List<OrderId> OrdersOf(CommandKind kind) =>
        [.. _rig.LastCommands.Where(c => c.Kind == kind).Select(c => c.OrderId)];

    private void Hold(long lots)
    {
        var buy = _rig.Ask(s => s.Market(Side.Bid, lots));
        _rig.Fill(buy, Side.Bid, 1_001, lots, tradeKey: 1);
    }
}
