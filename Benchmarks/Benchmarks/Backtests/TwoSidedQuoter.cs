using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies;

namespace Benchmarks.Backtests;

/// <summary>
/// The bench strategy: one post-only order on each side at the touch, moved every 100 ms of market time.
/// </summary>
internal sealed class TwoSidedQuoter : Strategy
{
    private const long RequoteNs = 100 * TimestampNs.PerMillisecond;
    private const long QuoteNotional = 500 * Money.Scale;

    /// <summary>A catalogue with this strategy alone.</summary>
    public static readonly StrategyCatalog Catalog = new(
    [
        new StrategyDescriptor
        {
            Name = "two-sided-quoter",
            Summary = "Quotes both sides at the touch and re-quotes every 100 ms.",
            Parameters = [],
            IsMarketMaker = true,
            Create = () => new TwoSidedQuoter(),
        },
    ]);

    private InstrumentId _instrument;
    private long _bid;
    private long _ask;
    private QtyLots _quantity;
    private bool _isRunning;

    /// <inheritdoc />
    public override void OnBook(MarketState market)
    {
        if (_isRunning)
        {
            return;
        }

        _isRunning = true;
        _instrument = market.Instrument.Id;
        Context.SetTimer(Context.Now + RequoteNs, tag: 0);
    }

    /// <inheritdoc />
    public override void OnTimer(long tag)
    {
        Context.SetTimer(Context.Now + RequoteNs, tag: 0);
        var market = Context.Market(_instrument);
        if (market.IsLive)
        {
            if (_quantity == QtyLots.Zero)
            {
                _quantity = QuantityOf(market);
            }

            Move(ref _bid, Side.Bid, market.BestBid);
            Move(ref _ask, Side.Ask, market.BestAsk);
        }
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _instrument);
        sink.Visit(ref _bid);
        sink.Visit(ref _ask);
        sink.Visit(ref _quantity);
        sink.Visit(ref _isRunning);
    }

    private static QtyLots QuantityOf(MarketState market) =>
        market.Instrument.TryNotional(market.BestBid, new QtyLots(1), out var lot)
            ? new QtyLots(Math.Max(1, QuoteNotional / Math.Max(1, lot.Value)))
            : new QtyLots(1);

    private void Move(ref long id, Side side, PriceTicks price)
    {
        if (id == 0 || !Context.TryGetOrder(new OrderId(id), out var order) || order.IsFinal)
        {
            var request = OrderRequest.Limit(_instrument, side, price, _quantity, postOnly: true);
            id = Context.Place(request).Value;
        }
        else if (order.State is OrderState.New or OrderState.PartiallyFilled && order.Price != price)
        {
            Context.Amend(order.Id, price, order.CumulativeQuantity + _quantity);
        }
    }
}
