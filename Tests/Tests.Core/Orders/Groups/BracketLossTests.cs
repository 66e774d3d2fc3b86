using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>What follows when a protective order is lost, or comes too late.</summary>
internal sealed class BracketLossTests
{
    private const double Flatten = (double)LostProtection.Flatten;
    private readonly BracketRig _rig = new();

    [TestCase(EventKind.OrderRejected)]
    [TestCase(EventKind.OrderCanceled)]
    [TestCase(EventKind.OrderExpired)]
    public void Lost_protective_order_is_an_alarm_and_is_asked_for_again_at_once(EventKind how)
    {
        _rig.Enter().FillEntry(10);
        _rig.Rig.Accept(_rig.TakeProfit);
        var lost = _rig.Stop;
        if (how != EventKind.OrderRejected)
        {
            _rig.Rig.Accept(lost);
        }

        Lose(how, lost);

        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Lost));
        Assert.That(
            _rig.Alarms.Select(alarm => (alarm.OrderId, alarm.Measured, alarm.Limit)),
            Is.EqualTo(new[] { (_rig.Entry, 10L, 0L) }));
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.PlaceOrder, _rig.Stop, 10L) }));
        Assert.That(_rig.Stop, Is.Not.EqualTo(lost));
    }

    [Test]
    public void Request_that_was_never_sent_is_a_loss()
    {
        _rig.Enter().FillEntry(10);

        _rig.Rig.Gateway(_rig.Stop, GatewayOutcome.NotConnected);

        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Lost));
    }

    [Test]
    public void Second_loss_waits_and_gives_no_second_alarm()
    {
        _rig.Hold();
        _rig.Canceled(_rig.Stop);
        _rig.Rig.Refused(EventKind.OrderRejected, _rig.Stop);
        Assert.That(_rig.Sent, Is.Empty);

        _rig.Rig.Wait(BracketRig.Second);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.PlaceOrder, _rig.Stop, 10L) }));
        Assert.That(_rig.Alarms.Count(), Is.EqualTo(1));
    }

    [Test]
    public void Pauses_between_attempts_double()
    {
        _rig.Hold();
        _rig.Canceled(_rig.Stop);
        var attempts = new List<long>();
        for (var second = 0; second < 16; second++)
        {
            if (_rig.OrderOf(_rig.Stop).State == OrderState.PendingNew)
            {
                attempts.Add(second);
                _rig.Rig.Refused(EventKind.OrderRejected, _rig.Stop);
            }

            _rig.Rig.Wait(BracketRig.Second);
        }

        Assert.That(attempts, Is.EqualTo(new[] { 0L, 1, 3, 7, 15 }));
    }

    [Test]
    public void Protection_that_stands_again_is_told()
    {
        _rig.Hold();
        _rig.Canceled(_rig.Stop);

        _rig.Rig.Accept(_rig.Stop);

        Assert.That((_rig.State, _rig.Told), Is.EqualTo((ProtectionState.Protected, ProtectionState.Protected)));
    }

    [Test]
    public void Loss_cancels_what_is_left_of_the_entry()
    {
        _rig.Enter().FillEntry(4);

        _rig.Rig.Refused(EventKind.OrderRejected, _rig.Stop);

        Assert.That(_rig.Sent, Does.Contain((CommandKind.CancelOrder, _rig.Entry, 10L)));
    }

    [Test]
    public void Flatten_closes_what_the_bracket_holds_and_nothing_else()
    {
        _rig.Rig.SetOrders("onProtectionLost", Flatten);
        _rig.Trade(Side.Bid, 5);
        _rig.Hold();

        _rig.Canceled(_rig.Stop);

        var closing = _rig.Rig.LastCommands.Single(command => command.Kind == CommandKind.PlaceOrder);
        Assert.That(
            (closing.Type, closing.Side, closing.Quantity.Value, closing.Flags & CommandFlags.ReduceOnly),
            Is.EqualTo((OrderType.Market, Side.Ask, 10L, CommandFlags.ReduceOnly)));
        Assert.That((_rig.State, _rig.Alarms.Count()), Is.EqualTo((ProtectionState.Closing, 1)));
    }

    [Test]
    public void Flatten_goes_on_until_nothing_is_held()
    {
        _rig.Rig.SetOrders("onProtectionLost", Flatten);
        _rig.Hold();
        var profit = _rig.TakeProfit;
        _rig.Canceled(_rig.Stop);
        var first = Closing();
        _rig.Fill(first, 4, 990);
        _rig.Rig.Done(EventKind.OrderExpired, first);

        _rig.Rig.Wait(2 * BracketRig.Second);
        var second = Closing();
        Assert.That(_rig.OrderOf(second).Quantity.Value, Is.EqualTo(6));

        _rig.Rig.Amended(profit, 0, 6);
        _rig.Fill(second, 6, 990);
        _rig.Canceled(profit);
        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Done));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].IsFlat, Is.True);
        Assert.That(_rig.Core.OpenOrderCount, Is.Zero);
    }

    [Test]
    public void Closing_order_whose_truth_is_not_known_is_not_sent_twice()
    {
        _rig.Rig.SetOrders("onProtectionLost", Flatten);
        _rig.Hold();
        _rig.Canceled(_rig.Stop);
        _rig.Rig.Gateway(Closing(), GatewayOutcome.TimedOut);
        var before = _rig.Core.OrderCount;

        _rig.Rig.Wait(60 * BracketRig.Second);

        Assert.That(_rig.Core.OrderCount, Is.EqualTo(before));
    }

    [Test]
    public void Setting_flatten_while_protection_is_lost_closes()
    {
        _rig.Hold();
        _rig.Canceled(_rig.Stop);

        _rig.Rig.SetOrders("onProtectionLost", Flatten);

        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Closing));
    }

    [Test]
    public void Unknown_protective_order_is_lost_beyond_its_deadline()
    {
        _rig.Rig.SetOrders("protectionTimeout", 3 * BracketRig.Second);
        _rig.Enter().FillEntry(10);
        _rig.Rig.Accept(_rig.TakeProfit);
        _rig.Rig.Gateway(_rig.Stop, GatewayOutcome.TimedOut);

        _rig.Rig.Wait(2 * BracketRig.Second);
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Arming));

        _rig.Rig.Wait(BracketRig.Second);
        Assert.That((_rig.State, _rig.Alarms.Count()), Is.EqualTo((ProtectionState.Lost, 1)));
        // It may stand: another is not sent beside it.
        Assert.That(_rig.Sent.Where(sent => sent.Kind == CommandKind.PlaceOrder), Is.Empty);
    }

    [Test]
    public void Unknown_protective_order_that_is_found_protects_again()
    {
        _rig.Rig.SetOrders("protectionTimeout", BracketRig.Second);
        _rig.Enter().FillEntry(10);
        _rig.Rig.Accept(_rig.TakeProfit);
        _rig.Rig.Gateway(_rig.Stop, GatewayOutcome.TimedOut);
        _rig.Rig.Wait(2 * BracketRig.Second);

        _rig.Rig.Status(_rig.Stop, OrderState.New, quantity: 10);

        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Protected));
    }

    [Test]
    public void Trigger_that_the_market_has_reached_already_closes_the_position()
    {
        _rig.Enter().FillEntry(10);

        _rig.Rig.Refused(EventKind.OrderRejected, _rig.Stop, ReasonCode.VenueTriggerAtOnce);

        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Closing));
        Assert.That(_rig.OrderOf(Closing()).Quantity.Value, Is.EqualTo(10));
        Assert.That(_rig.Alarms, Is.Empty);
    }

    [Test]
    public void Triggered_stop_that_found_nobody_to_trade_with_is_followed_by_a_closing_order()
    {
        _rig.Hold();
        _rig.Triggered(_rig.Stop);
        _rig.Fill(_rig.Stop, 3, 949);

        _rig.Rig.Done(EventKind.OrderExpired, _rig.Stop);

        Assert.That(_rig.OrderOf(Closing()).Quantity.Value, Is.EqualTo(7));
    }

    [Test]
    public void Refused_amend_is_followed_by_another_order_once_the_first_is_gone()
    {
        _rig.Hold();
        var first = _rig.Stop;
        _rig.Trade(Side.Ask, 4);

        _rig.Rig.Refused(EventKind.AmendRejected, first, ReasonCode.VenueAmendUnsupported);
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, first, 10L) }));

        _rig.Canceled(first);
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.PlaceOrder, _rig.Stop, 6L) }));
        Assert.That(_rig.Alarms, Is.Empty);
    }

    [Test]
    public void Stop_that_an_amend_leaves_as_it_was_is_placed_anew_and_not_amended_for_ever()
    {
        _rig.Hold();
        var first = _rig.Stop;
        _rig.Ask(s =>
        {
            s.Now.MoveBracket(_rig.Entry, new PriceTicks(1_050), new PriceTicks(960));
            return default;
        });
        Assert.That(_rig.OrderOf(first).State, Is.EqualTo(OrderState.PendingAmend));

        // The venue takes the amend and says nothing of another trigger.
        _rig.Rig.Amended(first, 0, 10);
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, first, 10L) }));

        _rig.Canceled(first);
        Assert.That(_rig.OrderOf(_rig.Stop).Trigger, Is.EqualTo(new PriceTicks(960)));
    }

    [Test]
    public void Entry_whose_cancel_could_not_be_sent_is_canceled_again_after_a_pause_and_not_at_once()
    {
        _rig.Enter().FillEntry(4);
        _rig.Rig.Accept(_rig.TakeProfit);
        _rig.Rig.Accept(_rig.Stop);
        _rig.Canceled(_rig.Stop);
        Assert.That(_rig.Sent, Has.Some.EqualTo((CommandKind.CancelOrder, _rig.Entry, 10L)));

        _rig.Rig.Gateway(_rig.Entry, GatewayOutcome.NotConnected);
        Assert.That(_rig.Sent.Where(sent => sent.Order == _rig.Entry), Is.Empty);

        _rig.Rig.Wait(BracketRig.Second);
        Assert.That(_rig.Sent, Has.Some.EqualTo((CommandKind.CancelOrder, _rig.Entry, 10L)));
    }

    [Test]
    public void Protective_order_whose_amend_was_not_sent_is_amended_after_a_pause_and_not_replaced()
    {
        _rig.Hold();
        var stop = _rig.Stop;
        _rig.Trade(Side.Ask, 4);

        _rig.Rig.Gateway(stop, GatewayOutcome.NotConnected);
        Assert.That(_rig.Sent.Where(sent => sent.Order == stop), Is.Empty);

        _rig.Rig.Wait(BracketRig.Second);
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.AmendOrder, stop, 6L) }));
    }

    [Test]
    public void Closing_order_whose_cancel_is_refused_is_canceled_again_after_a_pause_and_not_at_once()
    {
        _rig.Rig.SetOrders("onProtectionLost", Flatten);
        _rig.Hold();
        var profit = _rig.TakeProfit;
        _rig.Canceled(_rig.Stop);
        var closing = Closing();
        _rig.Rig.Accept(closing);
        _rig.Fill(profit, 10, 1_050);
        Assert.That(_rig.Sent, Has.Some.EqualTo((CommandKind.CancelOrder, closing, 10L)));

        _rig.Rig.Refused(EventKind.CancelRejected, closing, ReasonCode.VenueBusy);
        Assert.That(_rig.Sent, Is.Empty);

        _rig.Rig.Wait(BracketRig.Second);
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, closing, 10L) }));
    }

    [Test]
    public void Stray_whose_cancel_was_not_sent_is_canceled_again_after_a_pause_and_not_at_once()
    {
        // Taken for canceled, another in its place, and then the venue shows it open.
        _rig.Hold();
        var stray = _rig.Stop;
        _rig.Canceled(stray);
        _rig.Rig.Accept(_rig.Stop);
        _rig.Rig.Status(stray, OrderState.New, quantity: 10);
        _rig.Rig.Status(stray, OrderState.New, quantity: 10);

        _rig.Rig.Gateway(stray, GatewayOutcome.NotConnected);
        Assert.That(_rig.Sent, Is.Empty);

        _rig.Rig.Wait(BracketRig.Second);
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, stray, 10L) }));
    }

    [Test]
    public void Closing_order_that_neither_fills_nor_ends_is_asked_about()
    {
        _rig.Rig.SetOrders("onProtectionLost", Flatten);
        _rig.Hold();
        _rig.Canceled(_rig.Stop);
        _rig.Rig.Accept(Closing());

        _rig.Rig.Wait(BracketRig.Second);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.QueryOrder, Closing(), 10L) }));
    }

    [Test]
    public void Triggered_stop_that_neither_fills_nor_ends_is_lost_and_asked_about()
    {
        _rig.Hold();
        _rig.Triggered(_rig.Stop);
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Protected));

        _rig.Rig.Wait(10 * BracketRig.Second);

        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Lost));
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.QueryOrder, _rig.Stop, 10L) }));
    }

    private OrderId Closing() => _rig.Rig.AllCommands
        .Last(command => command.Kind == CommandKind.OrderGrouped && command.Role == GroupRole.Closing).OrderId;

    private void Lose(EventKind how, OrderId order)
    {
        if (how == EventKind.OrderRejected)
        {
            _rig.Rig.Refused(how, order, ReasonCode.VenueBusy);
        }
        else
        {
            _rig.Rig.Done(how, order);
        }
    }
}
