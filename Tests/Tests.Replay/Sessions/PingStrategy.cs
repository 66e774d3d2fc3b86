using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies;

namespace Tests.Replay.Sessions;

/// <summary>Places an order on each change of the market, or cancels the one that is open.</summary>
internal sealed class PingStrategy : Strategy
{
    public static readonly StrategyCatalog Catalog = new(
    [
        new StrategyDescriptor
        {
            Name = "ping",
            Summary = "Keeps a gateway busy.",
            Parameters = [],
            Create = () => new PingStrategy(),
        },
    ]);

    private long _order;

    /// <summary>What a core must be told before it pings.</summary>
    public static IEnumerable<Event[]> Preamble()
    {
        foreach (var run in MarketTape.Definitions())
        {
            yield return run;
        }

        var defined = Event.Create(EventKind.StrategyDefined, default, InstrumentId.None);
        defined.StrategyDefined = new StrategyDefined { Strategy = new StrategyId(1), TypeName = Text32.From("ping") };
        yield return [defined];

        var bound = Event.Create(EventKind.StrategyInstrument, default, MarketTape.Instrument);
        bound.StrategyInstrument = new StrategyInstrument { Strategy = new StrategyId(1), Account = new AccountId(1) };
        yield return [bound];

        var started = Event.Create(EventKind.SessionStarted, default, InstrumentId.None);
        started.SessionStarted.Mode = RunMode.Paper;
        yield return [started];
    }

    public override void OnBook(MarketState market)
    {
        if (_order != 0 && Context.TryGetOrder(new OrderId(_order), out var order) && !order.IsFinal)
        {
            if (order.State == OrderState.New)
            {
                Context.Cancel(order.Id);
            }

            return;
        }

        _order = Context.Place(OrderRequest.Limit(
            market.Instrument.Id, Side.Bid, market.BestBid, new QtyLots(1), postOnly: true)).Value;
    }

    public override void VisitState(StateSink sink) => sink.Visit(ref _order);
}
