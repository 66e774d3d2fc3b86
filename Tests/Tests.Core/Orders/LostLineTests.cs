using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>The line is lost that the venue's reports come by, and comes back.</summary>
internal sealed class LostLineTests
{
    private const long Second = TimestampNs.PerSecond;

    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Open_order_is_unknown_while_the_line_is_lost_and_nobody_is_asked()
    {
        var id = Rest();

        var commands = _rig.Line(LineState.Lost);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(commands, Has.None.Matches<Command>(c => c.IsForGateway));
    }

    [Test]
    public void Nothing_is_asked_for_at_a_venue_that_cannot_be_heard()
    {
        _rig.Line(LineState.Lost);

        var id = _rig.Ask(s => s.Buy(990, 5));

        Assert.That(id, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands[0].Reason, Is.EqualTo(ReasonCode.VenueDisconnected));
    }

    [Test]
    public void Unknown_order_is_not_asked_about_before_the_line_is_back()
    {
        Rest();
        _rig.Line(LineState.Lost);

        var commands = Enumerable.Range(0, 30).SelectMany(_ => _rig.Wait(10 * Second)).ToList();

        Assert.That(commands, Has.None.Matches<Command>(c => c.IsForGateway));
    }

    [Test]
    public void When_the_line_is_back_orders_and_the_position_are_asked_about()
    {
        var id = Rest();
        _rig.Line(LineState.Lost);

        var commands = _rig.Line(LineState.Restored);

        Assert.That(
            commands.Where(c => c.IsForGateway).Select(c => (c.Kind, c.OrderId)),
            Is.EqualTo(new[] { (CommandKind.QueryOrder, id), (CommandKind.QueryPosition, OrderId.None) }));
        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Doubted));
    }

    [Test]
    public void Answers_after_the_line_is_back_end_the_doubt()
    {
        var id = Rest();
        _rig.Line(LineState.Lost);
        _rig.Line(LineState.Restored);

        _rig.Status(id, OrderState.New, price: 990, quantity: 5);
        _rig.Position(0);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.New));
        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
    }

    [Test]
    public void Word_of_the_line_that_says_nothing_new_changes_nothing([Values] LineState state)
    {
        if (state == LineState.Lost)
        {
            _rig.Line(LineState.Lost);
        }

        var commands = state == LineState.None ? [] : _rig.Line(state);

        Assert.That(commands, Is.Empty);
    }

    [Test]
    public void New_session_has_a_line_of_its_own()
    {
        _rig.Line(LineState.Lost);
        _rig.StartSession();
        _rig.Book(bid: 999, ask: 1_001);
        _rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None));

        var id = _rig.Ask(s => s.Buy(990, 5));

        Assert.That(id, Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Instrument_that_nobody_uses_is_not_asked_about()
    {
        _rig.Line(LineState.Lost);

        var commands = _rig.Line(LineState.Restored);

        Assert.That(commands, Has.None.Matches<Command>(c => c.IsForGateway));
        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
    }

    [Test]
    public void Line_of_another_venue_says_nothing_of_this_one()
    {
        var id = Rest();

        var commands = Line(VenueId.BinanceUsdM, LineState.Lost).Concat(Line(VenueId.BinanceUsdM, LineState.Restored));

        Assert.That(commands, Has.None.Matches<Command>(c => c.IsForGateway));
        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.New));
        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
        Assert.That(_rig.Ask(s => s.Buy(989, 5)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Not_sent_that_comes_after_the_line_was_lost_is_found_out_and_not_believed()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Line(LineState.Lost);

        _rig.Gateway(id, GatewayOutcome.NotConnected);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        _rig.Wait(20 * Second);
        _rig.Line(LineState.Restored);
        _rig.Status(id, OrderState.Unknown);
        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Rejected));
    }

    [Test]
    public void Time_out_that_comes_after_the_line_was_lost_asks_nobody_before_it_is_back()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Line(LineState.Lost);

        var lost = _rig.Gateway(id, GatewayOutcome.TimedOut);
        var restored = _rig.Line(LineState.Restored);

        Assert.That(lost, Has.None.Matches<Command>(c => c.IsForGateway));
        Assert.That(
            restored, Has.One.Matches<Command>(c => c.Kind == CommandKind.QueryOrder && c.OrderId == id));
    }

    [Test]
    public void Pause_of_an_open_breaker_ends_nothing_while_the_line_is_lost()
    {
        for (var i = 0; i < 5; i++)
        {
            _rig.Refused(EventKind.OrderRejected, _rig.Ask(s => s.Buy(990, 1)));
        }

        var lost = _rig.Line(LineState.Lost);
        var later = _rig.Wait(120 * Second);

        Assert.That(lost.Concat(later), Has.None.Matches<Command>(c => c.Kind == CommandKind.GuardState));
    }

    [Test]
    public void Line_that_is_lost_and_back_again_and_again_leaves_nothing_behind()
    {
        var id = Rest();
        for (var i = 0; i < 5; i++)
        {
            _rig.Line(LineState.Lost);
            _rig.Line(LineState.Restored);
        }

        _rig.Status(id, OrderState.New, price: 990, quantity: 5);
        _rig.Position(0);

        Assert.That(_rig.Core.Gate.Exposures[CoreRig.Instrument].UnknownCount, Is.Zero);
        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
        var quiet = Enumerable.Range(0, 60).SelectMany(_ => _rig.Wait(10 * Second));
        Assert.That(quiet, Has.None.Matches<Command>(c => c.IsForGateway));
    }

    [Test]
    public void Strategy_can_see_that_nothing_can_be_asked_for()
    {
        _rig.Line(LineState.Lost);
        var lost = _rig.Script.Now.CanAsk(CoreRig.Instrument);
        _rig.Line(LineState.Restored);

        Assert.That((lost, _rig.Script.Now.CanAsk(CoreRig.Instrument)), Is.EqualTo((false, true)));
    }

    [Test]
    public void Cancel_and_amend_are_refused_by_the_line_and_not_by_the_request_that_nobody_made()
    {
        var id = Rest();
        _rig.Line(LineState.Lost);

        var reasons = new List<ReasonCode>();
        _rig.Ask(s =>
        {
            s.Now.Cancel(id);
            s.Now.Amend(id, new PriceTicks(989), new QtyLots(5));
            return id;
        });
        reasons.AddRange(_rig.LastCommands.Where(c => c.Kind == CommandKind.OrderRefused).Select(c => c.Reason));

        Assert.That(reasons, Is.EqualTo(new[] { ReasonCode.VenueDisconnected, ReasonCode.VenueDisconnected }));
    }

    [Test]
    public void Kill_switch_asks_for_nothing_while_the_line_is_lost_and_goes_on_when_it_is_back()
    {
        var id = Rest();
        _rig.Line(LineState.Lost);
        var lost = _rig.Operator(OperatorAction.Flatten)
            .Concat(Enumerable.Range(0, 30).SelectMany(_ => _rig.Wait(2 * Second))).ToList();

        _rig.Line(LineState.Restored);
        _rig.Status(id, OrderState.New, price: 990, quantity: 5);
        var back = _rig.Wait(2 * Second);

        Assert.That(lost, Has.None.Matches<Command>(c => c.IsForGateway));
        Assert.That(lost, Has.Some.Matches<Command>(c => c.Reason == ReasonCode.KillSwitchStuck));
        Assert.That(back, Has.Some.Matches<Command>(c => c.Kind == CommandKind.CancelOrder && c.OrderId == id));
    }

    [Test]
    public void Kill_switch_closes_a_position_when_the_line_is_back_and_not_before()
    {
        _rig.Fill(_rig.Ask(s => s.Buy(1_001, 5)), Side.Bid, 1_001, 5, tradeKey: 1);
        _rig.Line(LineState.Lost);
        var lost = _rig.Operator(OperatorAction.Flatten)
            .Concat(Enumerable.Range(0, 30).SelectMany(_ => _rig.Wait(2 * Second))).ToList();

        var back = _rig.Line(LineState.Restored).Concat(_rig.Wait(2 * Second));

        Assert.That(lost, Has.None.Matches<Command>(c => c.Kind == CommandKind.PlaceOrder));
        Assert.That(back, Has.One.Matches<Command>(c => c.Kind == CommandKind.PlaceOrder));
        var alarm = lost.First(c => c.Reason == ReasonCode.KillSwitchStuck);
        Assert.That((alarm.Instrument, alarm.Measured), Is.EqualTo((CoreRig.Instrument, 5L)));
    }

    private IReadOnlyList<Command> Line(VenueId venue, LineState state)
    {
        var e = Event.Create(EventKind.VenueLine, default, InstrumentId.None);
        e.VenueLine.Venue = venue;
        e.VenueLine.State = state;
        return _rig.Send(e);
    }

    private OrderId Rest()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(id);
        return id;
    }
}
