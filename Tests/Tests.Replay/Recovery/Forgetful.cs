using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies;

namespace Tests.Replay.Recovery;

/// <summary>Buys on each thousandth change of the book, and keeps the count to itself.</summary>
internal sealed class Forgetful : Strategy
{
    public static readonly StrategyCatalog Catalog = new(
    [
        new StrategyDescriptor
        {
            Name = "forgetful",
            Summary = "A mistake.",
            Parameters = [],
            Create = () => new Forgetful(),
        },
    ]);

    private long _count;

    public override void OnBook(MarketState market)
    {
        if (++_count % 1_000 == 0)
        {
            Context.Place(OrderRequest.Market(market.Instrument.Id, Side.Bid, new QtyLots(1)));
        }
    }

    public override void VisitState(StateSink sink)
    {
        // The mistake.
    }
}
