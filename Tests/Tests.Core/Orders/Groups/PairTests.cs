using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>Two orders of which a fill of one takes from the other.</summary>
internal sealed class PairTests
{
    private readonly BracketRig _rig = new();
    private OrderId _low;
    private OrderId _high;

    [SetUp]
    public void Place_a_pair()
    {
        Place(10, 10);
        _rig.Rig.Accept(_low);
        _rig.Rig.Accept(_high);
    }

    [Test]
    public void PlacePair_sends_both_and_says_that_they_belong_together()
    {
        var said = _rig.Rig.AllCommands.Where(command => command.Kind == CommandKind.OrderGrouped);

        Assert.That(said.Select(c => (c.OrderId, c.Group, c.Role)), Is.EqualTo(new[]
        {
            (_low, _low, GroupRole.First), (_high, _low, GroupRole.Second),
        }));
    }

    [Test]
    public void Full_fill_of_one_cancels_the_other()
    {
        _rig.Fill(_low, 10, 990);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, _high, 10L) }));
    }

    [Test]
    public void Part_fill_of_one_shrinks_the_other()
    {
        _rig.Fill(_high, 3, 1_010);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.AmendOrder, _low, 7L) }));
    }

    [Test]
    public void Part_fills_of_both_leave_what_neither_has_filled()
    {
        _rig.Fill(_high, 3, 1_010);
        _rig.Rig.Amended(_low, 990, 7);

        _rig.Fill(_low, 2, 990);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.AmendOrder, _high, 8L) }));
    }

    [Test]
    public void Order_that_cannot_be_amended_is_canceled_whole()
    {
        _rig.Fill(_high, 3, 1_010);

        _rig.Rig.Refused(EventKind.AmendRejected, _low);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, _low, 10L) }));
    }

    [TestCase(EventKind.OrderCanceled)]
    [TestCase(EventKind.OrderExpired)]
    public void End_without_a_fill_leaves_the_other_as_it_is(EventKind how)
    {
        _rig.Rig.Done(how, _low);

        Assert.That(_rig.Sent, Is.Empty);
        Assert.That(_rig.OrderOf(_high).State, Is.EqualTo(OrderState.New));
    }

    [Test]
    public void Both_filled_is_told()
    {
        _rig.Fill(_low, 10, 990);

        _rig.Fill(_high, 10, 1_010);

        var alert = _rig.Rig.LastCommands.Single(command => command.Kind == CommandKind.Alert);
        Assert.That(
            (alert.Reason, alert.Measured, alert.Limit), Is.EqualTo((ReasonCode.GroupOverfilled, 20L, 10L)));
    }

    [Test]
    public void Amend_by_the_strategy_changes_what_both_may_fill()
    {
        _rig.Ask(s => s.Now.Amend(_low, new PriceTicks(990), new QtyLots(4)) ? _low : default);
        _rig.Rig.Amended(_low, 990, 4);

        _rig.Fill(_high, 3, 1_010);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.AmendOrder, _low, 1L) }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Amend_by_the_strategy_that_came_to_nothing_changes_nothing_of_it(bool isSent)
    {
        _rig.Ask(s => s.Now.Amend(_low, new PriceTicks(990), new QtyLots(20)) ? _low : default);
        if (isSent)
        {
            _rig.Rig.Refused(EventKind.AmendRejected, _low);
        }
        else
        {
            _rig.Rig.Gateway(_low, GatewayOutcome.NotConnected);
            _rig.Rig.Wait(BracketRig.Second);
        }

        _rig.Fill(_high, 3, 1_010);

        // What is not amended any more is canceled whole.
        Assert.That(_rig.Sent, Is.EqualTo(new[]
        {
            isSent ? (CommandKind.CancelOrder, _low, 10L) : (CommandKind.AmendOrder, _low, 7L),
        }));
    }

    [Test]
    public void Pair_of_which_one_is_refused_is_not_placed_at_all()
    {
        var before = _rig.Core.OrderCount;

        Place(10, 10_000_000);

        Assert.That((_low, _high), Is.EqualTo((OrderId.None, OrderId.None)));
        Assert.That(_rig.Core.OrderCount, Is.EqualTo(before));
        Assert.That(_rig.Rig.LastCommands.Single().Kind, Is.EqualTo(CommandKind.OrderRefused));
    }

    [Test]
    public void Second_order_is_judged_as_if_the_first_were_out()
    {
        _rig.Rig.SetRisk("maxOpenOrders", 3);

        Place(10, 10);

        Assert.That(_rig.Rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.TooManyOpenOrders));
    }

    [Test]
    public void Rate_leaves_room_for_both_or_takes_none()
    {
        _rig.Rig.Wait(BracketRig.Second);
        _rig.Rig.SetRisk("maxOrdersPerSecond", 1);

        Place(10, 10);

        Assert.That(_rig.Rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.OrdersPerSecond));
    }

    private void Place(long lowLots, long highLots)
    {
        (_low, _high) = (default, default);
        _rig.Ask(s =>
        {
            (_low, _high) = s.Now.PlacePair(
                OrderRequest.Limit(CoreRig.Instrument, Side.Bid, new PriceTicks(990), new QtyLots(lowLots)),
                OrderRequest.Limit(CoreRig.Instrument, Side.Ask, new PriceTicks(1_010), new QtyLots(highLots)));
            return _low;
        });
    }
}
