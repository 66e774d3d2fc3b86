using Engine.Core.Orders;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Hedged;

/// <summary>
/// Another strategy's lots on the same leg let the venue fill what closes a bracket twice. The engine does nothing that
/// could close twice, and where two fills have crossed each other the excess is bought back into the leg, once.
/// </summary>
internal sealed class HedgedOverfillTests
{
    private const long Second = TimestampNs.PerSecond;
    private readonly HedgedRig _rig = new();

    public HedgedOverfillTests()
    {
        _rig.Rig.SetOrders("onProtectionLost", (double)LostProtection.Flatten);
        _rig.Trade(Side.Bid, 40, who: _rig.Other);
    }

    [Test]
    public void Nothing_is_closed_beside_a_triggered_stop_whose_fill_may_be_lost()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var stop = _rig.StatusOf(up).StopOrder;
        _rig.Triggered(stop);

        _rig.Rig.Wait(10 * Second);
        Assert.That(_rig.Of(up), Is.EqualTo((ProtectionState.Closing, 10L)));
        Assert.That(
            _rig.Sent.Select(sent => (sent.Kind, sent.Order)),
            Is.EqualTo(new[] { (CommandKind.QueryOrder, stop) }));

        _rig.Fill(stop, 10, 949);
        Assert.That(Placed(), Is.Empty);
        Assert.That(Legs(), Is.EqualTo((0L, 40L, 0L)));
    }

    [Test]
    public void What_a_stop_has_not_filled_is_closed_as_soon_as_its_end_is_known()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var stop = _rig.StatusOf(up).StopOrder;
        _rig.Triggered(stop);
        _rig.Rig.Wait(10 * Second);
        _rig.Fill(stop, 3, 949);
        Assert.That(Placed(), Is.Empty);

        _rig.Rig.Status(stop, OrderState.Canceled, filled: 3);

        Assert.That(Placed(), Is.EqualTo(new[] { (Side.Ask, 7L, true) }));
    }

    [Test]
    public void What_an_unknown_order_could_not_have_closed_is_closed_at_once()
    {
        // The entry has filled 4 more since the stop was asked for: those no order of unknown truth can have closed.
        var up = _rig.Enter(Side.Bid, 10);
        _rig.Fill(up, 6, 1_000);
        var (profit, stop) = (_rig.StatusOf(up).TakeProfitOrder, _rig.StatusOf(up).StopOrder);
        _rig.Accept(stop);
        _rig.Rig.Gateway(profit, GatewayOutcome.TimedOut);
        _rig.Fill(up, 4, 1_000);

        _rig.Canceled(stop);

        Assert.That(Placed(), Is.EqualTo(new[] { (Side.Ask, 4L, true) }));
    }

    [Test]
    public void Alone_on_the_leg_it_is_closed_at_once_since_the_venue_closes_no_more_than_there_is()
    {
        _rig.Trade(Side.Ask, 40, reduceOnly: true, who: _rig.Other);
        var up = _rig.Hold(Side.Bid, 10);
        _rig.Triggered(_rig.StatusOf(up).StopOrder);

        _rig.Rig.Wait(10 * Second);

        Assert.That(Placed(), Is.EqualTo(new[] { (Side.Ask, 10L, true) }));
    }

    [Test]
    public void Both_exits_filled_are_traded_back_into_the_same_leg_by_what_was_too_much()
    {
        // What this strategy holds short is another position: a bid that is reduce-only would close that.
        _rig.Trade(Side.Ask, 6);

        Overfill(_rig.Hold(Side.Bid, 10), 4);
        Assert.That(Placed(), Is.EqualTo(new[] { (Side.Bid, 4L, false) }));

        _rig.Fill(LastPlaced(), 4, 950);
        _rig.Rig.Wait(120 * Second);
        Assert.That(Legs(), Is.EqualTo((0L, 40L, -6L)));
        Assert.That(
            _rig.Rig.AllCommands.Count(c => c is { Kind: CommandKind.Alert, Reason: ReasonCode.GroupOverfilled }),
            Is.EqualTo(1));
    }

    [Test]
    public void Excess_of_a_short_leg_is_sold_back()
    {
        _rig.Trade(Side.Ask, 40, who: _rig.Other);
        var down = _rig.Hold(Side.Ask, 10);
        var (profit, stop) = (_rig.StatusOf(down).TakeProfitOrder, _rig.StatusOf(down).StopOrder);
        _rig.Fill(profit, 10, 950);

        _rig.Fill(stop, 4, 1_050);

        Assert.That(_rig.LegOf(HedgedRig.First, PositionLeg.Short), Is.EqualTo(4));
        Assert.That(Placed(), Is.EqualTo(new[] { (Side.Ask, 4L, false) }));
    }

    [Test]
    public void Order_that_trades_back_is_not_repeated_while_its_truth_is_not_known()
    {
        Overfill(_rig.Hold(Side.Bid, 10), 4);
        _rig.Rig.Gateway(LastPlaced(), GatewayOutcome.TimedOut);
        var orders = _rig.Core.OrderCount;

        _rig.Rig.Wait(120 * Second);

        Assert.That(_rig.Core.OrderCount, Is.EqualTo(orders));
    }

    [Test]
    public void Excess_of_two_brackets_is_traded_back_once_where_the_strategy_has_made_good_for_some_of_it()
    {
        // 4 and 4 too many, and neither could be sent; then the strategy itself buys 5 of the 8.
        var brackets = new[] { _rig.Hold(Side.Bid, 10), _rig.Hold(Side.Bid, 10) };
        var stops = brackets.Select(bracket => _rig.StatusOf(bracket).StopOrder).ToList();
        brackets.ToList().ForEach(bracket => _rig.Fill(_rig.StatusOf(bracket).TakeProfitOrder, 10, 1_050));
        foreach (var stop in stops)
        {
            _rig.Fill(stop, 4, 949);
            _rig.Rig.Gateway(LastPlaced(), GatewayOutcome.Failed);
        }

        _rig.Trade(Side.Bid, 5);
        var placed = Pass(seconds: 10, fills: true);

        Assert.That(placed.Sum(), Is.EqualTo(3));
        Assert.That(Legs(), Is.EqualTo((0L, 40L, 0L)));
    }

    [Test]
    public void Trading_back_adds_to_the_account_and_waits_with_longer_pauses_while_trading_is_halted()
    {
        var up = _rig.Hold(Side.Bid, 10);
        var stop = _rig.StatusOf(up).StopOrder;
        _rig.Operator(OperatorAction.Halt);
        Overfill(up, 4);
        Assert.That(Placed(), Is.Empty);
        Assert.That(_rig.Rig.LastCommands.Select(c => c.Reason), Has.Some.EqualTo(ReasonCode.Halted));
        _rig.Canceled(stop);
        var refusals = Refusals();

        Assert.That(Pass(seconds: 60), Is.Empty);
        Assert.That(Refusals() - refusals, Is.InRange(4, 6));

        _rig.Operator(OperatorAction.Resume);
        Assert.That(Pass(seconds: 60), Is.EqualTo(new[] { 4L }));
    }

    [Test]
    public void Halt_takes_back_an_order_that_trades_back()
    {
        Overfill(_rig.Hold(Side.Bid, 10), 4);
        var back = LastPlaced();

        _rig.Operator(OperatorAction.Halt);

        Assert.That(_rig.OrderOf(back).State, Is.EqualTo(OrderState.PendingCancel));
    }

    /// <summary>The take-profit fills, and some of the stop too.</summary>
    private void Overfill(OrderId bracket, long lots)
    {
        var (profit, stop) = (_rig.StatusOf(bracket).TakeProfitOrder, _rig.StatusOf(bracket).StopOrder);
        _rig.Fill(profit, 10, 1_050);
        _rig.Fill(stop, lots, 949);
    }

    /// <summary>Time goes by and the market with it.</summary>
    /// <returns>The lots of what was placed meanwhile.</returns>
    private List<long> Pass(int seconds, bool fills = false)
    {
        var placed = new List<long>();
        for (var second = 0; second < seconds; second++)
        {
            _rig.Rig.Wait(Second);
            foreach (var (_, order, _, lots, _) in _rig.Sent.Where(s => s.Kind == CommandKind.PlaceOrder).ToList())
            {
                placed.Add(lots);
                if (fills)
                {
                    _rig.Fill(order, lots, 1_000);
                }
            }

            _rig.Rig.Book(bid: 999, ask: 1_001);
        }

        return placed;
    }

    private IEnumerable<(Side Side, long Lots, bool IsReduceOnly)> Placed() => _rig.Sent
        .Where(sent => sent.Kind == CommandKind.PlaceOrder)
        .Select(sent => (sent.Side, sent.Lots, sent.IsReduceOnly));

    private OrderId LastPlaced() => _rig.Sent.Single(sent => sent.Kind == CommandKind.PlaceOrder).Order;

    private int Refusals() => _rig.Rig.AllCommands.Count(command => command.Kind == CommandKind.OrderRefused);

    /// <summary>The long leg of the bracket's strategy, that of the other, and the first's short leg.</summary>
    private (long First, long Second, long Short) Legs() => (
        _rig.LegOf(HedgedRig.First, PositionLeg.Long), _rig.LegOf(HedgedRig.Second, PositionLeg.Long),
        _rig.LegOf(HedgedRig.First, PositionLeg.Short));
}
