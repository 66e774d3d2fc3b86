using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Guards;

/// <summary>
/// A venue that loses, doubles, delays and reorders what it is told and what it says, by dice; it can be told to work.
/// </summary>
/// <remarks>
/// Fills are late, doubled and out of order, never lost: what is lost of those, a reconciliation finds.
/// </remarks>
internal sealed class FaultyVenue(CoreRig rig, int seed)
{
    private readonly Random _dice = new(seed);
    private readonly SortedDictionary<long, VenueOrder> _orders = [];
    private readonly List<Action> _reports = [];
    private readonly HashSet<Action> _fills = [];
    private int _heard;
    private long _key;

    /// <summary>Whether it loses nothing any more.</summary>
    public bool Works { get; set; }

    /// <summary>What it holds for us, lots.</summary>
    public long Position { get; private set; }

    /// <summary>Whether it has an open order of ours.</summary>
    public bool HasOpen => _orders.Values.Any(order => order.IsOpen);

    /// <summary>Hears the commands since the last time, trades a little, and delivers some of its reports.</summary>
    public void Step()
    {
        for (; _heard < rig.AllCommands.Count; _heard++)
        {
            var command = rig.AllCommands[_heard];
            if (command.IsForGateway && !IsLost())
            {
                Hear(command);
            }
        }

        foreach (var order in _orders.Values.Where(order => order.IsOpen && _dice.Next(6) == 0).ToList())
        {
            Fill(order, 1 + _dice.Next((int)order.Leaves));
        }

        while (_reports.Count > 0 && (Works || _dice.Next(3) > 0))
        {
            var which = _dice.Next(_reports.Count);
            var report = _reports[which];
            _reports.RemoveAt(which);
            if (_fills.Contains(report) || !IsLost())
            {
                report();
            }

            if (!Works && _dice.Next(8) == 0)
            {
                report();
            }
        }
    }

    private bool IsLost() => !Works && _dice.Next(5) == 0;

    private void Hear(in Command command)
    {
        var id = command.OrderId;
        _orders.TryGetValue(id.Value, out var order);
        switch (command.Kind)
        {
            case CommandKind.PlaceOrder when order is null:
                Take(new VenueOrder
                {
                    Id = id,
                    Side = command.Side,
                    Price = command.Price.Value,
                    Leaves = command.Quantity.Value,
                    IsMarket = command.Type == OrderType.Market,
                    IsReduceOnly = (command.Flags & CommandFlags.ReduceOnly) != 0,
                });
                break;
            case CommandKind.CancelOrder when order is { IsOpen: true }:
                order.IsOpen = false;
                order.End = EventKind.OrderCanceled;
                _reports.Add(() => rig.Done(EventKind.OrderCanceled, id));
                break;
            case CommandKind.CancelOrder:
                _reports.Add(() => rig.Refused(EventKind.CancelRejected, id, ReasonCode.VenueUnknownOrder));
                break;
            case CommandKind.QueryOrder:
                Answer(id, order);
                break;
            default:
                break;
        }
    }

    private void Take(VenueOrder order)
    {
        _orders[order.Id.Value] = order;
        var most = order.IsReduceOnly
            ? Math.Min(order.Leaves, Math.Max(0, order.Side == Side.Bid ? -Position : Position))
            : order.Leaves;
        if (most == 0 || (!Works && _dice.Next(6) == 0))
        {
            order.End = EventKind.OrderRejected;
            _reports.Add(() => rig.Refused(EventKind.OrderRejected, order.Id));
            return;
        }

        order.IsOpen = true;
        _reports.Add(() => rig.Accept(order.Id));
        if (order.IsMarket)
        {
            Fill(order, Works ? most : 1 + _dice.Next((int)most));
            if (order.IsOpen)
            {
                (order.IsOpen, order.End) = (false, EventKind.OrderExpired);
                _reports.Add(() => rig.Done(EventKind.OrderExpired, order.Id));
            }
        }
    }

    private void Fill(VenueOrder order, long lots)
    {
        var (key, price) = (++_key, order.IsMarket ? 1_000 : order.Price);
        Position += order.Side == Side.Bid ? lots : -lots;
        order.Leaves -= lots;
        order.IsOpen = order.Leaves > 0;
        order.Fills.Add(() => rig.Fill(order.Id, order.Side, price, lots, key));
        _fills.Add(order.Fills[^1]);
        _reports.Add(order.Fills[^1]);
    }

    /// <summary>The truth: the fills again, by the keys that they had, and then the state.</summary>
    private void Answer(OrderId id, VenueOrder? order)
    {
        var state = order switch
        {
            null => OrderState.Unknown,
            { IsOpen: true } => OrderState.New,
            { End: EventKind.OrderRejected } => OrderState.Rejected,
            { End: EventKind.OrderCanceled } => OrderState.Canceled,
            { End: EventKind.OrderExpired } => OrderState.Expired,
            _ => OrderState.Filled,
        };
        _reports.Add(() =>
        {
            order?.Fills.ForEach(fill => fill());
            rig.Status(id, state);
        });
    }
}
