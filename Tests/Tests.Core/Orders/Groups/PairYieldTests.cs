using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>How one of a pair gives way to what the other has filled, in whatever state it is.</summary>
internal sealed class PairYieldTests
{
    private BracketRig _rig = new();
    private OrderId _low;
    private OrderId _high;

    [Test]
    public void Smaller_one_that_is_filled_takes_all_of_the_larger()
    {
        Place(10, 4);

        _rig.Fill(_high, 4, 1_010);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, _low, 10L) }));
    }

    [Test]
    public void Part_of_the_larger_that_is_more_than_the_smaller_cancels_that_one()
    {
        Place(10, 4);

        _rig.Fill(_low, 6, 990);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, _high, 4L) }));
    }

    [TestCase(3, 7, CommandKind.AmendOrder)]
    [TestCase(4, 6, CommandKind.AmendOrder)]
    [TestCase(5, 10, CommandKind.CancelOrder)]
    public void What_is_less_than_the_venue_takes_is_canceled_whole(long filled, long lots, CommandKind expected)
    {
        _rig = new BracketRig(CoreRig.InstrumentOf(minLots: 6));
        Place(10, 10);

        _rig.Fill(_high, filled, 1_010);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (expected, _low, lots) }));
    }

    [Test]
    public void Order_that_is_not_answered_yet_shrinks_when_it_is()
    {
        Place(10, 10, accepted: false);
        _rig.Rig.Accept(_high);

        _rig.Fill(_high, 3, 1_010);
        Assert.That(_rig.Sent, Is.Empty);
        _rig.Rig.Accept(_low);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.AmendOrder, _low, 7L) }));
    }

    [Test]
    public void Order_that_is_not_answered_yet_is_canceled_where_nothing_is_left_of_it()
    {
        Place(10, 10, accepted: false);
        _rig.Rig.Accept(_high);

        _rig.Fill(_high, 10, 1_010);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, _low, 10L) }));
    }

    [Test]
    public void Amend_under_way_is_waited_for_before_the_next()
    {
        Place(10, 10);
        _rig.Fill(_high, 3, 1_010);

        _rig.Fill(_high, 2, 1_010);
        Assert.That(_rig.Sent, Is.Empty);
        _rig.Rig.Amended(_low, 990, 7);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.AmendOrder, _low, 5L) }));
    }

    [Test]
    public void Amend_that_left_enough_room_is_not_asked_for_again()
    {
        Place(10, 10);
        _rig.Fill(_high, 3, 1_010);

        _rig.Rig.Amended(_low, 990, 7);

        Assert.That(_rig.Sent, Is.Empty);
    }

    [Test]
    public void Amend_that_was_not_sent_is_tried_again_after_a_pause_and_not_before()
    {
        Place(10, 10);
        _rig.Fill(_high, 3, 1_010);

        _rig.Rig.Gateway(_low, GatewayOutcome.Failed);
        Assert.That(_rig.Sent, Is.Empty);
        _rig.Fill(_high, 1, 1_010);
        Assert.That(_rig.Sent, Is.Empty);
        _rig.Rig.Wait(_rig.Core.OrderRules.PauseNs(1));

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.AmendOrder, _low, 6L) }));
    }

    [Test]
    public void Cancel_that_was_refused_is_tried_again_after_a_pause_and_not_before()
    {
        Place(10, 10);
        _rig.Fill(_high, 10, 1_010);

        _rig.Rig.Refused(EventKind.CancelRejected, _low);
        Assert.That(_rig.Sent, Is.Empty);
        _rig.Rig.Wait(_rig.Core.OrderRules.PauseNs(1));

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, _low, 10L) }));
    }

    [Test]
    public void Pair_that_has_filled_too_much_is_told_of_once()
    {
        Place(10, 10);
        _rig.Fill(_low, 10, 990);
        _rig.Fill(_high, 4, 1_010);

        _rig.Fill(_high, 2, 1_010);

        Assert.That(
            _rig.Rig.AllCommands.Where(c => c.Reason == ReasonCode.GroupOverfilled).Select(c => (c.Measured, c.Limit)),
            Is.EqualTo(new[] { (14L, 10L) }));
    }

    [Test]
    public void Pair_that_has_filled_just_enough_is_not_told_of()
    {
        Place(10, 4);
        _rig.Fill(_low, 7, 990);

        _rig.Fill(_high, 3, 1_010);

        Assert.That(_rig.Rig.AllCommands.Exists(c => c.Reason == ReasonCode.GroupOverfilled), Is.False);
    }

    // 1,000 lies between bid and ask: neither takes from the market, and both would take from each other.
    [TestCase(1_000, 1_000, ReasonCode.OwnOrderCrossing)]
    [TestCase(1_000, 999, ReasonCode.OwnOrderCrossing)]
    [TestCase(1_000, 1_001, ReasonCode.None)]
    public void Pair_whose_orders_would_meet_each_other_is_refused(long bid, long ask, ReasonCode expected)
    {
        foreach (var isBidFirst in new[] { true, false })
        {
            var (buy, sell) = (Limit(Side.Bid, bid), Limit(Side.Ask, ask));
            _rig.Ask(s => isBidFirst
                ? s.Now.PlacePair(buy, sell).First
                : s.Now.PlacePair(sell, buy).First);

            Assert.That(
                _rig.Rig.LastCommands.FirstOrDefault(c => c.Kind == CommandKind.OrderRefused).Reason,
                Is.EqualTo(expected));
            foreach (var sent in _rig.Rig.LastCommands.Where(c => c.Kind == CommandKind.PlaceOrder).ToList())
            {
                _rig.Canceled(sent.OrderId);
            }
        }
    }

    [Test]
    public void Pair_that_is_refused_leaves_nothing_that_others_could_meet()
    {
        _rig.Rig.SetRisk("maxOpenOrders", 1);
        _rig.Ask(s => s.Now.PlacePair(Limit(Side.Bid, 1_000), Limit(Side.Ask, 1_005)).First);
        Assert.That(_rig.Rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.TooManyOpenOrders));

        Assert.That(_rig.Ask(s => s.Now.Place(Limit(Side.Ask, 1_000))), Is.Not.EqualTo(OrderId.None));
    }

    private static OrderRequest Limit(Side side, long price) =>
        OrderRequest.Limit(CoreRig.Instrument, side, new PriceTicks(price), new QtyLots(1));

    private void Place(long lowLots, long highLots, bool accepted = true)
    {
        _rig.Ask(s =>
        {
            (_low, _high) = s.Now.PlacePair(
                OrderRequest.Limit(CoreRig.Instrument, Side.Bid, new PriceTicks(990), new QtyLots(lowLots)),
                OrderRequest.Limit(CoreRig.Instrument, Side.Ask, new PriceTicks(1_010), new QtyLots(highLots)));
            return _low;
        });
        if (accepted)
        {
            _rig.Rig.Accept(_low);
            _rig.Rig.Accept(_high);
        }
    }
}
