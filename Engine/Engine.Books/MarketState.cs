using System.Runtime.CompilerServices;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Books;

/// <summary>
/// All that the public stream has said of one instrument: book, quote, trade, bar, mark, funding, liquidation. One
/// thread.
/// </summary>
/// <remarks>Best bid and offer are the book's as soon as any depth was seen, else those of the last quote.</remarks>
public sealed class MarketState
{
    private BestQuote _quote;
    private LastTrade _trade;
    private LastBar _bar;
    private PerpetualState _perpetual;
    private readonly OwnLevels _ownBids = new();
    private readonly OwnLevels _ownAsks = new();
    private bool _showsOwn;
    private bool _hasDepth;
    private bool _isFeedWhole;

    /// <summary>Starts with nothing known.</summary>
    public MarketState(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        Instrument = instrument;
    }

    /// <summary>What is traded.</summary>
    public Instrument Instrument { get; }

    /// <summary>The book; empty where the stream has no depth.</summary>
    public OrderBook Book { get; } = new();

    /// <summary>Whether a book snapshot or a level was ever seen.</summary>
    public bool HasDepth => _hasDepth;

    /// <summary>Whether there is a best bid.</summary>
    public bool HasBid
    {
        // Asked several times for each event, and a call costs more than the answer: `backtest/synthetic8`.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _hasDepth ? Book.HasBid : _quote.BidQuantity > QtyLots.Zero;
    }

    /// <summary>Whether there is a best ask.</summary>
    public bool HasAsk
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _hasDepth ? Book.HasAsk : _quote.AskQuantity > QtyLots.Zero;
    }

    /// <summary>The best bid; zero where there is none.</summary>
    public PriceTicks BestBid => _hasDepth ? Book.BestBid : _quote.BidPrice;

    /// <summary>The quantity at the best bid; zero where there is none.</summary>
    public QtyLots BestBidQuantity => _hasDepth ? Book.BestBidQuantity : _quote.BidQuantity;

    /// <summary>The best ask; zero where there is none.</summary>
    public PriceTicks BestAsk => _hasDepth ? Book.BestAsk : _quote.AskPrice;

    /// <summary>The quantity at the best ask; zero where there is none.</summary>
    public QtyLots BestAskQuantity => _hasDepth ? Book.BestAskQuantity : _quote.AskQuantity;

    /// <summary>Whether the best bid is at or above the best ask.</summary>
    public bool IsCrossed => HasBid && HasAsk && BestBid >= BestAsk;

    /// <summary>Whether a quote was ever seen.</summary>
    public bool HasQuote => _quote.IsSome;

    /// <summary>Whether a trade was ever seen.</summary>
    public bool HasTrade => _trade.Count > 0;

    /// <summary>The price of the last trade; zero where there was none.</summary>
    public PriceTicks LastTradePrice => _trade.Price;

    /// <summary>The quantity of the last trade; zero where there was none.</summary>
    public QtyLots LastTradeQuantity => _trade.Quantity;

    /// <summary>
    /// Who took: the aggressor's side of the last trade; of no meaning where <see cref="IsLastTradeSideKnown" /> is
    /// false.
    /// </summary>
    public Side LastTradeSide => _trade.IsAskAggressor ? Side.Ask : Side.Bid;

    /// <summary>Whether the venue said who took.</summary>
    public bool IsLastTradeSideKnown => HasTrade && !_trade.IsSideUnknown;

    /// <summary>When the last trade was received; zero where there was none.</summary>
    public TimestampNs LastTradeTime => _trade.Time;

    /// <summary>How many trades were seen.</summary>
    public long TradeCount => _trade.Count;

    /// <summary>Whether a bar was ever seen.</summary>
    public bool HasBar => _bar.Interval != BarInterval.None;

    /// <summary>The last bar; zeroed where there was none.</summary>
    public Bar LastBar => _bar.Bar;

    /// <summary>The length of the last bar.</summary>
    public BarInterval LastBarInterval => _bar.Interval;

    /// <summary>The close of the last bar, as a price; zero where there was none.</summary>
    public PriceTicks LastBarClose => _bar.Close;

    /// <summary>When the last bar closed; zero where there was none.</summary>
    public TimestampNs LastBarTime => _bar.Time;

    /// <summary>Whether a mark price is known.</summary>
    public bool HasMark => _perpetual.MarkPrice.Value != 0;

    /// <summary>The mark price; zero where it is not known.</summary>
    public FinePrice MarkPrice => _perpetual.MarkPrice;

    /// <summary>The index price; zero where it is not known.</summary>
    public FinePrice IndexPrice => _perpetual.IndexPrice;

    /// <summary>The estimated settlement price; zero where it is not known.</summary>
    public FinePrice SettlePrice => _perpetual.SettlePrice;

    /// <summary>The funding rate as last told: the coming one, or where only funding applied is told, that.</summary>
    public Rate FundingRate => _perpetual.FundingRate;

    /// <summary>When funding applies next; zero where it is not known.</summary>
    public TimestampNs NextFundingTime => _perpetual.NextFundingTime;

    /// <summary>The rate that was applied last; zero where none was.</summary>
    public Rate LastFundingRate => _perpetual.LastFundingRate;

    /// <summary>When funding was applied last, as the venue says; zero where it was not.</summary>
    public TimestampNs LastFundingTime => _perpetual.LastFundingTime;

    /// <summary>Open interest in contracts; zero where it is not known.</summary>
    public QtyLots OpenInterest => _perpetual.OpenInterest;

    /// <summary>The value of the open interest in the quote currency; zero where it is not known.</summary>
    public Money OpenInterestValue => _perpetual.OpenInterestValue;

    /// <summary>How many liquidations were seen.</summary>
    public long LiquidationCount => _perpetual.LiquidationCount;

    /// <summary>The price of the last liquidation; zero where there was none.</summary>
    public PriceTicks LastLiquidationPrice => _perpetual.LiquidationPrice;

    /// <summary>The quantity of the last liquidation; zero where there was none.</summary>
    public QtyLots LastLiquidationQuantity => _perpetual.LiquidationQuantity;

    /// <summary>The side of the last liquidation order: Ask means that longs were liquidated.</summary>
    public Side LastLiquidationSide => _perpetual.IsLiquidationAsk ? Side.Ask : Side.Bid;

    /// <summary>When the last liquidation was received; zero where there was none.</summary>
    public TimestampNs LastLiquidationTime => _perpetual.LiquidationTime;

    /// <summary>
    /// Whether nothing is missing: with depth, a live book; else a quote, a trade or a bar, and no gap since.
    /// </summary>
    public bool IsWhole => _hasDepth ? Book.State == BookState.Live : _isFeedWhole;

    /// <summary>
    /// Whether the prices can be acted on: with depth, a whole book that is not crossed; else a quote that is not
    /// crossed, a trade or a bar, and no gap since.
    /// </summary>
    public bool IsLive => !IsCrossed && IsWhole;

    /// <summary>
    /// Whether the public stream shows our own orders: it does at a venue, and not where a simulated one answers.
    /// </summary>
    public bool ShowsOwnOrders => _showsOwn;

    /// <summary>What our own orders have resting at a price, as the venue has confirmed it.</summary>
    public QtyLots OwnQuantity(Side side, PriceTicks price) => new(OwnOf(side).LotsAt(price.Value));

    /// <summary>
    /// What others have resting at a price: the book's quantity less our own where the stream shows it.
    /// </summary>
    public QtyLots OthersQuantity(Side side, PriceTicks price)
    {
        var all = Book.QuantityAt(side, price).Value;
        return new QtyLots(_showsOwn ? Math.Max(all - OwnOf(side).LotsAt(price.Value), 0) : all);
    }

    /// <summary>The best level of a side at which somebody else rests, with what rests there without us.</summary>
    /// <returns>False where the book shows nobody else.</returns>
    public bool TryBestOfOthers(Side side, out PriceTicks price, out QtyLots quantity)
    {
        var own = OwnOf(side);
        foreach (var (levelPrice, all) in Book.Depth(side))
        {
            var lots = _showsOwn ? all.Value - own.LotsAt(levelPrice.Value) : all.Value;
            if (lots > 0)
            {
                price = levelPrice;
                quantity = new QtyLots(lots);
                return true;
            }
        }

        price = PriceTicks.Zero;
        quantity = QtyLots.Zero;
        return false;
    }

    /// <summary>Marks what an order of ours has resting at a price; the core's order manager alone calls it.</summary>
    /// <param name="side">The side.</param>
    /// <param name="price">The price.</param>
    /// <param name="lots">What comes to rest; negative for what is gone.</param>
    public void MarkOwn(Side side, PriceTicks price, long lots) => OwnOf(side).Add(price.Value, lots);

    /// <summary>
    /// The mid of best bid and ask, rounded down; else the last trade; else the close of the last bar.
    /// </summary>
    /// <returns>False where nothing has a price yet.</returns>
    public bool TryReferencePrice(out PriceTicks price)
    {
        if (HasBid && HasAsk)
        {
            // The mean of two longs that cannot overflow: the bits they share, and half of those they do not.
            var (bid, ask) = (BestBid.Value, BestAsk.Value);
            price = new PriceTicks((bid & ask) + ((bid ^ ask) >> 1));
            return true;
        }

        price = HasTrade ? LastTradePrice : LastBarClose;
        return HasTrade || HasBar;
    }

    /// <summary>Takes the next public event of the instrument; others change nothing.</summary>
    /// <exception cref="InvalidDataException">
    /// No venue can have meant it: a negative quantity, numbers beyond all bounds, a public kind that is not known.
    /// </exception>
    public MarketChange Apply(in Event e)
    {
        switch (e.Kind)
        {
            case EventKind.BookLevel:
                EventBounds.RequireLevel(in e);
                return ApplyDepth(in e);
            case EventKind.BookSnapshotBegin:
            case EventKind.BookSnapshotEnd:
                EventBounds.RequireSnapshot(in e);
                return ApplyDepth(in e);
            case EventKind.Quote:
                EventBounds.RequireQuote(in e);
                return ApplyQuote(in e);
            case EventKind.Trade:
                EventBounds.RequireTrade(in e);
                _trade.Apply(in e);
                return MarketChange.Trade | MarkFeed(isWhole: true);
            case EventKind.Bar:
                EventBounds.RequireBar(in e);
                _bar.Apply(in e);
                return MarketChange.Bar | MarkFeed(isWhole: true);
            case EventKind.FeedGap:
                EventBounds.RequireGap(in e);
                return ApplyGap(in e);
            default:
                return _perpetual.Apply(in e);
        }
    }

    /// <summary>Takes a change of one level of a live book, which <see cref="Apply" /> would take as well.</summary>
    /// <param name="e">A level.</param>
    /// <param name="change">What it changed.</param>
    /// <returns>False where it is anything else, or makes no sense: nothing has changed then.</returns>
    public bool TrySetLevel(in Event e, out MarketChange change)
    {
        change = MarketChange.Depth;
        if (!_hasDepth || !EventBounds.IsLevel(in e) || !Book.TrySetLive(in e, out var isBestChanged))
        {
            return false;
        }

        change |= isBestChanged ? MarketChange.BestChanged : MarketChange.None;
        return true;
    }

    /// <summary>Says whether the public stream of the session shows our own orders.</summary>
    public void SetShowsOwnOrders(bool shows) => _showsOwn = shows;

    /// <summary>A new session: the book is empty and Syncing, a quote is no longer trusted; history stays.</summary>
    public void OnSessionStarted()
    {
        Book.Clear();
        _quote = default;
        _isFeedWhole = false;
    }

    /// <summary>Visits all of it.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _hasDepth);
        sink.Visit(ref _isFeedWhole);
        Book.VisitState(sink);
        sink.Visit(ref _showsOwn);
        _ownBids.VisitState(sink);
        _ownAsks.VisitState(sink);
        _quote.VisitState(sink);
        _trade.VisitState(sink);
        _bar.VisitState(sink);
        _perpetual.VisitState(sink);
    }

    private OwnLevels OwnOf(Side side) => side == Side.Bid ? _ownBids : _ownAsks;

    private MarketChange ApplyDepth(in Event e)
    {
        var change = MarketChange.Depth;
        var state = Book.State;
        if (!_hasDepth)
        {
            // From here on the book speaks, and what the quote said no longer holds.
            _hasDepth = true;
            change |= _quote.IsSome ? MarketChange.BestChanged : MarketChange.None;
        }

        change |= Book.Apply(in e) ? MarketChange.BestChanged : MarketChange.None;
        return change | (Book.State == state ? MarketChange.None : MarketChange.State);
    }

    private MarketChange ApplyQuote(in Event e)
    {
        var isChanged = _quote.Apply(in e.Quote) && !_hasDepth;
        var change = MarketChange.Quote | MarkFeed(isWhole: true);
        return isChanged ? change | MarketChange.BestChanged : change;
    }

    private MarketChange ApplyGap(in Event e)
    {
        var state = Book.State;
        Book.Apply(in e);
        return MarkFeed(isWhole: false) | (_hasDepth && Book.State != state ? MarketChange.State : MarketChange.None);
    }

    private MarketChange MarkFeed(bool isWhole)
    {
        var isChanged = _isFeedWhole != isWhole && !_hasDepth;
        _isFeedWhole = isWhole;
        return isChanged ? MarketChange.State : MarketChange.None;
    }
}
