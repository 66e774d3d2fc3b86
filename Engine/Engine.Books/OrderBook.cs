using System.Runtime.CompilerServices;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Books;

/// <summary>The price levels of one instrument, best bid and offer exact after each change. One thread.</summary>
/// <remarks>
/// Each side is a window of 65,536 ticks around the touch under a bitmap, with what lies outside kept sorted aside; any
/// price that is a long fits. About 70 KiB when made, some 300 KiB with 3,500 levels a side; a change allocates only
/// where a side grows beyond what it ever held.
/// <para>
/// A book starts <see cref="BookState.Syncing" />. A run of levels that carry <see cref="EventFlags.Snapshot" />, or
/// what lies between snapshot begin and end, replaces its content and makes it <see cref="BookState.Live" />; a gap
/// makes it <see cref="BookState.Broken" />. Changes that no whole snapshot precedes are counted, not applied.
/// </para>
/// </remarks>
public sealed class OrderBook : IOrderBook
{
    private readonly BookSide _bids = new(isAsk: false);
    private readonly BookSide _asks = new(isAsk: true);

    // The same two by their number: which side changes is a coin's toss, and a load is not mispredicted.
    private readonly BookSide[] _sides;
    private BookSync _sync;

    /// <summary>Makes an empty book.</summary>
    public OrderBook() => _sides = [_bids, _asks];

    /// <inheritdoc />
    public BookState State => _sync.State;

    /// <inheritdoc />
    public bool HasBid => !_bids.IsEmpty;

    /// <inheritdoc />
    public bool HasAsk => !_asks.IsEmpty;

    /// <inheritdoc />
    public PriceTicks BestBid => new(_bids.BestPrice);

    /// <inheritdoc />
    public QtyLots BestBidQuantity => new(_bids.BestLots);

    /// <inheritdoc />
    public PriceTicks BestAsk => new(_asks.BestPrice);

    /// <inheritdoc />
    public QtyLots BestAskQuantity => new(_asks.BestLots);

    /// <inheritdoc />
    public bool IsCrossed => HasBid && HasAsk && _bids.BestPrice >= _asks.BestPrice;

    /// <inheritdoc />
    public long IgnoredLevelCount => _sync.IgnoredLevelCount;

    /// <summary>Best ask less best bid, in ticks; zero or less where crossed, zero where a side is empty.</summary>
    public PriceTicks Spread => HasBid && HasAsk ? BestAsk - BestBid : PriceTicks.Zero;

    internal BookSide Bids => _bids;

    internal BookSide Asks => _asks;

    /// <inheritdoc />
    public bool Apply(in Event e)
    {
        if (e.Kind == EventKind.BookLevel)
        {
            return TrySetLive(in e, out var isBestChanged) ? isBestChanged : ApplyWhileNotLive(in e);
        }

        return ApplyBoundary(in e);
    }

    /// <summary>Takes a change of one level of a live book.</summary>
    /// <param name="e">A level.</param>
    /// <param name="isBestChanged">Whether the best price of its side or the quantity there changed.</param>
    /// <returns>False where the book is not live or a snapshot begins: nothing has changed then.</returns>
    internal bool TrySetLive(in Event e, out bool isBestChanged)
    {
        var isLive = _sync.State == BookState.Live && (e.Flags & EventFlags.Snapshot) == 0;
        isBestChanged = isLive && SetLevel(e.Side, e.BookLevel.Price.Value, e.BookLevel.Quantity.Value);
        return isLive;
    }

    /// <inheritdoc />
    public void Set(Side side, PriceTicks price, QtyLots quantity) => SetLevel(side, price.Value, quantity.Value);

    /// <inheritdoc />
    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        _sync.Restart();
    }

    /// <inheritdoc />
    public QtyLots QuantityAt(Side side, PriceTicks price) => new(SideOf(side).QuantityAt(price.Value));

    /// <inheritdoc />
    public int LevelCount(Side side) => SideOf(side).Count;

    /// <summary>Walks one side, best first: <c>foreach (var (price, quantity) in book.Depth(side))</c>.</summary>
    public DepthEnumerator Depth(Side side) => new(SideOf(side));

    /// <inheritdoc />
    public int CopyDepth(Side side, Span<DepthLevel> levels)
    {
        var walk = Depth(side);
        var count = 0;
        while (count < levels.Length && walk.MoveNext())
        {
            levels[count++] = walk.Current;
        }

        return count;
    }

    /// <inheritdoc />
    public QtyLots VolumeTo(Side side, PriceTicks limit)
    {
        var book = SideOf(side);
        var limitKey = book.KeyOf(limit.Value);
        var volume = 0L;
        foreach (var (price, quantity) in Depth(side))
        {
            if (book.KeyOf(price.Value) < limitKey)
            {
                break;
            }

            volume = AddSaturated(volume, quantity.Value);
        }

        return new QtyLots(volume);
    }

    /// <inheritdoc />
    public bool TryPriceForVolume(Side side, QtyLots volume, out PriceTicks worst, out QtyLots available)
    {
        worst = PriceTicks.Zero;
        available = QtyLots.Zero;
        foreach (var (price, quantity) in Depth(side))
        {
            worst = price;
            available = new QtyLots(AddSaturated(available.Value, quantity.Value));
            if (available >= volume)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// (bids − asks) ÷ (bids + asks) of the volume on the best n levels of each side: −1 … 1, 0 where both are empty.
    /// </summary>
    /// <param name="levels">How many levels, positive.</param>
    public double Imbalance(int levels)
    {
        var bids = VolumeOfBest(Side.Bid, levels);
        var asks = VolumeOfBest(Side.Ask, levels);
        var total = bids + asks;
        return total > 0 ? (bids - asks) / total : 0;
    }

    /// <summary>
    /// (bids − asks) ÷ (bids + asks) of the volume within so many basis points of the mid: −1 … 1, 0 where nothing is
    /// there, or a side is empty.
    /// </summary>
    public double ImbalanceWithin(double basisPoints)
    {
        if (!HasBid || !HasAsk)
        {
            return 0;
        }

        var mid = Mid();
        var reach = mid * basisPoints / 10_000;
        var bids = (double)VolumeTo(Side.Bid, new PriceTicks((long)(mid - reach) + 1)).Value;
        var asks = (double)VolumeTo(Side.Ask, new PriceTicks((long)(mid + reach))).Value;
        var total = bids + asks;
        return total > 0 ? (bids - asks) / total : 0;
    }

    /// <summary>
    /// The mid weighted by the other side's quantity, (bid·askQuantity + ask·bidQuantity) ÷ (bidQuantity +
    /// askQuantity), in ticks; not a number where a side is empty.
    /// </summary>
    public double MicroPrice()
    {
        if (!HasBid || !HasAsk)
        {
            return double.NaN;
        }

        double bidLots = _bids.BestLots;
        double askLots = _asks.BestLots;
        return ((_bids.BestPrice * askLots) + (_asks.BestPrice * bidLots)) / (bidLots + askLots);
    }

    /// <summary>The mean of best bid and best ask, in ticks; not a number where a side is empty.</summary>
    public double Mid() => HasBid && HasAsk ? ((double)_bids.BestPrice + _asks.BestPrice) / 2 : double.NaN;

    /// <summary>The spread in basis points of the mid; not a number where a side is empty.</summary>
    public double SpreadBasisPoints() =>
        HasBid && HasAsk ? ((double)_asks.BestPrice - _bids.BestPrice) / Mid() * 10_000 : double.NaN;

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _sync.VisitState(sink);
        VisitSide(_bids, Side.Bid, sink);
        VisitSide(_asks, Side.Ask, sink);
    }

    /// <summary>Asserts what must hold between calls, over every level: for tests.</summary>
    internal void AssertWhole()
    {
        _bids.AssertWhole();
        _asks.AssertWhole();
    }

    private static long AddSaturated(long sum, long lots) => sum > long.MaxValue - lots ? long.MaxValue : sum + lots;

    private BookSide SideOf(Side side) => _sides[(int)side];

    // A quantity below zero is no quantity: the venues send none, and a journal that holds one shall not stop the core.
    private bool SetLevel(Side side, long price, long lots) => SideOf(side).Set(price, Math.Max(lots, 0));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ApplyWhileNotLive(in Event e)
    {
        var verdict = _sync.OnLevel(e.Flags);
        if (verdict == LevelVerdict.Ignore)
        {
            return false;
        }

        var (bid, bidLots, ask, askLots) = (BestBid, BestBidQuantity, BestAsk, BestAskQuantity);
        if (verdict == LevelVerdict.ClearAndApply)
        {
            EmptySides();
        }

        SetLevel(e.Side, e.BookLevel.Price.Value, e.BookLevel.Quantity.Value);
        return bid != BestBid || bidLots != BestBidQuantity || ask != BestAsk || askLots != BestAskQuantity;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ApplyBoundary(in Event e)
    {
        switch (e.Kind)
        {
            case EventKind.BookSnapshotBegin:
                return _sync.OnSnapshotBegin(e.BookSnapshot.LevelCount, e.Flags) && EmptySides();
            case EventKind.BookSnapshotEnd:
                _sync.OnSnapshotEnd();
                return false;
            case EventKind.FeedGap:
                _sync.OnGap();
                return false;
            default:
                return false;
        }
    }

    private bool EmptySides()
    {
        var hadAny = HasBid || HasAsk;
        _bids.Clear();
        _asks.Clear();
        return hadAny;
    }

    private double VolumeOfBest(Side side, int levels)
    {
        var walk = Depth(side);
        var volume = 0.0;
        for (var level = 0; level < levels && walk.MoveNext(); level++)
        {
            volume += walk.Current.Quantity.Value;
        }

        return volume;
    }

    private void VisitSide(BookSide book, Side side, StateSink sink)
    {
        var count = book.Count;
        sink.VisitCount(ref count);
        if (sink.IsRestoring)
        {
            RestoreSide(book, count, sink);
            return;
        }

        foreach (var (price, quantity) in Depth(side))
        {
            var ticks = price.Value;
            var lots = quantity.Value;
            sink.Visit(ref ticks);
            sink.Visit(ref lots);
        }
    }

    private static void RestoreSide(BookSide book, int count, StateSink sink)
    {
        book.Clear();
        for (var level = 0; level < count; level++)
        {
            var ticks = 0L;
            var lots = 0L;
            sink.Visit(ref ticks);
            sink.Visit(ref lots);
            book.Set(ticks, Math.Max(lots, 0));
        }

        if (book.Count != count)
        {
            throw new InvalidDataException("The stored levels of a book are not distinct, or hold no quantity.");
        }
    }
}
