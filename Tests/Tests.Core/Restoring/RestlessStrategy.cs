using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.Events.Payloads;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Core.Restoring;

/// <summary>Asks for everything that can be asked for, by dice that are part of its state.</summary>
/// <remarks>Its window is as long as its parameter said when it started, so a restore must know that.</remarks>
internal sealed class RestlessStrategy : Strategy
{
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "restless",
        Summary = "For restores.",
        Parameters = [ParameterDescriptor.OfInteger("length", 5, 2, 50, "Samples.")],
        Create = () => new RestlessStrategy(),
    };

    private readonly OrderId[] _orders = new OrderId[8];
    private SampleWindow _window = new(1);
    private long[] _perInstrument = [];
    private SeededRandom _dice = new(7);
    private long _fills;
    private int _next;

    public override void OnStart()
    {
        _window = new SampleWindow((int)Context.Parameters.Integer(0));
        _perInstrument = new long[Context.Instruments.Count];
        Context.SetTimer(Context.Now + 5, 1);
        Context.Signal(Context.Instruments[0], Side.Bid, new PriceTicks(1), 0.5);
        Context.Place(OrderRequest.Limit(
            Context.Instruments[0], Side.Bid, new PriceTicks(990), new QtyLots(1), postOnly: false));
    }

    public override void OnBook(MarketState market)
    {
        _window.Push(market.BestBid.Value);
        _perInstrument[0] += market.BestAsk.Value;
        ref var order = ref _orders[_next++ & 7];
        switch (_dice.NextBelow(11))
        {
            case 0:
                order = Context.Place(OrderRequest.Limit(
                    market.Instrument.Id, Side.Bid, new PriceTicks(980 + _dice.NextBelow(25)), new QtyLots(2), false));
                break;
            case 1:
                order = Context.Place(OrderRequest.Limit(
                    market.Instrument.Id, Side.Ask, new PriceTicks(995 + _dice.NextBelow(25)), new QtyLots(3), true));
                break;
            case 2:
                order = Context.Place(OrderRequest.Market(market.Instrument.Id, Side.Ask, new QtyLots(1)));
                break;
            case 3:
                Context.Cancel(order);
                break;
            case 4:
                order = Context.Place(OrderRequest.Stop(
                    market.Instrument.Id, Side.Ask, new PriceTicks(985), new QtyLots(1), reduceOnly: _next % 2 == 0));
                break;
            case 5:
                order = Context.Place(OrderRequest.TrailingStop(
                    market.Instrument.Id, Side.Bid, 1 + _dice.NextBelow(99), new QtyLots(1), reduceOnly: false));
                break;
            case 6:
                Context.Amend(order, new PriceTicks(990), new QtyLots(4 + (_window.Count % 2)));
                break;
            case 7:
                order = Context.Place(
                    OrderRequest.Limit(
                        market.Instrument.Id, Side.Bid, new PriceTicks(1_000), new QtyLots(3), postOnly: false),
                    Bracket.Within(1 + _dice.NextBelow(20), 1 + _dice.NextBelow(20)));
                break;
            case 8:
                Context.MoveBracket(order, PriceTicks.Zero, new PriceTicks(900 + _dice.NextBelow(100)));
                break;
            case 9:
                (order, _orders[_next++ & 7]) = Context.PlacePair(
                    OrderRequest.Limit(market.Instrument.Id, Side.Bid, new PriceTicks(980), new QtyLots(2), false),
                    OrderRequest.Limit(market.Instrument.Id, Side.Ask, new PriceTicks(1_020), new QtyLots(2), false));
                break;
            default:
                Context.SetTimer(Context.Now + _dice.NextBelow(20), _next);
                break;
        }
    }

    public override void OnTrade(MarketState market, in Trade trade, Side aggressor)
    {
        if (trade.Price.Value == 1_013)
        {
            throw new InvalidOperationException("Unlucky.");
        }
    }

    public override void OnFill(in FillReport fill) => _fills += fill.Quantity.Value;

    public override void OnTimer(long tag) =>
        Context.Signal(Context.Instruments[0], Side.Ask, new PriceTicks(tag), 1.0 / (1 + _fills));

    public override void VisitState(StateSink sink)
    {
        foreach (ref var order in _orders.AsSpan())
        {
            sink.Visit(ref order);
        }

        _window.VisitState(sink);
        foreach (ref var value in _perInstrument.AsSpan())
        {
            sink.Visit(ref value);
        }

        _dice.VisitState(sink);
        sink.Visit(ref _fills);
        sink.Visit(ref _next);
    }
}
