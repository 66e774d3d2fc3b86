using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>Requests that nobody answers: Unknown after their deadline, and asked about until one comes.</summary>
internal sealed class UnansweredRequestTests
{
    private const long Second = TimestampNs.PerSecond;

    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Request_without_an_answer_is_unknown_after_its_deadline_and_asked_about()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));

        var early = Queries(_rig.Wait(9 * Second), id);
        var due = Queries(_rig.Wait(Second), id);

        Assert.That((early, due), Is.EqualTo((0, 1)));
        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
    }

    [Test]
    public void Request_that_was_answered_in_time_has_no_deadline()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(id);

        var commands = _rig.Wait(60 * Second);

        Assert.That(Queries(commands, id), Is.Zero);
        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.New));
    }

    [Test]
    public void Cancel_and_amend_have_a_deadline_too([Values] bool isCancel)
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(id);
        _rig.Ask(s =>
        {
            _ = isCancel ? s.Now.Cancel(id) : s.Now.Amend(id, new PriceTicks(991), new QtyLots(5));
            return id;
        });

        var commands = _rig.Wait(10 * Second);

        Assert.That(Queries(commands, id), Is.EqualTo(1));
    }

    [Test]
    public void Acceptance_told_again_does_not_say_whether_an_amend_was_carried_out()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(id);
        _rig.Ask(s => s.Now.Amend(id, new PriceTicks(991), new QtyLots(5)) ? id : OrderId.None);
        _rig.Gateway(id, GatewayOutcome.TimedOut);

        _rig.Accept(id);
        var told = _rig.Script.StateOf(id);
        _rig.Status(id, OrderState.New, price: 991, quantity: 5);

        Assert.That((told, _rig.Script.StateOf(id)), Is.EqualTo((OrderState.Unknown, OrderState.New)));
    }

    [Test]
    public void Time_out_of_zero_waits_for_ever()
    {
        _rig.SetOrders("requestTimeout", 0);
        var id = _rig.Ask(s => s.Buy(990, 5));

        _rig.Wait(3_600 * Second);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.PendingNew));
    }

    [Test]
    public void Unknown_order_is_asked_about_again_with_pauses_that_double_up_to_the_longest()
    {
        _rig.SetOrders("queryRetryMax", 5 * Second);
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Gateway(id, GatewayOutcome.TimedOut);
        var start = _rig.Core.Clock.Value;
        var asked = new List<long>();

        for (var i = 0; i < 44; i++)
        {
            if (Queries(_rig.Wait(Second / 2), id) > 0)
            {
                asked.Add((_rig.Core.Clock.Value - start) / Second);
            }
        }

        Assert.That(asked, Is.EqualTo(new long[] { 1, 3, 7, 12, 17, 22 }));
    }

    [Test]
    public void Definite_answer_ends_the_questions()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Gateway(id, GatewayOutcome.TimedOut);
        _rig.Status(id, OrderState.New, price: 990, quantity: 5);

        var commands = _rig.Wait(60 * Second);

        Assert.That(Queries(commands, id), Is.Zero);
    }

    [Test]
    public void Question_that_was_not_sent_is_asked_again()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Gateway(id, GatewayOutcome.TimedOut);
        _rig.Gateway(id, GatewayOutcome.NotConnected);

        var commands = _rig.Wait(Second);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(Queries(commands, id), Is.EqualTo(1));
    }

    [Test]
    public void Not_found_is_believed_only_after_the_window_in_which_the_request_could_arrive()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Gateway(id, GatewayOutcome.TimedOut);

        _rig.Status(id, OrderState.Unknown);
        var early = _rig.Script.StateOf(id);
        _rig.Wait(10 * Second);
        _rig.Status(id, OrderState.Unknown);

        Assert.That((early, _rig.Script.StateOf(id)), Is.EqualTo((OrderState.Unknown, OrderState.Rejected)));
    }

    [Test]
    public void Unknown_order_counts_as_exposure_until_it_is_definite()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));

        _rig.Wait(10 * Second);

        Assert.That(_rig.Script.Now.TryGetOrder(id, out var order), Is.True);
        Assert.That(order.ExposedQuantity, Is.EqualTo(new QtyLots(5)));
    }

    private static int Queries(IReadOnlyList<Command> commands, OrderId id) =>
        commands.Count(c => c.Kind == CommandKind.QueryOrder && c.OrderId == id);
}
