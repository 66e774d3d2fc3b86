using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>
/// Brackets of a spot pair: they sell what is held, and no more. A lot is 0.01 of the base asset, 1,000,000 of 10⁻⁸.
/// </summary>
internal sealed class SpotBracketTests
{
    private const long Tenth = 100_000;

    private readonly BracketRig _rig = new(ContractType.Spot);

    [Test]
    public void Fee_in_the_base_asset_lowers_what_is_protected()
    {
        // 10 lots less a tenth: 9 whole lots, and 0.9 of one as dust.
        _rig.Enter();

        _rig.FillForBase(_rig.Entry, 10, 1_000, Tenth);

        Assert.That(_rig.Sent.Select(sent => (sent.Kind, sent.Lots)), Is.EqualTo(new[]
        {
            (CommandKind.PlaceOrder, 9L), (CommandKind.PlaceOrder, 9L),
        }));
        Assert.That(_rig.Status.Held.Value, Is.EqualTo(9));
    }

    [Test]
    public void Fee_in_the_base_asset_lowers_what_is_protected_where_others_hold_more()
    {
        // What another strategy holds could be sold as well, and is not this one's to sell.
        var other = new ScriptedStrategy();
        var rig = new BracketRig(ContractType.Spot, other);
        rig.Trade(Side.Bid, 20, other);
        rig.Enter();

        rig.FillForBase(rig.Entry, 10, 1_000, Tenth);

        Assert.That(rig.Sent.Select(sent => sent.Lots), Is.EqualTo(new[] { 9L, 9L }));
    }

    [Test]
    public void Parts_whose_fees_add_up_to_a_lot_are_protected_to_the_last_whole_lot()
    {
        // 3.9, then 9.8, then 14.7 lots.
        _rig.Enter(lots: 15);

        _rig.FillForBase(_rig.Entry, 4, 1_000, Tenth);
        _rig.FillForBase(_rig.Entry, 6, 1_000, Tenth);
        _rig.FillForBase(_rig.Entry, 5, 1_000, Tenth);

        Assert.That(
            (_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value, _rig.Status.Held.Value), Is.EqualTo((14L, 14L)));
    }

    [Test]
    public void Entry_that_leaves_dust_alone_asks_for_nothing_and_ends_without_an_alarm()
    {
        _rig.Enter(lots: 1);

        _rig.FillForBase(_rig.Entry, 1, 1_000, Tenth);

        Assert.That(_rig.Sent, Is.Empty);
        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Done));
        Assert.That(_rig.Alarms, Is.Empty);
    }

    [Test]
    public void Exit_leaves_the_dust_and_ends_the_bracket()
    {
        _rig.Enter();
        _rig.FillForBase(_rig.Entry, 10, 1_000, Tenth);
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Rig.Accept(profit);
        _rig.Rig.Accept(stop);

        _rig.Triggered(stop);
        _rig.Fill(stop, 9, 949);
        _rig.Canceled(profit);

        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Done));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Dust, Is.EqualTo(9 * Tenth));
        Assert.That(_rig.Core.OpenOrderCount, Is.Zero);
    }

    [Test]
    public void Entry_canceled_with_a_part_filled_leaves_what_is_held_of_it_protected()
    {
        _rig.Enter();
        _rig.FillForBase(_rig.Entry, 4, 1_000, Tenth);
        _rig.Rig.Accept(_rig.TakeProfit);
        _rig.Rig.Accept(_rig.Stop);

        _rig.Canceled(_rig.Entry);

        Assert.That((_rig.State, _rig.Status.Held.Value), Is.EqualTo((ProtectionState.Protected, 3L)));
        Assert.That(_rig.Sent, Is.Empty);
    }

    [Test]
    public void Leg_refused_for_want_of_balance_is_lost_and_told()
    {
        _rig.Enter().FillEntry(10);
        _rig.Rig.Accept(_rig.TakeProfit);

        _rig.Rig.Refused(EventKind.OrderRejected, _rig.Stop, ReasonCode.VenueInsufficientBalance);

        Assert.That(_rig.Alarms.Single().Measured, Is.EqualTo(10));
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Lost));
        Assert.That(_rig.Sent.Single().Kind, Is.EqualTo(CommandKind.PlaceOrder));
    }

    [Test]
    public void Leg_below_the_least_notional_is_lost_and_asked_for_with_pauses()
    {
        _rig.Enter(lots: 1).FillEntry(1);
        _rig.Rig.Accept(_rig.TakeProfit);

        _rig.Rig.Refused(EventKind.OrderRejected, _rig.Stop, ReasonCode.VenueFilter);
        var atOnce = _rig.Sent.Count();
        _rig.Rig.Refused(EventKind.OrderRejected, _rig.Stop, ReasonCode.VenueFilter);
        var after = _rig.Sent.Count();

        Assert.That((atOnce, after, _rig.Alarms.Count()), Is.EqualTo((1, 0, 1)));
    }

    [Test]
    public void Stop_that_the_balance_of_a_resting_take_profit_refuses_is_followed_by_its_cancel_and_then_by_the_sale()
    {
        // The limit take-profit was triggered and rests: the venue has locked all 10 lots for it. The market falls to
        // the stop, which finds no balance. A closing order would find none either.
        HoldWithLimit();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Triggered(profit);

        _rig.Triggered(stop);
        Canceled(stop, ReasonCode.VenueInsufficientBalance);
        var first = _rig.Sent.ToList();
        _rig.Canceled(profit);

        Assert.That(first, Is.EqualTo(new[] { (CommandKind.CancelOrder, profit, 10L) }));
        Assert.That(_rig.Sent.Select(sent => (sent.Kind, sent.Lots)), Is.EqualTo(new[]
        {
            (CommandKind.PlaceOrder, 10L),
        }));
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Closing));
    }

    [Test]
    public void Take_profit_that_fills_in_part_before_its_cancel_leaves_the_rest_to_be_sold()
    {
        HoldWithLimit();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Triggered(profit);
        _rig.Triggered(stop);
        Canceled(stop, ReasonCode.VenueInsufficientBalance);

        _rig.Fill(profit, 4, 1_050);
        var between = _rig.Sent.ToList();
        _rig.Canceled(profit);

        Assert.That(between, Is.Empty);
        Assert.That(_rig.Sent.Select(sent => (sent.Kind, sent.Lots)), Is.EqualTo(new[]
        {
            (CommandKind.PlaceOrder, 6L),
        }));
    }

    [Test]
    public void Resting_take_profit_of_a_perpetual_stands_in_nobodys_way()
    {
        var rig = new BracketRig();
        rig.Hold(bracket: Bracket.At(new PriceTicks(1_050), new PriceTicks(950)) with { IsTakeProfitLimit = true });
        rig.Triggered(rig.TakeProfit);

        rig.Triggered(rig.Stop);
        rig.Canceled(rig.Stop);

        Assert.That(
            rig.Sent.Select(sent => (sent.Kind, sent.Lots)), Is.EqualTo(new[] { (CommandKind.PlaceOrder, 10L) }));
    }

    [Test]
    public void What_a_stop_may_have_sold_unheard_is_not_sold_again_before_its_truth_is_known()
    {
        // The account may have more of the base asset than the books hold of the pair: the venue would sell that too.
        _rig.Rig.SetOrders("onProtectionLost", (double)LostProtection.Flatten);
        _rig.Rig.SetOrders("protectionTimeout", BracketRig.Second);
        _rig.Hold();
        var stop = _rig.Stop;
        _rig.Rig.Line(LineState.Lost);
        _rig.Rig.Line(LineState.Restored);
        _rig.Rig.Status(_rig.TakeProfit, OrderState.Canceled, quantity: 10);

        _rig.Rig.Wait(2 * BracketRig.Second);
        var before = Placed();
        _rig.Rig.Status(stop, OrderState.Canceled, quantity: 10);

        Assert.That((_rig.Told, before, Placed()), Is.EqualTo((ProtectionState.Closing, 0, 1)));
    }

    /// <summary>Orders that have gone out since the protective ones.</summary>
    private int Placed() =>
        _rig.Rig.AllCommands.Count(c => c.Kind == CommandKind.PlaceOrder && c.OrderId.Value > _rig.Entry.Value + 2);

    private void HoldWithLimit() => _rig.Hold(
        bracket: Bracket.At(new PriceTicks(1_050), new PriceTicks(950)) with { IsTakeProfitLimit = true });

    private void Canceled(OrderId order, ReasonCode reason)
    {
        var e = Event.Create(EventKind.OrderCanceled, default, CoreRig.Instrument);
        e.OrderDone.OrderId = order;
        e.OrderDone.Reason = reason;
        _rig.Rig.Send(e);
    }
}
