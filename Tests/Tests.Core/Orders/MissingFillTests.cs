using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>The venue counts fills that have not come, or says nothing of an end that must be near.</summary>
internal sealed class MissingFillTests
{
    private const long Second = TimestampNs.PerSecond;

    private readonly CoreRig _rig = CoreRig.Started();
    private long _tradeKey;

    [TestCase(EventKind.OrderCanceled)]
    [TestCase(EventKind.OrderExpired)]
    public void Order_that_ends_with_more_filled_than_has_come_is_unknown_and_asked_about(EventKind kind)
    {
        var id = Rest();
        Fill(id, lots: 2, filled: 2);

        var commands = _rig.Done(kind, id, filled: 4);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(Queries(commands, id), Is.EqualTo(1));
    }

    [Test]
    public void Fill_that_comes_late_and_the_answer_end_it_with_all_that_was_filled()
    {
        var id = Rest();
        _rig.Done(EventKind.OrderCanceled, id, filled: 4);

        Fill(id, lots: 4, filled: 4);
        _rig.Status(id, OrderState.Canceled, quantity: 5, filled: 4);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Canceled));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(new QtyLots(4)));
    }

    [Test]
    public void Fill_that_counts_more_than_has_come_shows_that_one_is_missing()
    {
        var id = Rest();

        var commands = Fill(id, lots: 1, filled: 3);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(Queries(commands, id), Is.EqualTo(1));
    }

    [Test]
    public void Answer_that_counts_more_than_has_come_leaves_it_unknown_and_it_is_asked_again(
        [Values(OrderState.New, OrderState.PartiallyFilled, OrderState.Canceled, OrderState.Filled)] OrderState state)
    {
        var id = Rest();
        _rig.Gateway(id, GatewayOutcome.TimedOut);

        _rig.Status(id, state, price: 990, quantity: 5, filled: state == OrderState.Filled ? 5 : 3);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(Queries(_rig.Wait(Second), id), Is.EqualTo(1));
    }

    [Test]
    public void Acceptance_told_again_does_not_end_the_search_for_a_missing_fill()
    {
        var id = Rest();
        Fill(id, lots: 1, filled: 3);

        _rig.Accept(id);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(Queries(_rig.Wait(Second), id), Is.EqualTo(1));
    }

    [Test]
    public void Answer_that_counts_less_than_the_venue_has_counted_before_does_not_end_the_search(
        [Values(OrderState.New, OrderState.PartiallyFilled, OrderState.Canceled, OrderState.Expired,
            OrderState.Unknown)]
        OrderState state)
    {
        var id = Rest();
        Fill(id, lots: 1, filled: 3);
        _rig.Wait(20 * Second);

        _rig.Status(id, state, price: 990, quantity: 5, filled: state == OrderState.Unknown ? 0 : 1);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(Queries(_rig.Wait(60 * Second), id), Is.Positive);
    }

    [Test]
    public void End_that_counts_less_than_the_venue_has_counted_before_does_not_end_the_search(
        [Values(EventKind.OrderCanceled, EventKind.OrderExpired)] EventKind kind)
    {
        var id = Rest();
        Fill(id, lots: 1, filled: 3);

        _rig.Done(kind, id, filled: 1);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(Queries(_rig.Wait(Second), id), Is.EqualTo(1));
    }

    [Test]
    public void Answer_once_all_has_come_ends_the_search()
    {
        var id = Rest();
        Fill(id, lots: 1, filled: 3);
        Fill(id, lots: 2, filled: 2);

        _rig.Status(id, OrderState.PartiallyFilled, price: 990, quantity: 5, filled: 3);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.PartiallyFilled));
        Assert.That(Queries(_rig.Wait(60 * Second), id), Is.Zero);
    }

    [Test]
    public void Order_that_was_taken_for_ended_lives_again_when_a_fill_is_missing()
    {
        var id = Rest();
        _rig.Done(EventKind.OrderCanceled, id);

        var commands = _rig.Status(id, OrderState.Canceled, quantity: 5, filled: 2);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(Queries(commands, id), Is.EqualTo(1));
    }

    [Test]
    public void Venue_that_gives_no_count_is_believed()
    {
        var id = Rest();
        Fill(id, lots: 2, filled: 0);

        _rig.Done(EventKind.OrderCanceled, id);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Canceled));
    }

    [Test]
    public void Accepted_order_at_market_without_an_end_is_asked_about_after_its_deadline()
    {
        var id = _rig.Ask(s => s.Market(Side.Bid, 5));
        _rig.Accept(id);

        var early = Queries(_rig.Wait(9 * Second), id);
        var due = Queries(_rig.Wait(Second), id);

        Assert.That((early, due), Is.EqualTo((0, 1)));
        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
    }

    [Test]
    public void Order_at_market_that_is_filled_in_part_is_asked_about_after_its_deadline_too()
    {
        var id = _rig.Ask(s => s.Market(Side.Bid, 5));
        _rig.Accept(id);
        Fill(id, lots: 2, filled: 2);

        var due = Queries(_rig.Wait(10 * Second), id);

        Assert.That((due, _rig.Script.StateOf(id)), Is.EqualTo((1, OrderState.Unknown)));
    }

    [Test]
    public void Late_fill_of_an_order_that_had_ended_shows_that_one_before_it_is_missing()
    {
        var id = Rest();
        _rig.Done(EventKind.OrderCanceled, id);

        var commands = Fill(id, lots: 1, filled: 3);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(Queries(commands, id), Is.EqualTo(1));
    }

    [Test]
    public void Order_that_rests_has_no_deadline()
    {
        var id = Rest();

        var commands = _rig.Wait(3_600 * Second);

        Assert.That(Queries(commands, id), Is.Zero);
    }

    [Test]
    public void Stop_that_waits_has_no_deadline_and_has_one_once_it_is_triggered()
    {
        Fill(_rig.Ask(s => s.Buy(1_001, 5)), lots: 5, filled: 5);
        var id = _rig.Ask(s => s.Now.Place(Stop(5)));
        _rig.Accept(id);
        var waiting = Queries(_rig.Wait(60 * Second), id);

        Trigger(id);

        Assert.That((waiting, Queries(_rig.Wait(10 * Second), id)), Is.EqualTo((0, 1)));
    }

    private static Engine.Core.Strategies.OrderRequest Stop(long lots) => new()
    {
        Instrument = CoreRig.Instrument,
        Side = Side.Ask,
        Quantity = new QtyLots(lots),
        Type = OrderType.Stop,
        Trigger = new PriceTicks(950),
        TimeInForce = TimeInForce.GoodTillCanceled,
        IsReduceOnly = true,
    };

    private static int Queries(IReadOnlyList<Command> commands, OrderId id) =>
        commands.Count(c => c.Kind == CommandKind.QueryOrder && c.OrderId == id);

    private void Trigger(OrderId id)
    {
        var e = Event.Create(EventKind.OrderTriggered, default, CoreRig.Instrument);
        e.OrderTriggered.OrderId = id;
        _rig.Send(e);
    }

    private OrderId Rest()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(id);
        return id;
    }

    private IReadOnlyList<Command> Fill(OrderId id, long lots, long filled) =>
        _rig.Fill(id, Side.Bid, 990, lots, ++_tradeKey, filled: filled);
}
