using Engine.Core.Guards;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>
/// What a gateway says of a command is about that command: an order has its placing, an amend, a cancel and questions,
/// and a word on one of them says nothing of the others.
/// </summary>
internal sealed class GatewayWordTests
{
    private const long Second = TimestampNs.PerSecond;

    private readonly CoreRig _rig = CoreRig.Started();

    [TestCase(GatewayOutcome.NotConnected)]
    [TestCase(GatewayOutcome.Throttled)]
    [TestCase(GatewayOutcome.Failed)]
    [TestCase(GatewayOutcome.TimedOut)]
    public void Word_on_a_question_leaves_a_resting_order_where_it_is(GatewayOutcome outcome)
    {
        var id = Rest();
        _rig.SetOrders("audit", 60 * Second);
        _rig.Wait(60 * Second);

        var commands = _rig.Gateway(id, outcome, CommandKind.QueryOrder);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.New));
        Assert.That(commands, Is.Empty);
    }

    [Test]
    public void Question_that_was_not_sent_does_not_end_the_placing_that_is_under_way()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Operator(OperatorAction.Kill);
        _rig.Wait(2 * Second);

        _rig.Gateway(id, GatewayOutcome.NotConnected, CommandKind.QueryOrder);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.PendingCancel));
    }

    [Test]
    public void Order_that_never_left_has_ended_though_its_cancel_is_under_way()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        Cancel(id);

        _rig.Gateway(id, GatewayOutcome.NotConnected, CommandKind.PlaceOrder);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Rejected));
    }

    [Test]
    public void Cancel_that_never_left_leaves_the_order_as_it_was()
    {
        var id = Rest();
        Cancel(id);

        _rig.Gateway(id, GatewayOutcome.NotConnected, CommandKind.CancelOrder);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.New));
    }

    [Test]
    public void Time_out_of_the_placing_that_was_answered_meanwhile_changes_nothing()
    {
        var id = Rest();

        var commands = _rig.Gateway(id, GatewayOutcome.TimedOut, CommandKind.PlaceOrder);

        Assert.That(commands, Is.Empty);
        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.New));
    }

    [Test]
    public void Time_out_of_the_placing_makes_an_order_unknown_whose_cancel_is_under_way()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        Cancel(id);

        _rig.Gateway(id, GatewayOutcome.TimedOut, CommandKind.PlaceOrder);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
    }

    [Test]
    public void Time_out_of_an_earlier_cancel_leaves_the_later_one_its_answer()
    {
        var id = Rest();
        Cancel(id);
        var earlier = _rig.AllCommands.Last(c => c.Kind == CommandKind.CancelOrder).Cause;
        _rig.Refused(EventKind.CancelRejected, id);
        Cancel(id);

        var e = Event.Create(EventKind.GatewayReport, default, CoreRig.Instrument);
        (e.GatewayReport.OrderId, e.GatewayReport.Cause) = (id, earlier);
        e.GatewayReport.Outcome = GatewayOutcome.TimedOut;
        _rig.Send(e);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.PendingCancel));
    }

    [Test]
    public void Amend_that_never_left_is_no_exposure_though_a_cancel_is_under_way()
    {
        var id = Rest();
        _rig.Ask(s =>
        {
            s.Now.Amend(id, new PriceTicks(989), new QtyLots(9));
            return id;
        });
        Cancel(id);
        var before = Exposed(id);

        _rig.Gateway(id, GatewayOutcome.NotConnected, CommandKind.AmendOrder);

        Assert.That((before, Exposed(id)), Is.EqualTo((9L, 5L)));
        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.PendingCancel));
    }

    [Test]
    public void Time_out_of_an_amend_is_found_out_though_a_cancel_is_under_way()
    {
        var id = Rest();
        _rig.Ask(s =>
        {
            s.Now.Amend(id, new PriceTicks(989), new QtyLots(9));
            return id;
        });
        Cancel(id);

        _rig.Gateway(id, GatewayOutcome.TimedOut, CommandKind.AmendOrder);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
    }

    [Test]
    public void Word_on_a_command_that_the_order_never_had_changes_nothing()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        var e = Event.Create(EventKind.GatewayReport, default, CoreRig.Instrument);
        (e.GatewayReport.OrderId, e.GatewayReport.Cause, e.GatewayReport.Ordinal) = (id, 1, 7);
        e.GatewayReport.Outcome = GatewayOutcome.Failed;

        _rig.Send(e);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.PendingNew));
    }

    [Test]
    public void Orders_of_one_event_are_told_apart_by_their_place()
    {
        var (first, second) = (OrderId.None, OrderId.None);
        _rig.Ask(s =>
        {
            (first, second) = (s.Buy(990, 5), s.Buy(989, 5));
            return first;
        });

        _rig.Gateway(second, GatewayOutcome.Failed);

        Assert.That(
            (_rig.Script.StateOf(first), _rig.Script.StateOf(second)),
            Is.EqualTo((OrderState.PendingNew, OrderState.Rejected)));
    }

    [Test]
    public void Question_about_the_probe_that_came_to_grief_does_not_open_the_breaker_again()
    {
        _rig.SetGuard("breakerErrors", 5);
        var probe = _rig.Ask(s => s.Buy(990, 1));
        _rig.Line(LineState.Lost);
        _rig.Line(LineState.Restored);
        _rig.Status(probe, OrderState.Unknown);
        _rig.Wait(20 * Second);
        _rig.Status(probe, OrderState.Unknown);
        var second = _rig.Ask(s => s.Buy(990, 1));
        _rig.Operator(OperatorAction.Kill);
        _rig.Wait(2 * Second);

        _rig.Gateway(second, GatewayOutcome.TimedOut, CommandKind.QueryOrder);

        Assert.That(_rig.Core.Gate.Breakers.StateOf(_rig.Core.Markets[0].Instrument.Venue),
            Is.EqualTo(BreakerState.HalfOpen));
    }

    private long Exposed(OrderId id) =>
        _rig.Script.Now.TryGetOrder(id, out var order) ? order.ExposedQuantity.Value : -1;

    private void Cancel(OrderId id) => _rig.Ask(s =>
    {
        s.Now.Cancel(id);
        return id;
    });

    private OrderId Rest()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(id);
        return id;
    }
}
