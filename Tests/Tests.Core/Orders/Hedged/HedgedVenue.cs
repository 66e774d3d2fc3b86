using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Hedged;

/// <summary>
/// A venue in a few lines that holds long and short apart: it knows the truth, closes no more of a leg than there is,
/// and what it says of it may be late, or lost until it is asked.
/// </summary>
internal sealed class HedgedVenue(HedgedRig rig, Random dice)
{
    private readonly Dictionary<OrderId, VenueOrder> _orders = [];
    private readonly Queue<Command> _requests = new();
    private readonly Queue<Action> _reports = new();
    private readonly Dictionary<OrderId, List<Action>> _lost = [];
    private int _seen;

    /// <summary>The long and the short leg, both as what is held; never negative.</summary>
    internal Dictionary<PositionLeg, long> Legs { get; } = new() { [PositionLeg.Long] = 0, [PositionLeg.Short] = 0 };

    /// <summary>Whether nothing is lost any more.</summary>
    internal bool IsQuiet { get; set; }

    /// <summary>Takes what the core has asked for since.</summary>
    internal void Listen()
    {
        for (; _seen < rig.Rig.AllCommands.Count; _seen++)
        {
            if (rig.Rig.AllCommands[_seen].IsForGateway)
            {
                _requests.Enqueue(rig.Rig.AllCommands[_seen]);
            }
        }
    }

    /// <summary>Carries the oldest request out.</summary>
    internal void Work()
    {
        Listen();
        if (!_requests.TryDequeue(out var request))
        {
            return;
        }

        var id = request.OrderId;
        if (!IsQuiet && dice.Next(12) == 0 && request.Kind != CommandKind.QueryOrder)
        {
            var arrives = dice.Next(2) == 0;
            Tell(() => rig.Rig.Gateway(id, arrives ? GatewayOutcome.TimedOut : GatewayOutcome.Failed));
            if (!arrives)
            {
                return;
            }
        }

        Carry(request);
    }

    /// <summary>The market comes to one of the orders: what waits is triggered, what is at market fills.</summary>
    internal void Trade()
    {
        var open = _orders.Values.Where(order => order.IsOpen).ToList();
        if (open.Count > 0)
        {
            Meet(open[dice.Next(open.Count)]);
        }
    }

    /// <summary>The market comes to what takes at market alone.</summary>
    internal void TradeAtMarket()
    {
        foreach (var order in _orders.Values.Where(order => order.IsOpen && order.IsAtMarket).ToList())
        {
            Meet(order);
        }
    }

    /// <summary>Tells the oldest report that is under way, or all.</summary>
    internal void Report(bool all = false)
    {
        do
        {
            if (!_reports.TryDequeue(out var report))
            {
                return;
            }

            report();
        }
        while (all);
    }

    /// <summary>Tells all that was lost: what a session asks for when it begins.</summary>
    internal void Recall()
    {
        Report(all: true);
        foreach (var report in _lost.Values.SelectMany(reports => reports).ToList())
        {
            report();
        }

        _lost.Clear();
    }

    private void Carry(in Command request)
    {
        var id = request.OrderId;
        if (request.Kind == CommandKind.PlaceOrder)
        {
            _orders[id] = new VenueOrder(request);
            Tell(() => rig.Accept(id));
            return;
        }

        if (request.Kind == CommandKind.QueryPosition || !_orders.TryGetValue(id, out var order))
        {
            if (request.Kind == CommandKind.QueryOrder)
            {
                _reports.Enqueue(() => rig.Rig.Status(id, OrderState.Unknown));
            }

            return;
        }

        switch (request.Kind)
        {
            case CommandKind.QueryOrder:
                Answer(order);
                break;
            case CommandKind.CancelOrder when order.IsOpen:
                order.End = OrderState.Canceled;
                Tell(() => rig.Rig.Done(EventKind.OrderCanceled, id, order.Filled));
                break;
            case CommandKind.CancelOrder:
                Tell(() => rig.Rig.Refused(EventKind.CancelRejected, id, ReasonCode.VenueUnknownOrder));
                break;
            case CommandKind.AmendOrder when order.IsOpen && !order.IsTriggered
                && request.Quantity.Value > order.Filled:
                order.Lots = request.Quantity.Value;
                Tell(() => rig.Rig.Amended(id, 0, order.Lots));
                break;
            case CommandKind.AmendOrder:
                Tell(() => rig.Rig.Refused(EventKind.AmendRejected, id));
                break;
            default:
                break;
        }
    }

    private void Answer(VenueOrder order)
    {
        if (_lost.Remove(order.Id, out var lost))
        {
            lost.ForEach(_reports.Enqueue);
        }

        var (state, lots, filled) = (order.End ?? OrderState.New, order.Lots, order.Filled);
        _reports.Enqueue(() => rig.Rig.Status(order.Id, state, 0, lots, filled));
    }

    private void Meet(VenueOrder order)
    {
        if (order.IsConditional && !order.IsTriggered)
        {
            order.IsTriggered = true;
            Tell(() => rig.Triggered(order.Id));
            return;
        }

        var leg = (order.Side == Side.Bid) != order.IsReduceOnly ? PositionLeg.Long : PositionLeg.Short;
        var most = order.IsReduceOnly ? Math.Min(order.Lots - order.Filled, Legs[leg]) : order.Lots - order.Filled;
        if (most <= 0)
        {
            order.End = OrderState.Expired;
            Tell(() => rig.Rig.Done(EventKind.OrderExpired, order.Id, order.Filled, ReasonCode.VenueReduceOnly));
            return;
        }

        var lots = dice.Next(3) == 0 ? 1 + dice.Next((int)most) : most;
        Legs[leg] += order.IsReduceOnly ? -lots : lots;
        order.Filled += lots;
        order.End = order.Filled >= order.Lots ? OrderState.Filled : null;
        Tell(() => rig.Fill(order.Id, lots, 1_000), order.Id);
    }

    /// <summary>Says something, or loses it: a fill until somebody asks, anything else for good.</summary>
    private void Tell(Action report, OrderId filled = default)
    {
        if (IsQuiet || dice.Next(6) > 0)
        {
            _reports.Enqueue(report);
        }
        else if (filled != OrderId.None)
        {
            _lost.TryAdd(filled, []);
            _lost[filled].Add(report);
        }
    }

    private sealed class VenueOrder(Command placed)
    {
        internal OrderId Id { get; } = placed.OrderId;

        internal Side Side { get; } = (placed.Flags & CommandFlags.Ask) != 0 ? Side.Ask : Side.Bid;

        internal bool IsReduceOnly { get; } = (placed.Flags & CommandFlags.ReduceOnly) != 0;

        internal bool IsConditional { get; } = placed.Type.IsConditional();

        internal bool IsAtMarket => IsConditional ? IsTriggered : placed.Type == OrderType.Market;

        internal long Lots { get; set; } = placed.Quantity.Value;

        internal long Filled { get; set; }

        internal bool IsTriggered { get; set; }

        internal OrderState? End { get; set; }

        internal bool IsOpen => End is null;
    }
}
