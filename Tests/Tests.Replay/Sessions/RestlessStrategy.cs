using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Events.Payloads;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Replay.Sessions;

/// <summary>Places, amends and cancels at random with every trade, until it is told to be quiet.</summary>
internal sealed class RestlessStrategy(long seed) : Strategy
{
    private readonly List<OrderId> _orders = [];
    private SeededRandom _random = new(seed);

    /// <summary>All orders that went out.</summary>
    public IReadOnlyList<OrderId> Orders => _orders;

    /// <summary>Whether it does nothing any more.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>What the core knows of an order.</summary>
    public Order OrderOf(OrderId id) => Context.TryGetOrder(id, out var order) ? order : default;

    public override void OnTrade(MarketState market, in Trade trade, Side aggressor)
    {
        if (IsQuiet || !market.HasBid || !market.HasAsk)
        {
            return;
        }

        var pick = _orders.Count == 0 ? OrderId.None : _orders[(int)_random.NextBelow(_orders.Count)];
        switch (_random.NextBelow(10))
        {
            case < 5:
                Place(market);
                break;
            case < 7:
                Context.Cancel(pick);
                break;
            case 7 when OrderOf(pick) is { IsFinal: false } order:
                Context.Amend(
                    pick, order.Price + new PriceTicks(_random.NextBelow(5) - 2),
                    order.Quantity + new QtyLots(_random.NextBelow(5) - 1));
                break;
            default:
                break;
        }
    }

    public override void VisitState(StateSink sink) => _random.VisitState(sink);

    private void Place(MarketState market)
    {
        var isBuy = _random.NextBelow(2) == 0;
        var reach = Math.Max(10, market.BestBid.Value / 2_000);
        var near = isBuy ? market.BestBid : market.BestAsk;
        var id = Context.Place(OrderRequest.Limit(
            market.Instrument.Id,
            isBuy ? Side.Bid : Side.Ask,
            near + new PriceTicks(isBuy ? 2 - _random.NextBelow(reach) : _random.NextBelow(reach) - 2),
            new QtyLots(2 + _random.NextBelow(20))));
        if (id != OrderId.None)
        {
            _orders.Add(id);
        }
    }
}
