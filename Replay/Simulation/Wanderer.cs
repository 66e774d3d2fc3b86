using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events.Payloads;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Replay.Simulation;

/// <summary>
/// Asks for orders, brackets, pairs, amends and cancels at random, sensible or not: what no strategy with a plan would
/// ask for in the few seconds of a simulated market.
/// </summary>
internal sealed class Wanderer : Strategy
{
    private const int Remembered = 4;

    /// <summary>How it is found.</summary>
    internal static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "wanderer",
        Summary = "Asks for orders, brackets, pairs, amends and cancels at random.",
        Create = () => new Wanderer(),
        IsMarketMaker = true,
        Parameters =
        [
            ParameterDescriptor.OfInteger("seed", 1, 0, long.MaxValue, "What it draws from."),
        ],
    };

    private readonly long[] _orders = new long[Remembered];
    private SeededRandom _random = new(1);
    private long _next;

    /// <inheritdoc />
    public override void OnStart() =>
        _random = new SeededRandom(unchecked(Context.Parameters.Integer(0) + (Context.Id.Value * 7_919)));

    /// <inheritdoc />
    public override void OnTrade(MarketState market, in Trade trade, Side aggressor) => Act(market);

    /// <inheritdoc />
    public override void OnOrder(in Order order)
    {
        if (order.IsFinal && _random.NextBelow(4) == 0)
        {
            Act(Context.Market(order.Instrument));
        }
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        _random.VisitState(sink);
        sink.Visit(ref _next);
        foreach (ref var order in _orders.AsSpan())
        {
            sink.Visit(ref order);
        }
    }

    private void Act(MarketState market)
    {
        if (!market.HasBid || !market.HasAsk)
        {
            return;
        }

        var old = new OrderId(_orders[_random.NextBelow(Remembered)]);
        switch (_random.NextBelow(8))
        {
            case 0:
                Context.Cancel(old);
                break;
            case 1 when Context.TryGetOrder(old, out var order):
                Context.Amend(old, order.Price + Drift(), order.Quantity + new QtyLots(_random.NextBelow(5) - 2));
                break;
            case <= 5:
                Remember(Context.Place(Draw(market)));
                break;
            case 6:
                Remember(Context.Place(DrawEntry(market), DrawBracket(market)));
                break;
            case 7 when _random.NextBelow(4) == 0:
                RememberPair(Context.PlacePair(Draw(market), Draw(market)));
                break;
            case 7 when Context.TryGetBracket(old, out var bracket) && bracket.Stop != PriceTicks.Zero:
                MoveOrRelease(old, bracket.Stop);
                break;
            default:
                break;
        }
    }

    private void MoveOrRelease(OrderId entry, PriceTicks stop)
    {
        if (_random.NextBelow(4) == 0)
        {
            Context.ReleaseBracket(entry);
        }
        else
        {
            Context.MoveBracket(entry, PriceTicks.Zero, stop + Drift());
        }
    }

    /// <summary>Mostly at the market, so that it fills and there is something to protect.</summary>
    private OrderRequest DrawEntry(MarketState market)
    {
        var drawn = Draw(market);
        return _random.NextBelow(3) == 0
            ? drawn
            : OrderRequest.Market(drawn.Instrument, drawn.Side, drawn.Quantity);
    }

    /// <summary>Near enough to be reached within the run, and sometimes before it arrives.</summary>
    private Bracket DrawBracket(MarketState market)
    {
        var unit = Math.Max(1, market.BestBid.Value / 5_000);
        return Bracket.Within(
            _random.NextBelow(4) == 0 ? 0 : unit * (1 + _random.NextBelow(20)),
            unit * (1 + _random.NextBelow(20))) with
        {
            IsTakeProfitLimit = _random.NextBelow(2) == 0,
        };
    }

    private void RememberPair((OrderId First, OrderId Second) pair)
    {
        Remember(pair.First);
        Remember(pair.Second);
    }

    private PriceTicks Drift() => new(_random.NextBelow(7) - 3);

    private OrderRequest Draw(MarketState market)
    {
        var instrument = market.Instrument;
        var side = _random.NextBelow(2) == 0 ? Side.Bid : Side.Ask;
        var price = (side == Side.Bid ? market.BestBid : market.BestAsk) + Drift();
        var one = market.TryReferencePrice(out var reference)
            && instrument.TryNotional(reference, new QtyLots(1), out var value) ? Math.Max(1, value.Value) : 1;
        var lots = new QtyLots(1 + (20 * Money.Scale / one * (1 + _random.NextBelow(20))));
        return _random.NextBelow(8) switch
        {
            0 => OrderRequest.Market(instrument.Id, side, lots),
            1 => OrderRequest.Market(instrument.Id, side, lots, reduceOnly: true),
            2 => OrderRequest.Stop(
                instrument.Id,
                side,
                side == Side.Bid ? market.BestAsk + new PriceTicks(3) : market.BestBid - new PriceTicks(3),
                lots),
            3 => DrawTaker(market, side, lots),
            _ => OrderRequest.Limit(instrument.Id, side, price, lots),
        };
    }

    /// <summary>
    /// For a little more than the touch offers, and at once: what it fills and the end of its rest are told together,
    /// and where reports change places the end comes first.
    /// </summary>
    private OrderRequest DrawTaker(MarketState market, Side side, QtyLots lots)
    {
        var touch = side == Side.Bid ? market.BestAsk : market.BestBid;
        var offered = side == Side.Bid ? market.BestAskQuantity : market.BestBidQuantity;
        var beyond = offered + new QtyLots(1 + _random.NextBelow(3));
        return OrderRequest.Limit(market.Instrument.Id, side, touch, beyond < lots + lots ? beyond : lots) with
        {
            TimeInForce = TimeInForce.ImmediateOrCancel,
        };
    }

    private void Remember(OrderId order)
    {
        if (order != OrderId.None)
        {
            _orders[_next++ % Remembered] = order.Value;
        }
    }
}
