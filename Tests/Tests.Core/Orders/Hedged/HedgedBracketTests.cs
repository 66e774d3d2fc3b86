using Engine.Core.Orders;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Hedged;

/// <summary>Brackets on both sides of one instrument, where long and short are held apart.</summary>
internal sealed class HedgedBracketTests
{
    private readonly HedgedRig _rig = new();

    [Test]
    public void Brackets_of_both_sides_stand_beside_each_other_in_full()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var down = _rig.Hold(Side.Ask, 6);

        Assert.That((_rig.Leg(PositionLeg.Long), _rig.Leg(PositionLeg.Short)), Is.EqualTo((10L, -6L)));
        Assert.That(_rig.Of(up), Is.EqualTo((ProtectionState.Protected, 10L)));
        Assert.That(_rig.Of(down), Is.EqualTo((ProtectionState.Protected, 6L)));
        Assert.That(Standing(up), Is.EqualTo((Side.Ask, 10L, 10L)));
        Assert.That(Standing(down), Is.EqualTo((Side.Bid, 6L, 6L)));
    }

    [Test]
    public void Stop_of_one_leg_ends_its_bracket_and_leaves_the_other_as_it_is()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var down = _rig.Hold(Side.Ask, 6);
        var (profit, stop) = (_rig.StatusOf(up).TakeProfitOrder, _rig.StatusOf(up).StopOrder);

        _rig.Triggered(stop);
        _rig.Fill(stop, 10, 949);
        var sent = _rig.Sent.ToList();
        _rig.Canceled(profit);

        Assert.That(sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, profit, Side.Ask, 10L, true) }));
        Assert.That((_rig.Leg(PositionLeg.Long), _rig.Leg(PositionLeg.Short)), Is.EqualTo((0L, -6L)));
        Assert.That(_rig.Core.TryGetBracket(HedgedRig.First, up, out _), Is.False);
        Assert.That(_rig.Of(down), Is.EqualTo((ProtectionState.Protected, 6L)));
    }

    [Test]
    public void Own_exit_of_one_leg_shrinks_its_protection_alone()
    {
        var up = _rig.Hold(Side.Bid, 10);
        _rig.Hold(Side.Ask, 6);

        _rig.Trade(Side.Ask, 4, reduceOnly: true);

        Assert.That(_rig.Sent, Is.EqualTo(new[]
        {
            (CommandKind.AmendOrder, _rig.StatusOf(up).TakeProfitOrder, Side.Ask, 6L, true),
            (CommandKind.AmendOrder, _rig.StatusOf(up).StopOrder, Side.Ask, 6L, true),
        }));
    }

    [Test]
    public void Order_that_opens_the_other_leg_takes_nothing_from_what_is_protected()
    {
        var up = _rig.Hold(Side.Bid, 10);

        _rig.Trade(Side.Ask, 4);

        Assert.That(_rig.Sent, Is.Empty);
        Assert.That(_rig.Of(up), Is.EqualTo((ProtectionState.Protected, 10L)));
        Assert.That(_rig.Leg(PositionLeg.Short), Is.EqualTo(-4));
    }

    [Test]
    public void Others_that_hold_as_much_of_the_other_leg_net_nothing_away()
    {
        _rig.Trade(Side.Ask, 10, who: _rig.Other);

        var up = _rig.Hold(Side.Bid, 10);

        Assert.That(_rig.Of(up), Is.EqualTo((ProtectionState.Protected, 10L)));
    }

    [Test]
    public void Protection_is_no_larger_than_the_leg_of_the_account()
    {
        // The other strategy has sold 4 lots of the account's long leg that it does not hold itself: 6 are left.
        var up = _rig.Hold(Side.Bid, 10);

        _rig.Trade(Side.Ask, 4, reduceOnly: true, who: _rig.Other);

        Assert.That(_rig.LegOf(HedgedRig.Second, PositionLeg.Long), Is.EqualTo(-4));
        Assert.That(_rig.Of(up).Held, Is.EqualTo(10));
        Assert.That(_rig.Sent, Is.Empty, "what stands is not made smaller: the venue takes no more than there is");
    }

    [Test]
    public void Further_fill_is_protected_up_to_the_leg_of_the_account()
    {
        _rig.Trade(Side.Bid, 4, who: _rig.Other);
        _rig.Trade(Side.Ask, 4, reduceOnly: true, who: _rig.Mine);
        var up = _rig.Enter(Side.Bid, 10);

        _rig.Fill(up, 10, 1_000);

        // The account's leg is 4 − 4 + 10; the strategy's own −4 + 10.
        Assert.That((_rig.Leg(PositionLeg.Long), _rig.Of(up).Held), Is.EqualTo((10L, 6L)));
        Assert.That(
            _rig.Sent.Select(sent => (sent.Kind, sent.Side, sent.Lots)), Is.EqualTo(new[]
            {
                (CommandKind.PlaceOrder, Side.Ask, 6L), (CommandKind.PlaceOrder, Side.Ask, 6L),
            }));
    }

    [Test]
    public void Lost_protection_of_one_leg_flattens_that_leg()
    {
        _rig.Rig.SetOrders("onProtectionLost", (double)LostProtection.Flatten);
        var up = _rig.Hold(Side.Bid, 10);
        var down = _rig.Hold(Side.Ask, 6);

        _rig.Canceled(_rig.StatusOf(down).StopOrder);

        Assert.That(
            _rig.Sent.Where(sent => sent.Kind == CommandKind.PlaceOrder)
                .Select(sent => (sent.Side, sent.Lots, sent.IsReduceOnly)),
            Is.EqualTo(new[] { (Side.Bid, 6L, true) }));
        Assert.That(_rig.Of(down), Is.EqualTo((ProtectionState.Closing, 6L)));
        Assert.That(_rig.Of(up), Is.EqualTo((ProtectionState.Protected, 10L)));
    }

    [Test]
    public void Liquidation_of_one_leg_takes_from_its_protection_alone()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var down = _rig.Hold(Side.Ask, 6);

        _rig.Liquidate(PositionLeg.Long, 10, 900);

        Assert.That(_rig.Of(up), Is.EqualTo((ProtectionState.Ending, 0L)));
        Assert.That(_rig.Of(down), Is.EqualTo((ProtectionState.Protected, 6L)));
        Assert.That((_rig.Leg(PositionLeg.Long), _rig.Leg(PositionLeg.Short)), Is.EqualTo((0L, -6L)));
    }

    [Test]
    public void Kill_withdraws_the_protection_of_both_legs_and_resume_brings_it_back()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var down = _rig.Hold(Side.Ask, 6);

        _rig.Operator(OperatorAction.Kill);
        foreach (var (_, order, _, _, _) in _rig.Sent.ToList())
        {
            _rig.Canceled(order);
        }

        Assert.That(_rig.Of(up).State, Is.EqualTo(ProtectionState.Withdrawn));
        Assert.That(_rig.Of(down).State, Is.EqualTo(ProtectionState.Withdrawn));

        _rig.Operator(OperatorAction.Resume);

        Assert.That(
            _rig.Sent.Select(sent => (sent.Kind, sent.Side, sent.Lots, sent.IsReduceOnly)), Is.EqualTo(new[]
            {
                (CommandKind.PlaceOrder, Side.Ask, 10L, true), (CommandKind.PlaceOrder, Side.Ask, 10L, true),
                (CommandKind.PlaceOrder, Side.Bid, 6L, true), (CommandKind.PlaceOrder, Side.Bid, 6L, true),
            }));
    }

    [Test]
    public void Released_bracket_leaves_its_leg_and_the_other_bracket_alone()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var down = _rig.Hold(Side.Ask, 6);
        var (profit, stop) = (_rig.StatusOf(up).TakeProfitOrder, _rig.StatusOf(up).StopOrder);

        _rig.Ask(s => s.Now.ReleaseBracket(up) ? up : default);

        Assert.That(
            _rig.Sent.Select(sent => (sent.Kind, sent.Order)),
            Is.EqualTo(new[] { (CommandKind.CancelOrder, profit), (CommandKind.CancelOrder, stop) }));
        Assert.That(_rig.Leg(PositionLeg.Long), Is.EqualTo(10));
        Assert.That(_rig.Of(down), Is.EqualTo((ProtectionState.Protected, 6L)));
    }

    private (Side Side, long Profit, long Stop) Standing(OrderId entry)
    {
        var profit = _rig.OrderOf(_rig.StatusOf(entry).TakeProfitOrder);
        var stop = _rig.OrderOf(_rig.StatusOf(entry).StopOrder);
        Assert.That((profit.Side, profit.IsReduceOnly, stop.IsReduceOnly), Is.EqualTo((stop.Side, true, true)));
        return (profit.Side, profit.LeavesQuantity.Value, stop.LeavesQuantity.Value);
    }
}
