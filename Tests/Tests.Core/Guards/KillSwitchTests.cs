using Engine.Core.Guards;
using Engine.Core.Risk;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

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

    private List<OrderId> OrdersOf(CommandKind kind) =>
        [.. _rig.LastCommands.Where(c => c.Kind == kind).Select(c => c.OrderId)];

    private void Hold(long lots)
    {
        var buy = _rig.Ask(s => s.Market(Side.Bid, lots));
        _rig.Fill(buy, Side.Bid, 1_001, lots, tradeKey: 1);
    }
}
