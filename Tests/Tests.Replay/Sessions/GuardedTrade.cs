using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies;

namespace Tests.Replay.Sessions;

/// <summary>
/// Buys two at market on the first quote; guards what it gets by a stop at 995 ticks and a take-profit at 1,010.
/// </summary>
internal sealed class GuardedTrade : Strategy
{
    public static readonly StrategyCatalog Catalog = new(
    [
        new StrategyDescriptor
        {
            Name = "guarded-trade",
            Summary = "For the worked case.",
            Parameters = [],
            Create = () => new GuardedTrade(),
        },
    ]);

    private bool _hasBought;

    public override void OnBook(MarketState market)
    {
        if (!_hasBought)
        {
            _hasBought = true;
            Context.Place(OrderRequest.Market(market.Instrument.Id, Side.Bid, new QtyLots(200)));
        }
    }

    public override void OnFill(in FillReport fill)
    {
        if (fill.Side == Side.Bid)
        {
            Context.Place(OrderRequest.Stop(fill.Instrument, Side.Ask, new PriceTicks(995), fill.Quantity));
            Context.Place(OrderRequest.TakeProfit(fill.Instrument, Side.Ask, new PriceTicks(1_010), fill.Quantity));
        }
    }

    public override void VisitState(StateSink sink) => sink.Visit(ref _hasBought);
}
