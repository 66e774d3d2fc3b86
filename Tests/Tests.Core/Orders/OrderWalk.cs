using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>
/// Orders driven through the core by dice, event by event; what each report did is noted by the cell of the table that
/// it has reached.
/// </summary>
internal sealed class OrderWalk
{
    private readonly CoreRig _rig = CoreRig.Started();
    private readonly Random _dice;
    private long _tradeKey;

    internal OrderWalk(int seed)
    {
        _dice = new Random(seed);
        _rig.SetRisk("maxOrdersPerSecond", 0);
        _rig.SetRisk("maxOrdersPerHour", 0);
        _rig.SetRisk("maxOrdersPerDay", 0);
        _rig.SetRisk("maxOpeningsPerHour", 0);
        _rig.SetRisk("maxOpeningsPerDay", 0);
        _rig.SetGuard("maxOpeningsPerDay", 0);
        _rig.SetGuard("breakerErrors", 0);
    }

    /// <summary>Every cell that was reached.</summary>
    internal HashSet<(OrderState State, OrderReport Report)> Visited { get; } = [];

    /// <summary>What was not as the table says.</summary>
    internal List<string> Wrong { get; } = [];

    /// <summary>One order from its request on: so many steps, each a request of ours or a report of any kind.</summary>
    internal void Run(int steps)
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        if (id == OrderId.None)
        {
            Wrong.Add($"the order was refused: {_rig.LastCommands[0].Reason}");
            return;
        }

        for (var step = 0; step < steps; step++)
        {
            if (_dice.Next(4) == 0)
            {
                Request(id);
                continue;
            }

            Report(id, (OrderReport)_dice.Next((int)OrderReport.NeverSent + 1));
        }

        End(id);
    }

    private Order Find(OrderId id)
    {
        _rig.Script.Now.TryGetOrder(id, out var order);
        return order;
    }

    private void Request(OrderId id)
    {
        var order = Find(id);
        var more = order.Quantity + new QtyLots(_dice.Next(4) - 1);
        _rig.Ask(s =>
        {
            _ = _dice.Next(2) == 0 ? s.Now.Cancel(id) : s.Now.Amend(id, order.Price - new PriceTicks(1), more);
            return id;
        });
    }

    private void Report(OrderId id, OrderReport report)
    {
        var before = Find(id);
        var heard = _rig.AllCommands.Count;
        if (!Send(before, report))
        {
            return;
        }

        Visited.Add((before.State, report));
        var after = Find(id);
        var (state, effect) = OrderStateMachine.Next(before.State, report);
        if (effect == OrderEffect.Ignore)
        {
            state = before.State;
        }

        var expected = Meaning(before.State, state, effect, after);
        var answer = _rig.AllCommands.Skip(heard).ToList();
        var asks = answer.Any(c => c.Kind == CommandKind.QueryOrder && c.OrderId == id);
        var alerts = answer.Any(c => c.Kind == CommandKind.Alert && c.Reason == ReasonCode.OrderUnknown);
        if (after.State != expected
            || asks != effect is OrderEffect.Query or OrderEffect.Contradiction
            || alerts != effect is OrderEffect.LateFill or OrderEffect.Contradiction)
        {
            Wrong.Add($"{before.State} × {report} → {after.State}, asks {asks}, alerts {alerts}; "
                + $"the table says {state} → {expected}, {effect}");
        }

        if (report == OrderReport.LineLost)
        {
            _rig.Line(LineState.Restored);
            _rig.Position(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value);
        }
    }

    /// <summary>
    /// What "open" means for an order, what one that never arrived is if it has fills, and that nothing ends the search
    /// for fills that the venue has counted.
    /// </summary>
    private static OrderState Meaning(
        OrderState before, OrderState state, OrderEffect effect, in Order order) => state switch
        {
            _ when before == OrderState.Unknown && order.CountedQuantity > order.CumulativeQuantity => before,
            OrderState.New or OrderState.PartiallyFilled when effect == OrderEffect.Ignore => state,
            OrderState.New or OrderState.PartiallyFilled when order.IsAmendUnanswered =>
                before == OrderState.Unknown ? before : OrderState.PendingAmend,
            OrderState.New or OrderState.PartiallyFilled when order.LeavesQuantity <= QtyLots.Zero => OrderState.Filled,
            OrderState.New or OrderState.PartiallyFilled => order.CumulativeQuantity > QtyLots.Zero
                ? OrderState.PartiallyFilled
                : OrderState.New,
            OrderState.Rejected when order.CumulativeQuantity > QtyLots.Zero => OrderState.Canceled,
            _ => state,
        };

    /// <summary>Sends the event that is such a report for the order as it stands.</summary>
    /// <returns>False where no event is: the cell cannot be reached from here.</returns>
    private bool Send(in Order order, OrderReport report)
    {
        var id = order.Id;
        switch (report)
        {
            case OrderReport.Accepted:
                _rig.Accept(id);
                break;
            case OrderReport.Rejected:
                _rig.Refused(EventKind.OrderRejected, id);
                break;
            case OrderReport.PartFilled:
                return Fill(order, isAll: false);
            case OrderReport.FullyFilled:
                return Fill(order, isAll: true);
            case OrderReport.Canceled:
                _rig.Done(EventKind.OrderCanceled, id);
                break;
            case OrderReport.Expired:
                _rig.Done(EventKind.OrderExpired, id);
                break;
            case OrderReport.CancelRejected:
                _rig.Refused(EventKind.CancelRejected, id);
                break;
            case OrderReport.RequestOnUnknownOrder:
                _rig.Refused(EventKind.CancelRejected, id, ReasonCode.VenueUnknownOrder);
                break;
            case OrderReport.AmendRejected:
                _rig.Refused(EventKind.AmendRejected, id);
                break;
            case OrderReport.NotSent:
                _rig.Gateway(id, GatewayOutcome.Failed, RequestOf(order));
                break;
            case OrderReport.TimedOut when order.State is OrderState.New or OrderState.PartiallyFilled:
                return false;
            case OrderReport.TimedOut:
                _rig.Gateway(id, GatewayOutcome.TimedOut, RequestOf(order));
                break;
            case OrderReport.NeverSent when order.State != OrderState.PendingCancel || IsHeardOf(order):
                return false;
            case OrderReport.NeverSent:
                _rig.Gateway(id, GatewayOutcome.NotConnected, CommandKind.PlaceOrder);
                break;
            default:
                return SendRarer(order, report);
        }

        return true;
    }

    /// <summary>What the order waits for; else the last thing that was asked of it.</summary>
    private static CommandKind RequestOf(in Order order) => order.State switch
    {
        OrderState.PendingNew => CommandKind.PlaceOrder,
        OrderState.PendingAmend => CommandKind.AmendOrder,
        OrderState.PendingCancel => CommandKind.CancelOrder,
        _ => CommandKind.None,
    };

    private static bool IsHeardOf(in Order order) =>
        order.VenueOrderKey != Key128.None || order.CumulativeQuantity > QtyLots.Zero;

    private bool SendRarer(in Order order, OrderReport report)
    {
        switch (report)
        {
            case OrderReport.Amended:
                if (order.IsFinal == order.IsAmendUnanswered)
                {
                    return false;
                }

                _rig.Amended(order.Id, order.RequestedPrice.Value, order.RequestedQuantity.Value);
                break;
            case OrderReport.AmendedUnasked:
                if (order.IsFinal)
                {
                    return false;
                }

                _rig.Amended(order.Id, 900, order.Quantity.Value + 20);
                break;
            case OrderReport.FoundOpen:
                _rig.Status(order.Id, OrderState.New, order.Price.Value, order.Quantity.Value);
                break;
            case OrderReport.NotFound or OrderReport.NotFoundYet:
                _rig.SetOrders("notFoundAfter", report == OrderReport.NotFound ? 0 : 1e9);
                _rig.Status(order.Id, OrderState.Unknown);
                break;
            case OrderReport.SessionLost:
                _rig.StartSession();
                _rig.Book(bid: 999, ask: 1_001);
                _rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None));
                break;
            case OrderReport.FillMissing:
                _rig.Done(EventKind.OrderCanceled, order.Id, order.CumulativeQuantity.Value + 1);
                break;
            case OrderReport.LineLost:
                _rig.Line(LineState.Lost);
                break;
            default:
                return Trigger(order);
        }

        return true;
    }

    private bool Trigger(in Order order)
    {
        if (order.IsTriggered)
        {
            return false;
        }

        var e = Event.Create(EventKind.OrderTriggered, default, CoreRig.Instrument);
        e.OrderTriggered = new OrderTriggered { OrderId = order.Id };
        _rig.Send(e);
        return true;
    }

    private bool Fill(in Order order, bool isAll)
    {
        var rest = (order.LargestQuantity - order.CumulativeQuantity).Value;
        if (!isAll && rest < 2)
        {
            return false;
        }

        _rig.Fill(order.Id, Side.Bid, 990, isAll ? Math.Max(1, rest) : 1, ++_tradeKey);
        return true;
    }

    /// <summary>Ends the order and sells what it has bought, so that the next finds the same room.</summary>
    private void End(OrderId id)
    {
        var order = Find(id);
        if (order.CountedQuantity > order.CumulativeQuantity)
        {
            _rig.Fill(id, Side.Bid, 990, (order.CountedQuantity - order.CumulativeQuantity).Value, ++_tradeKey);
        }

        _rig.Done(EventKind.OrderCanceled, id);
        var held = _rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value;
        if (held > 0)
        {
            var close = _rig.Ask(s => s.Market(Side.Ask, held));
            _rig.Fill(close, Side.Ask, 990, held, ++_tradeKey);
        }
    }
}
