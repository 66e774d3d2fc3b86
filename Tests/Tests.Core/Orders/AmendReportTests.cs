using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>Answers to amends: doubled, late, overtaken, and such that nobody asked for.</summary>
internal sealed class AmendReportTests
{
    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Answer_that_comes_again_after_a_later_amend_does_not_set_the_old_terms_back()
    {
        var id = Open();
        Amend(id, 991, 7);
        Amended(id, 991, 7, venueTime: 10);
        Amend(id, 992, 8);
        Amended(id, 992, 8, venueTime: 20);

        var commands = Amended(id, 991, 7, venueTime: 10);

        Assert.That(Terms(id), Is.EqualTo((992L, 8L, OrderState.New)));
        Assert.That(commands, Is.Empty);
    }

    [Test]
    public void Answer_that_comes_again_without_a_time_makes_the_order_unknown_instead_of_setting_terms_back()
    {
        var id = Open();
        Amend(id, 991, 7);
        Amended(id, 991, 7);
        Amend(id, 992, 8);
        Amended(id, 992, 8);

        var commands = Amended(id, 991, 7);

        Assert.That(Terms(id), Is.EqualTo((992L, 8L, OrderState.Unknown)));
        Assert.That(commands[0].Kind, Is.EqualTo(CommandKind.QueryOrder));
        Assert.That(commands[0].Reason, Is.EqualTo(ReasonCode.AmendUnasked));
    }

    [Test]
    public void Answer_that_comes_again_while_the_next_amend_is_under_way_changes_nothing()
    {
        var id = Open();
        Amend(id, 991, 7);
        Amended(id, 991, 7);
        Amend(id, 992, 8);

        Amended(id, 991, 7);

        Assert.That(Terms(id), Is.EqualTo((991L, 7L, OrderState.PendingAmend)));
    }

    [Test]
    public void Answer_after_the_cancel_was_asked_for_is_taken_and_the_cancel_is_still_waited_for()
    {
        var id = Open();
        Amend(id, 991, 7);
        _rig.Ask(s => s.Now.Cancel(id) ? id : default);

        Amended(id, 991, 7);

        Assert.That(Terms(id), Is.EqualTo((991L, 7L, OrderState.PendingCancel)));
    }

    [Test]
    public void Fill_of_the_old_quantity_does_not_end_an_order_whose_amend_may_have_made_it_larger()
    {
        var id = Open();
        Amend(id, 990, 9);

        _rig.Fill(id, Side.Bid, 990, 5, tradeKey: 1);
        var meanwhile = Terms(id);
        Amended(id, 990, 9);

        Assert.That(meanwhile, Is.EqualTo((990L, 5L, OrderState.PendingAmend)));
        Assert.That(Terms(id), Is.EqualTo((990L, 9L, OrderState.PartiallyFilled)));
    }

    [Test]
    public void Fill_of_the_old_quantity_ends_the_order_when_the_amend_is_refused()
    {
        var id = Open();
        Amend(id, 990, 9);
        _rig.Fill(id, Side.Bid, 990, 5, tradeKey: 1);

        _rig.Refused(EventKind.AmendRejected, id);

        Assert.That(Terms(id), Is.EqualTo((990L, 5L, OrderState.Filled)));
    }

    [Test]
    public void Amend_without_an_answer_counts_its_larger_quantity_while_the_order_is_unknown()
    {
        var id = Open();
        Amend(id, 990, 9);

        _rig.Gateway(id, GatewayOutcome.TimedOut);

        Assert.That(Order(id).OpenQuantity, Is.EqualTo(new QtyLots(9)));
    }

    [Test]
    public void Cancel_that_is_refused_leaves_the_amend_that_it_overtook_waited_for()
    {
        var id = Open();
        Amend(id, 990, 9);
        _rig.Ask(s => s.Now.Cancel(id) ? id : default);

        _rig.Refused(EventKind.CancelRejected, id);

        Assert.That(Terms(id), Is.EqualTo((990L, 5L, OrderState.PendingAmend)));
        Assert.That(Order(id).OpenQuantity, Is.EqualTo(new QtyLots(9)));
    }

    private OrderId Open()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(id);
        return id;
    }

    private void Amend(OrderId id, long price, long quantity) =>
        _rig.Ask(s => s.Now.Amend(id, new PriceTicks(price), new QtyLots(quantity)) ? id : default);

    private IReadOnlyList<Command> Amended(OrderId id, long price, long quantity, long venueTime = 0)
    {
        var e = Event.Create(EventKind.OrderAmended, default, CoreRig.Instrument);
        e.VenueTime = new TimestampNs(venueTime);
        e.OrderAmended = new OrderAmended
        {
            OrderId = id,
            Price = new PriceTicks(price),
            Quantity = new QtyLots(quantity),
        };
        return _rig.Send(e);
    }

    private Order Order(OrderId id)
    {
        _rig.Script.Now.TryGetOrder(id, out var order);
        return order;
    }

    private (long Price, long Quantity, OrderState State) Terms(OrderId id)
    {
        var order = Order(id);
        return (order.Price.Value, order.Quantity.Value, order.State);
    }
}
