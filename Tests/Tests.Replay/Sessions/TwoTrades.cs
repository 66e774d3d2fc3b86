using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies;

namespace Tests.Replay.Sessions;

/// <summary>Buys two lots at market on the first quote and offers them post-only at 1,010 ticks on the third.</summary>
internal sealed class TwoTrades : Strategy
{
    public static readonly StrategyCatalog Catalog = new(
    [
        new StrategyDescriptor
        {
            Name = "two-trades",
            Summary = "For the worked case.",
            Parameters = [],
            Create = () => new TwoTrades(),
        },
    ]);

    private int _quoteCount;

    public override void OnBook(MarketState market)
    {
        _quoteCount++;
        if (_quoteCount == 1)
        {
            Context.Place(OrderRequest.Market(market.Instrument.Id, Side.Bid, new QtyLots(200)));
        }
        else if (_quoteCount == 3)
        {
            Context.Place(OrderRequest.Limit(
                market.Instrument.Id, Side.Ask, new PriceTicks(1_010), new QtyLots(200), postOnly: true));
        }
    }

    public override void VisitState(StateSink sink) => sink.Visit(ref _quoteCount);
}
