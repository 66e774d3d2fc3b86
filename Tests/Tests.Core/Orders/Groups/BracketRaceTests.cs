using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>Reports that cross each other, other strategies on the account, halts, restarts.</summary>
internal sealed class BracketRaceTests
{
    private readonly ScriptedStrategy _other = new();
    private readonly BracketRig _rig;

    public BracketRaceTests() => _rig = new BracketRig(_other);

    [Test]
    public void Both_protective_orders_filled_is_told_and_the_position_takes_it()
    {
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Fill(stop, 10, 950);

        _rig.Fill(profit, 10, 1_050);

        Assert.That(Overfills(), Is.EqualTo(new[] { (_rig.Entry, 10L) }));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value, Is.EqualTo(-10));
    }

    [Test]
    public void Both_filled_is_traded_back_where_lost_protection_flattens()
    {
        _rig.Rig.SetOrders("onProtectionLost", (double)LostProtection.Flatten);
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Fill(stop, 10, 950);

        _rig.Fill(profit, 4, 1_050);

        var back = _rig.Rig.LastCommands.Single(command => command.Kind == CommandKind.PlaceOrder);
        Assert.That((back.Side, back.Quantity.Value, back.Type), Is.EqualTo((Side.Bid, 4L, OrderType.Market)));
        _rig.Fill(back.OrderId, 4, 1_050);
        _rig.Canceled(profit);
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].IsFlat, Is.True);
        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Done));
    }

    [Test]
    public void Cancel_that_a_fill_has_crossed_is_no_contradiction()
    {
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Fill(stop, 6, 950);
        _rig.Rig.Amended(profit, 0, 4);

        _rig.Fill(profit, 4, 1_050);

        Assert.That(Overfills(), Is.Empty);
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].IsFlat, Is.True);
        Assert.That(_rig.OrderOf(stop).State, Is.EqualTo(OrderState.PendingCancel));
    }

    [Test]
    public void Late_fill_of_an_entry_that_was_canceled_is_protected()
    {
        _rig.Enter();
        _rig.Canceled(_rig.Entry);
        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Done));

        _rig.FillEntry(3);

        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Arming));
        Assert.That(_rig.OrderOf(_rig.Stop).Quantity.Value, Is.EqualTo(3));
    }

    [Test]
    public void Fill_that_comes_twice_changes_nothing_twice()
    {
        _rig.Enter();
        _rig.Rig.Fill(_rig.Entry, Side.Bid, 1_000, 4, tradeKey: 900);

        _rig.Rig.Fill(_rig.Entry, Side.Bid, 1_000, 4, tradeKey: 900);

        Assert.That(_rig.Rig.LastCommands, Is.Empty);
        Assert.That(_rig.Status.Held.Value, Is.EqualTo(4));
    }

    [Test]
    public void Canceled_order_that_the_venue_shows_open_again_is_canceled_again()
    {
        _rig.Hold();
        var first = _rig.Stop;
        _rig.Canceled(first);
        _rig.Rig.Accept(_rig.Stop);

        _rig.Rig.Status(first, OrderState.New, quantity: 10);
        _rig.Rig.Status(first, OrderState.New, quantity: 10);

        Assert.That(_rig.Sent, Does.Contain((CommandKind.CancelOrder, first, 10L)));
    }

    [Test]
    public void Nothing_is_protected_while_others_hold_as_much_the_other_way()
    {
        _rig.Trade(Side.Ask, 10, _other);

        _rig.Enter().FillEntry(10);

        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Netted));
        Assert.That(_rig.Sent, Is.Empty);
        Assert.That(_rig.Alarms, Is.Empty);
    }

    [Test]
    public void Protection_goes_out_as_soon_as_the_account_has_something_to_close()
    {
        _rig.Trade(Side.Ask, 10, _other);
        _rig.Enter().FillEntry(10);

        _rig.Trade(Side.Bid, 7, _other);

        Assert.That(_rig.OrderOf(_rig.Stop).Quantity.Value, Is.EqualTo(7));
    }

    [Test]
    public void Protection_that_the_venue_ends_because_the_account_is_flat_is_no_loss()
    {
        _rig.Hold();
        _rig.Trade(Side.Ask, 10, _other);
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Netted));

        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Rig.Done(EventKind.OrderExpired, profit);
        _rig.Rig.Done(EventKind.OrderExpired, stop);

        Assert.That(_rig.Alarms, Is.Empty);
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Netted));
    }

    [Test]
    public void Halt_cancels_the_entry_and_leaves_protection_where_it_is()
    {
        _rig.Enter().FillEntry(4);
        _rig.Rig.Accept(_rig.TakeProfit);
        _rig.Rig.Accept(_rig.Stop);

        _rig.Rig.Operator(OperatorAction.Halt);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, _rig.Entry, 10L) }));
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Protected));
    }

    [Test]
    public void Fill_that_crosses_a_halt_is_protected_all_the_same()
    {
        _rig.Enter();
        _rig.Rig.Operator(OperatorAction.Halt);

        _rig.FillEntry(4);

        Assert.That(_rig.Sent.Count(sent => sent.Kind == CommandKind.PlaceOrder), Is.EqualTo(2));
    }

    [Test]
    public void Kill_withdraws_protection_with_an_alarm_and_asks_for_none()
    {
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);

        _rig.Rig.Operator(OperatorAction.Kill);
        _rig.Canceled(profit);
        _rig.Canceled(stop);

        Assert.That((_rig.State, _rig.Alarms.Count()), Is.EqualTo((ProtectionState.Withdrawn, 1)));
        Assert.That(_rig.Core.OpenOrderCount, Is.Zero);
    }

    [Test]
    public void Resume_after_a_kill_protects_again()
    {
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Rig.Operator(OperatorAction.Kill);
        _rig.Canceled(profit);
        _rig.Canceled(stop);

        _rig.Rig.Operator(OperatorAction.Reduce);
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Withdrawn));

        _rig.Rig.Accept(_rig.TakeProfit);
        _rig.Rig.Accept(_rig.Stop);
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Protected));
    }

    [Test]
    public void Flatten_by_the_operator_ends_the_bracket_without_an_alarm()
    {
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Rig.Operator(OperatorAction.Flatten);
        _rig.Canceled(profit);
        _rig.Canceled(stop);
        var closing = _rig.Rig.LastCommands.Single(command => command.Kind == CommandKind.PlaceOrder).OrderId;

        _rig.Fill(closing, 10, 999);

        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Done));
        Assert.That(_rig.Alarms, Is.Empty);
    }

    [Test]
    public void Strategy_that_throws_keeps_its_protection()
    {
        _rig.Hold();
        _rig.Mine.OnBookDo = _ => throw new InvalidOperationException("test");
        _rig.Rig.Send(CoreRig.Level(Side.Bid, 999, 777));
        Assert.That(_rig.OrderOf(_rig.Stop).State, Is.EqualTo(OrderState.New));

        _rig.Fill(_rig.Stop, 10, 950);

        Assert.That(_rig.OrderOf(_rig.TakeProfit).State, Is.EqualTo(OrderState.PendingCancel));
    }

    [Test]
    public void Restart_asks_about_what_was_under_way_and_sends_nothing_twice()
    {
        _rig.Enter().FillEntry(10);
        var orders = _rig.Core.OrderCount;

        _rig.Rig.StartSession();

        Assert.That(_rig.OrderOf(_rig.Stop).State, Is.EqualTo(OrderState.Unknown));
        Assert.That(_rig.Core.OrderCount, Is.EqualTo(orders));
    }

    [Test]
    public void Protective_order_that_a_restart_does_not_find_is_lost_and_placed_anew()
    {
        _rig.Rig.SetOrders("notFoundAfter", 0);
        _rig.Enter().FillEntry(10);
        _rig.Rig.Accept(_rig.TakeProfit);
        var lost = _rig.Stop;
        _rig.Rig.StartSession();

        _rig.Rig.Status(lost, OrderState.Unknown);

        Assert.That(_rig.Alarms.Count(), Is.EqualTo(1));
        Assert.That(_rig.Stop, Is.Not.EqualTo(lost));
        Assert.That(_rig.OrderOf(_rig.Stop).State, Is.EqualTo(OrderState.PendingNew));
    }

    [Test]
    public void Liquidation_takes_from_what_is_protected()
    {
        _rig.Hold();

        _rig.Rig.Fill(OrderId.None, Side.Ask, 900, 6, tradeKey: 901);

        Assert.That(_rig.Status.Held.Value, Is.EqualTo(4));
    }

    private IEnumerable<(OrderId Order, long Lots)> Overfills() => _rig.Rig.AllCommands
        .Where(command => command.Kind == CommandKind.Alert && command.Reason == ReasonCode.GroupOverfilled)
        .Select(command => (command.OrderId, command.Measured));
}
