using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>A bracket's life where everything goes as it should.</summary>
internal sealed class BracketTests
{
    private readonly BracketRig _rig = new();

    [Test]
    public void Place_sends_the_entry_alone_and_says_what_will_protect_it()
    {
        _rig.Enter();

        var said = _rig.Rig.LastCommands.Single(command => command.Kind == CommandKind.OrderGrouped);
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.PlaceOrder, _rig.Entry, 10L) }));
        Assert.That(
            (said.OrderId, said.Group, said.Role, said.Price.Value, said.Trigger.Value),
            Is.EqualTo((_rig.Entry, _rig.Entry, GroupRole.Entry, 1_050L, 950L)));
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Waiting));
    }

    [Test]
    public void Fill_of_the_entry_sends_both_protective_orders_for_what_is_filled()
    {
        _rig.Enter().FillEntry(4);

        var placed = _rig.Rig.LastCommands.Where(command => command.Kind == CommandKind.PlaceOrder).ToList();
        Assert.That(
            placed.Select(c => (c.Type, c.Trigger.Value, c.Quantity.Value, c.Side, c.Flags & CommandFlags.ReduceOnly)),
            Is.EqualTo(new[]
            {
                (OrderType.TakeProfit, 1_050L, 4L, Side.Ask, CommandFlags.ReduceOnly),
                (OrderType.Stop, 950L, 4L, Side.Ask, CommandFlags.ReduceOnly),
            }));
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Arming));
    }

    [Test]
    public void Protective_orders_go_out_before_the_strategy_hears_of_the_fill()
    {
        _rig.Enter();
        var seen = ProtectionState.None;
        _rig.Mine.OnFillDo = _ => seen = _rig.State;

        _rig.FillEntry(10);

        Assert.That(seen, Is.EqualTo(ProtectionState.Arming));
    }

    [Test]
    public void Acceptance_of_both_makes_it_protected()
    {
        _rig.Hold();

        Assert.That((_rig.State, _rig.Told), Is.EqualTo((ProtectionState.Protected, ProtectionState.Protected)));
        Assert.That(_rig.Alarms, Is.Empty);
    }

    [Test]
    public void Further_fill_amends_both_to_the_larger_quantity()
    {
        _rig.Enter().FillEntry(4);
        _rig.Rig.Accept(_rig.TakeProfit);
        _rig.Rig.Accept(_rig.Stop);

        _rig.FillEntry(6);

        Assert.That(_rig.Sent, Is.EqualTo(new[]
        {
            (CommandKind.AmendOrder, _rig.TakeProfit, 10L), (CommandKind.AmendOrder, _rig.Stop, 10L),
        }));
    }

    [Test]
    public void Fill_while_the_request_is_under_way_waits_for_its_answer()
    {
        _rig.Enter().FillEntry(4).FillEntry(6);
        Assert.That(_rig.Sent, Is.Empty);

        _rig.Rig.Accept(_rig.Stop);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.AmendOrder, _rig.Stop, 10L) }));
    }

    [Test]
    public void Full_fill_of_the_stop_cancels_the_take_profit_and_ends_the_bracket()
    {
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Triggered(stop);

        _rig.Fill(stop, 10, 949);
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.CancelOrder, profit, 10L) }));
        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Ending));

        _rig.Canceled(profit);
        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Done));
        Assert.That(_rig.Core.OpenOrderCount, Is.Zero);
        Assert.That(_rig.Alarms, Is.Empty);
    }

    [Test]
    public void Part_fill_of_the_take_profit_shrinks_the_stop()
    {
        _rig.Hold();
        _rig.Triggered(_rig.TakeProfit);

        _rig.Fill(_rig.TakeProfit, 3, 1_050);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.AmendOrder, _rig.Stop, 7L) }));
        Assert.That(_rig.Status.Held.Value, Is.EqualTo(7));
    }

    [Test]
    public void Exit_cancels_what_is_left_of_the_entry()
    {
        _rig.Enter().FillEntry(4);
        _rig.Rig.Accept(_rig.TakeProfit);

        _rig.Fill(_rig.TakeProfit, 1, 1_050);

        Assert.That(_rig.Sent, Does.Contain((CommandKind.CancelOrder, _rig.Entry, 10L)));
    }

    [Test]
    public void Entry_canceled_with_a_part_filled_leaves_that_part_protected()
    {
        _rig.Enter().FillEntry(4);
        _rig.Rig.Accept(_rig.TakeProfit);
        _rig.Rig.Accept(_rig.Stop);

        _rig.Canceled(_rig.Entry);

        Assert.That((_rig.State, _rig.Status.Held.Value), Is.EqualTo((ProtectionState.Protected, 4L)));
        Assert.That(_rig.OrderOf(_rig.Stop).State, Is.EqualTo(OrderState.New));
    }

    [Test]
    public void Entry_that_never_fills_ends_the_bracket_without_a_protective_order()
    {
        _rig.Enter();

        _rig.Rig.Refused(EventKind.OrderRejected, _rig.Entry);

        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Done));
        Assert.That(_rig.Core.OrderCount, Is.EqualTo(1));
    }

    [Test]
    public void Entry_amended_upwards_is_protected_for_all_that_it_fills()
    {
        _rig.Enter(lots: 4);
        _rig.Rig.Accept(_rig.Entry);
        _rig.Ask(s =>
        {
            s.Now.Amend(_rig.Entry, new PriceTicks(1_000), new QtyLots(8));
            return default;
        });
        _rig.Rig.Amended(_rig.Entry, 1_000, 8);

        _rig.FillEntry(8);

        Assert.That(_rig.Status.Held.Value, Is.EqualTo(8));
        Assert.That(_rig.OrderOf(_rig.Stop).Quantity.Value, Is.EqualTo(8));
    }

    [Test]
    public void Short_entry_is_protected_by_bids()
    {
        _rig.Enter(bracket: Bracket.At(new PriceTicks(950), new PriceTicks(1_050)), side: Side.Ask).FillEntry(10);

        Assert.That(
            (_rig.OrderOf(_rig.Stop).Side, _rig.OrderOf(_rig.Stop).Trigger.Value), Is.EqualTo((Side.Bid, 1_050L)));
        Assert.That(_rig.OrderOf(_rig.TakeProfit).Type, Is.EqualTo(OrderType.TakeProfit));
    }

    [Test]
    public void Distances_count_from_the_price_of_the_first_fill()
    {
        _rig.Enter(bracket: Bracket.Within(30, 20));

        _rig.Fill(_rig.Entry, 4, 990);
        _rig.Fill(_rig.Entry, 4, 1_000);

        Assert.That((_rig.Status.TakeProfit.Value, _rig.Status.Stop.Value), Is.EqualTo((1_020L, 970L)));
    }

    [Test]
    public void Stop_alone_is_protection_enough()
    {
        _rig.Hold(bracket: Bracket.At(default, new PriceTicks(950)));

        Assert.That(_rig.TakeProfit, Is.EqualTo(OrderId.None));
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Protected));
    }

    [Test]
    public void Limit_take_profit_has_its_price_as_limit()
    {
        var bracket = Bracket.At(new PriceTicks(1_050), default) with { IsTakeProfitLimit = true };

        _rig.Enter(bracket: bracket).FillEntry(10);

        var order = _rig.OrderOf(_rig.TakeProfit);
        Assert.That(
            (order.Type, order.Price.Value, order.Trigger.Value),
            Is.EqualTo((OrderType.TakeProfitLimit, 1_050L, 1_050L)));
    }

    [Test]
    public void MoveBracket_moves_the_orders_that_are_out()
    {
        _rig.Hold();

        _rig.Ask(s => s.Now.MoveBracket(_rig.Entry, default, new PriceTicks(980)) ? s.Now.Id.Value == 1
            ? _rig.Stop : default : default);

        var amend = _rig.Rig.LastCommands.Single(command => command.Kind == CommandKind.AmendOrder);
        Assert.That(
            (amend.OrderId, amend.Trigger.Value, amend.Quantity.Value), Is.EqualTo((_rig.Stop, 980L, 10L)));
    }

    [Test]
    public void MoveBracket_to_one_side_is_refused()
    {
        _rig.Hold();
        var isMoved = true;

        _rig.Ask(s =>
        {
            isMoved = s.Now.MoveBracket(_rig.Entry, default, new PriceTicks(1_060));
            return default;
        });

        Assert.That(isMoved, Is.False);
        Assert.That(_rig.Rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.StopOnWrongSide));
    }

    [Test]
    public void ReleaseBracket_takes_the_protective_orders_away_and_leaves_the_position()
    {
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);

        _rig.Ask(s => s.Now.ReleaseBracket(_rig.Entry) ? _rig.Entry : default);
        _rig.Canceled(profit);
        _rig.Canceled(stop);

        Assert.That(_rig.Told, Is.EqualTo(ProtectionState.Done));
        Assert.That(
            _rig.Rig.AllCommands.Where(command => command.Kind == CommandKind.ProtectionState).TakeLast(2)
                .Select(command => command.Reason),
            Is.All.EqualTo(ReasonCode.ProtectionReleased));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value, Is.EqualTo(10));
        Assert.That(_rig.Alarms, Is.Empty);
    }

    [Test]
    public void Own_exit_of_the_strategy_shrinks_what_is_protected()
    {
        _rig.Hold();

        _rig.Trade(Side.Ask, 4);

        Assert.That(_rig.Sent, Is.EqualTo(new[]
        {
            (CommandKind.AmendOrder, _rig.TakeProfit, 6L), (CommandKind.AmendOrder, _rig.Stop, 6L),
        }));
    }

    [Test]
    public void Own_exit_takes_from_the_oldest_bracket_first()
    {
        _rig.Hold(lots: 4);
        var first = _rig.Entry;
        _rig.Hold(lots: 6);

        _rig.Trade(Side.Ask, 5);

        _rig.Core.TryGetBracket(CoreRig.Strategy, first, out var oldest);
        Assert.That((oldest.Held.Value, _rig.Status.Held.Value), Is.EqualTo((0L, 5L)));
    }

    [Test]
    public void Protective_orders_are_the_brackets_own()
    {
        _rig.Hold();
        var done = new List<bool>();

        _rig.Ask(s =>
        {
            done.Add(s.Now.Cancel(_rig.Stop));
            done.Add(s.Now.Amend(_rig.Stop, default, new QtyLots(1)));
            return default;
        });

        Assert.That(done, Is.EqualTo(new[] { false, false }));
        Assert.That(_rig.Rig.LastCommands.Select(c => c.Reason), Is.All.EqualTo(ReasonCode.OwnedByBracket));
    }

    [TestCase(950, 1_050, ReasonCode.TermsContradict)]
    [TestCase(1_050, 1_000, ReasonCode.StopOnWrongSide)]
    [TestCase(1_000, 950, ReasonCode.TakeProfitOnWrongSide)]
    [TestCase(0, 0, ReasonCode.TermsContradict)]
    [TestCase(-5, 950, ReasonCode.TermsContradict)]
    public void Bracket_that_makes_no_sense_is_refused(long profit, long stop, ReasonCode reason)
    {
        _rig.Enter(bracket: Bracket.At(new PriceTicks(profit), new PriceTicks(stop)));

        Assert.That(_rig.Entry, Is.EqualTo(OrderId.None));
        Assert.That(_rig.Rig.LastCommands.Single().Reason, Is.EqualTo(reason));
    }

    [Test]
    public void Entry_that_reduces_has_no_bracket()
    {
        var request = OrderRequest.Market(CoreRig.Instrument, Side.Bid, new QtyLots(1), reduceOnly: true);

        var id = _rig.Ask(s => s.Now.Place(request, Bracket.At(default, new PriceTicks(900))));

        Assert.That(id, Is.EqualTo(OrderId.None));
    }

    [Test]
    public void Stop_of_the_bracket_is_the_stop_of_the_risk_per_trade()
    {
        _rig.Rig.SetRisk("maxRiskPerTrade", 0.000001);

        _rig.Enter(bracket: Bracket.Within(30, 500));

        Assert.That(_rig.Rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.RiskPerTrade));
    }

    [Test]
    public void Limits_on_new_risk_do_not_hold_protection_back()
    {
        _rig.Enter();
        _rig.Rig.SetRisk("maxOpenOrders", 1);
        _rig.Rig.SetRisk("maxOrdersPerSecond", 1);
        _rig.Rig.Operator(OperatorAction.Reduce);

        _rig.FillEntry(10);

        Assert.That(_rig.Sent.Count(sent => sent.Kind == CommandKind.PlaceOrder), Is.EqualTo(2));
    }
}
