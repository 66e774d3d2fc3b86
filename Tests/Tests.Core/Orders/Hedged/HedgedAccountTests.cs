using Engine.Core.Risk;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Hedged;

/// <summary>
/// An account that holds long and short of one instrument: what closes, what is funded, and what a restart finds.
/// </summary>
/// <remarks>A lot at 1,000 ticks is 1 quote = 10⁸ units.</remarks>
internal sealed class HedgedAccountTests
{
    private readonly HedgedRig _rig = new();

    [TestCase(Side.Ask, 10, true)]
    [TestCase(Side.Ask, 11, false)]
    [TestCase(Side.Bid, 6, true)]
    [TestCase(Side.Bid, 7, false)]
    public void Reduce_only_order_closes_no_more_than_its_leg(Side side, long lots, bool passes)
    {
        _rig.Trade(Side.Bid, 10);
        _rig.Trade(Side.Ask, 6);

        var id = _rig.Ask(s => s.Market(side, lots, reduceOnly: true));

        Assert.That(id != OrderId.None, Is.EqualTo(passes));
    }

    [TestCase(4, true)]
    [TestCase(5, false)]
    public void Reduce_only_orders_of_both_strategies_share_the_leg(long lots, bool passes)
    {
        _rig.Trade(Side.Bid, 5);
        _rig.Trade(Side.Bid, 5, who: _rig.Other);
        _rig.Trade(Side.Ask, 20);
        _rig.Ask(s => s.Market(Side.Ask, 6, reduceOnly: true), _rig.Other);

        var id = _rig.Ask(s => s.Market(Side.Ask, lots, reduceOnly: true));

        Assert.That(id != OrderId.None, Is.EqualTo(passes));
        Assert.That(passes || _rig.Rig.LastCommands[^1].Reason == ReasonCode.ReduceOnlyWouldGrow);
    }

    [Test]
    public void Kill_switch_flattens_both_legs_by_orders_of_the_strategies_that_hold_them()
    {
        _rig.Trade(Side.Bid, 10);
        _rig.Trade(Side.Bid, 3, who: _rig.Other);
        _rig.Trade(Side.Ask, 6);

        _rig.Operator(OperatorAction.Flatten);

        var placed = _rig.Rig.LastCommands.Where(c => c.Kind == CommandKind.PlaceOrder)
            .Select(c => (c.Strategy, c.Flags & CommandFlags.Ask, c.Quantity.Value, c.Type)).ToList();
        Assert.That(placed, Is.EqualTo(new[]
        {
            (HedgedRig.First, CommandFlags.Ask, 10L, OrderType.Market),
            (HedgedRig.Second, CommandFlags.Ask, 3L, OrderType.Market),
            (HedgedRig.First, CommandFlags.None, 6L, OrderType.Market),
        }));
        Assert.That(_rig.Sent.Select(sent => sent.IsReduceOnly), Is.All.True);
    }

    [Test]
    public void Kill_switch_is_done_once_both_legs_are_flat_and_not_before()
    {
        _rig.Trade(Side.Bid, 10);
        _rig.Trade(Side.Ask, 10);
        _rig.Operator(OperatorAction.Flatten);
        var orders = _rig.Sent.Select(sent => sent.Order).ToList();

        _rig.Fill(orders[0], 10, 999);
        var between = _rig.Core.KillState;
        _rig.Fill(orders[1], 10, 1_001);

        Assert.That(between, Is.EqualTo(Engine.Core.Guards.KillState.Flattening));
        Assert.That(_rig.Core.KillState, Is.EqualTo(Engine.Core.Guards.KillState.Done));
        Assert.That((_rig.Leg(PositionLeg.Long), _rig.Leg(PositionLeg.Short)), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void Funding_of_each_leg_goes_to_those_who_hold_it()
    {
        // Long 10: 6 of the first, 4 of the second. Short 5, all of the second. The long leg pays 1,000, the short
        // leg receives 500 (10⁻⁸): the first pays 600, the second 400 and receives 500.
        _rig.Trade(Side.Bid, 6);
        _rig.Trade(Side.Bid, 4, who: _rig.Other);
        _rig.Trade(Side.Ask, 5, who: _rig.Other);
        var cash = _rig.Core.Portfolio.Cash(CoreRig.Quote);

        _rig.Fund(PositionLeg.Long, -1_000);
        _rig.Fund(PositionLeg.Short, 500);

        Assert.That(_rig.RowOf(HedgedRig.First, PositionLeg.Long).Funding.Value, Is.EqualTo(-600));
        Assert.That(_rig.RowOf(HedgedRig.Second, PositionLeg.Long).Funding.Value, Is.EqualTo(-400));
        Assert.That(_rig.RowOf(HedgedRig.Second, PositionLeg.Short).Funding.Value, Is.EqualTo(500));
        Assert.That(_rig.RowOf(HedgedRig.First, PositionLeg.Short).Funding.Value, Is.Zero);
        Assert.That((_rig.Core.Portfolio.Cash(CoreRig.Quote) - cash).Value, Is.EqualTo(-500));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Funding.Value, Is.EqualTo(-500));
    }

    [Test]
    public void Result_of_each_leg_is_its_own_and_equity_is_their_sum()
    {
        // Long 10 at 1,000, short 10 at 1,010: at 1,000 the middle of the book the long is worth what it cost, the
        // short has gained 10 ticks × 10 lots × 100,000. Closing 4 of the short at 990: 20 × 4 × 100,000 realised.
        _rig.Trade(Side.Bid, 10, price: 1_000);
        _rig.Trade(Side.Ask, 10, price: 1_010);
        Assert.That(_rig.Core.Portfolio.TotalPnl.Value, Is.EqualTo(10_000_000));

        _rig.Trade(Side.Bid, 4, reduceOnly: true, price: 990);

        Assert.That(_rig.RowOf(HedgedRig.First, PositionLeg.Short).RealizedPnl.Value, Is.EqualTo(8_000_000));
        Assert.That(_rig.RowOf(HedgedRig.First, PositionLeg.Long).RealizedPnl.Value, Is.Zero);

        // 8,000,000 realised; 6 short lots have 10 ticks open: 6,000,000.
        Assert.That(_rig.Core.Portfolio.TotalPnl.Value, Is.EqualTo(14_000_000));
    }

    [Test]
    public void Reconciliation_compares_each_leg_and_corrects_the_one_that_differs()
    {
        _rig.Trade(Side.Bid, 10);
        _rig.Trade(Side.Ask, 10);
        _rig.Restart(2);

        _rig.Position(PositionLeg.Long, 10, entry: 100);
        _rig.Position(PositionLeg.Short, -7, entry: 100);
        var commands = _rig.Reconciled();

        var corrected = commands.Single(c => c.Kind == CommandKind.Reconciled);
        Assert.That((corrected.Measured, corrected.Limit), Is.EqualTo((-7L, -10L)));
        Assert.That((_rig.Leg(PositionLeg.Long), _rig.Leg(PositionLeg.Short)), Is.EqualTo((10L, -7L)));
        Assert.That(_rig.LegOf(StrategyId.Engine, PositionLeg.Short), Is.EqualTo(3));
        Assert.That(_rig.LegOf(HedgedRig.First, PositionLeg.Short), Is.EqualTo(-10));
        Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Active));
    }

    [Test]
    public void Legs_that_cancel_out_are_no_match_for_a_venue_that_holds_nothing()
    {
        // 100 lots a side are 100 quote each, and the tolerance is 10: net zero on both sides, and still halted.
        _rig.Trade(Side.Bid, 100);
        _rig.Trade(Side.Ask, 100);
        _rig.Restart(2);

        _rig.Position(PositionLeg.Long, 0, entry: 0);
        _rig.Position(PositionLeg.Short, 0, entry: 0);
        var commands = _rig.Reconciled();

        Assert.That(
            commands.Where(c => c.Kind == CommandKind.Alert).Select(c => (c.Reason, c.Measured, c.Limit)),
            Is.EqualTo(new[]
            {
                (ReasonCode.ReconciliationDifference, 0L, 100L), (ReasonCode.ReconciliationDifference, 0L, -100L),
            }));
        Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Halted));
    }

    [Test]
    public void Restart_keeps_the_protection_of_both_legs_and_sends_nothing_twice()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var down = _rig.Hold(Side.Ask, 6);

        _rig.Restart(2);
        var atStart = _rig.Sent.ToList();
        _rig.Position(PositionLeg.Long, 10, entry: 100);
        _rig.Position(PositionLeg.Short, -6, entry: 100);
        _rig.Reconciled();

        Assert.That(atStart.Concat(_rig.Sent), Is.Empty);
        Assert.That(_rig.Of(up), Is.EqualTo((Engine.Core.Orders.ProtectionState.Protected, 10L)));
        Assert.That(_rig.Of(down), Is.EqualTo((Engine.Core.Orders.ProtectionState.Protected, 6L)));
    }

    [Test]
    public void Fills_that_a_restart_has_missed_end_one_legs_bracket_and_not_the_others()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var down = _rig.Hold(Side.Ask, 6);
        var stop = _rig.StatusOf(up).StopOrder;
        _rig.Restart(2);

        _rig.Fill(stop, 10, 949);
        _rig.Position(PositionLeg.Long, 0, entry: 0);
        _rig.Position(PositionLeg.Short, -6, entry: 100);
        var commands = _rig.Reconciled();

        Assert.That(commands.Any(c => c.Kind is CommandKind.Reconciled or CommandKind.Alert), Is.False);
        Assert.That(_rig.Of(up).State, Is.EqualTo(Engine.Core.Orders.ProtectionState.Ending));
        Assert.That(_rig.Of(down), Is.EqualTo((Engine.Core.Orders.ProtectionState.Protected, 6L)));
    }

    [TestCase(950, Side.Bid, false)]
    [TestCase(950, Side.Ask, true)]
    [TestCase(1_050, Side.Bid, true)]
    [TestCase(1_050, Side.Ask, false)]
    public void Loss_of_a_leg_stops_what_adds_to_that_leg(long now, Side side, bool passes)
    {
        // 100 lots a side at 1,000: at 950 the long leg has lost 5 quote, the short leg has gained them. 4 are allowed.
        _rig.Rig.SetRisk("maxPositionLoss", 0.00004);
        _rig.Trade(Side.Bid, 100);
        _rig.Trade(Side.Ask, 100);
        _rig.Rig.Book(bid: now - 1, ask: now + 1);

        var id = OrderId.None;
        _rig.Mine.OnBookDo = s => id = s.Market(side, 1);
        _rig.Rig.Book(bid: now - 1, ask: now + 1);

        Assert.That(id != OrderId.None, Is.EqualTo(passes));
        Assert.That(passes || _rig.Rig.LastCommands[^1].Reason == ReasonCode.PositionLossLimit);
    }
}
