using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Benchmarks.TickToOrder;

/// <summary>Two post-only orders, one on each side at the touch, amended on every change of the best price.</summary>
/// <remarks>
/// A change that comes while the venue has not answered the last request on that side is made up for when it answers.
/// The side that retreats moves first; the other does not move onto its own order's price.
/// </remarks>
internal sealed class TouchQuoter : Strategy
{
    internal const string Name = "touch-quoter";

    // Above every venue's least order, and small beside every limit.
    private const long QuoteNotional = 200;

    internal static readonly StrategyDescriptor Descriptor = new()
    {
        Name = Name,
        Summary = "Quotes both sides at the touch and re-quotes on every change of the best price.",
        Parameters = [],
        IsMarketMaker = true,
        Create = () => new TouchQuoter(),
    };

    private InstrumentId _instrument;
    private QtyLots _lots;
    private SideQuote _bid;
    private SideQuote _ask;

    public override void OnStart() => _instrument = Context.Instruments[0];

    public override void OnBook(MarketState market)
    {
        if (market.BestBid != _bid.Price || market.BestAsk != _ask.Price)
        {
            Requote(market);
        }
    }

    public override void OnOrder(in Order order)
    {
        ref var quote = ref order.Side == Side.Bid ? ref _bid : ref _ask;
        if (order.Id != quote.Order)
        {
            return;
        }

        quote.Filled = order.CumulativeQuantity;
        quote.IsAnswered = order.State is OrderState.New or OrderState.PartiallyFilled;
        quote.Price = order.IsFinal ? PriceTicks.Zero : quote.IsAnswered ? order.Price : quote.Price;
        quote.Order = order.IsFinal ? OrderId.None : order.Id;
        OnBook(Context.Market(_instrument));
    }

    public override void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _instrument);
        sink.Visit(ref _lots);
        _bid.VisitState(sink);
        _ask.VisitState(sink);
    }

    private void Requote(MarketState market)
    {
        if (!market.IsLive || !market.HasBid || !market.HasAsk)
        {
            return;
        }

        if (_lots == QtyLots.Zero)
        {
            _lots = LotsOf(market);
        }

        var (bid, ask) = (market.BestBid, market.BestAsk);
        if (bid > _bid.Price)
        {
            Move(ref _ask, Side.Ask, ask);
            if (_ask.Order == OrderId.None || bid < _ask.Price)
            {
                Move(ref _bid, Side.Bid, bid);
            }
        }
        else
        {
            Move(ref _bid, Side.Bid, bid);
            if (ask > _bid.Price)
            {
                Move(ref _ask, Side.Ask, ask);
            }
        }
    }

    /// <summary>How many lots a quote has.</summary>
    internal static QtyLots LotsOf(MarketState market) =>
        market.Instrument.TryNotional(market.BestBid, new QtyLots(1), out var ofOne) && ofOne > Money.Zero
            ? new QtyLots(Math.Max(1, QuoteNotional * Money.Scale / ofOne.Value))
            : new QtyLots(1);

    private void Move(ref SideQuote quote, Side side, PriceTicks price)
    {
        if (quote.Price == price)
        {
            return;
        }

        if (quote.Order == OrderId.None)
        {
            quote.Order = Context.Place(
                OrderRequest.Limit(_instrument, side, price, _lots, postOnly: true));
            quote.IsAnswered = false;
            quote.Price = quote.Order == OrderId.None ? PriceTicks.Zero : price;
        }
        else if (quote.IsAnswered && Context.Amend(quote.Order, price, quote.Filled + _lots))
        {
            quote.IsAnswered = false;
        }
    }

    private struct SideQuote
    {
        public OrderId Order;
        public PriceTicks Price;
        public QtyLots Filled;
        public bool IsAnswered;

        public void VisitState(StateSink sink)
        {
            sink.Visit(ref Order);
            sink.Visit(ref Price);
            sink.Visit(ref Filled);
            sink.Visit(ref IsAnswered);
        }
    }
}
