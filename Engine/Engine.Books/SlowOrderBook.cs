using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Books;

/// <summary>
/// The obvious book, a sorted dictionary per side: the model that <see cref="OrderBook" /> is tested and measured
/// against.
/// </summary>
/// <remarks>Never used to trade: it allocates, and every question walks. One thread.</remarks>
public sealed class SlowOrderBook : IOrderBook
{
    private readonly SortedDictionary<PriceTicks, QtyLots> _bids =
        new(Comparer<PriceTicks>.Create((left, right) => right.CompareTo(left)));

    private readonly SortedDictionary<PriceTicks, QtyLots> _asks = [];
    private BookState _state;
    private bool _isInRunSnapshot;
    private bool _isInBoundedSnapshot;
    private bool _isAbandoned;
    private long _expected;
    private long _received;
    private long _ignored;

    /// <inheritdoc />
    public BookState State => _state;

    /// <inheritdoc />
    public bool HasBid => _bids.Count > 0;

    /// <inheritdoc />
    public bool HasAsk => _asks.Count > 0;

    /// <inheritdoc />
    public PriceTicks BestBid => First(_bids).Price;

    /// <inheritdoc />
    public QtyLots BestBidQuantity => First(_bids).Quantity;

    /// <inheritdoc />
    public PriceTicks BestAsk => First(_asks).Price;

    /// <inheritdoc />
    public QtyLots BestAskQuantity => First(_asks).Quantity;

    /// <inheritdoc />
    public bool IsCrossed => HasBid && HasAsk && BestBid >= BestAsk;

    /// <inheritdoc />
    public long IgnoredLevelCount => _ignored;

    /// <inheritdoc />
    public bool Apply(in Event e)
    {
        var bid = First(_bids);
        var ask = First(_asks);
        switch (e.Kind)
        {
            case EventKind.BookLevel:
                ApplyLevel(in e);
                break;
            case EventKind.BookSnapshotBegin when (e.Flags & EventFlags.Delta) != 0 && _state != BookState.Live:
                break;
            case EventKind.BookSnapshotBegin:
                if ((e.Flags & EventFlags.Delta) == 0)
                {
                    Empty();
                }

                _state = BookState.Syncing;
                (_isInBoundedSnapshot, _isInRunSnapshot, _isAbandoned) = (true, false, false);
                (_expected, _received) = (e.BookSnapshot.LevelCount, 0);
                break;
            case EventKind.BookSnapshotEnd when _isInBoundedSnapshot:
                var isWhole = !_isAbandoned && (_expected == 0 || _expected == _received);
                _state = isWhole ? BookState.Live : BookState.Broken;
                _isInBoundedSnapshot = _isAbandoned = false;
                break;
            case EventKind.FeedGap:
                _state = BookState.Broken;
                _isAbandoned = _isInBoundedSnapshot;
                _isInRunSnapshot = false;
                break;
            default:
                break;
        }

        return bid != First(_bids) || ask != First(_asks);
    }

    /// <inheritdoc />
    public void Set(Side side, PriceTicks price, QtyLots quantity)
    {
        if (quantity > QtyLots.Zero)
        {
            SideOf(side)[price] = quantity;
        }
        else
        {
            SideOf(side).Remove(price);
        }
    }

    /// <inheritdoc />
    public void Clear()
    {
        Empty();
        _state = BookState.Syncing;
        _isInRunSnapshot = _isInBoundedSnapshot = _isAbandoned = false;
    }

    /// <inheritdoc />
    public QtyLots QuantityAt(Side side, PriceTicks price) => SideOf(side).GetValueOrDefault(price);

    /// <inheritdoc />
    public int LevelCount(Side side) => SideOf(side).Count;

    /// <inheritdoc />
    public int CopyDepth(Side side, Span<DepthLevel> levels)
    {
        var count = 0;
        foreach (var (price, quantity) in SideOf(side))
        {
            if (count == levels.Length)
            {
                break;
            }

            levels[count++] = new DepthLevel(price, quantity);
        }

        return count;
    }

    /// <inheritdoc />
    public QtyLots VolumeTo(Side side, PriceTicks limit)
    {
        var volume = Int128.Zero;
        foreach (var (price, quantity) in SideOf(side))
        {
            if (side == Side.Bid ? price >= limit : price <= limit)
            {
                volume += quantity.Value;
            }
        }

        return new QtyLots((long)Int128.Min(volume, long.MaxValue));
    }

    /// <inheritdoc />
    public bool TryPriceForVolume(Side side, QtyLots volume, out PriceTicks worst, out QtyLots available)
    {
        var sum = Int128.Zero;
        worst = PriceTicks.Zero;
        foreach (var (price, quantity) in SideOf(side))
        {
            worst = price;
            sum += quantity.Value;
            if (sum >= volume.Value)
            {
                break;
            }
        }

        available = new QtyLots((long)Int128.Min(sum, long.MaxValue));
        return SideOf(side).Count > 0 && sum >= volume.Value;
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var state = (int)_state;
        var progress = _isAbandoned ? 3 : _isInBoundedSnapshot ? 2 : _isInRunSnapshot ? 1 : 0;
        sink.Visit(ref state);
        sink.Visit(ref progress);
        sink.Visit(ref _expected);
        sink.Visit(ref _received);
        sink.Visit(ref _ignored);
        _state = (BookState)state;
        (_isInRunSnapshot, _isInBoundedSnapshot, _isAbandoned) = (progress == 1, progress >= 2, progress == 3);
        VisitSide(_bids, sink);
        VisitSide(_asks, sink);
    }

    private static DepthLevel First(SortedDictionary<PriceTicks, QtyLots> side)
    {
        foreach (var (price, quantity) in side)
        {
            return new DepthLevel(price, quantity);
        }

        return default;
    }

    private static void VisitSide(SortedDictionary<PriceTicks, QtyLots> side, StateSink sink)
    {
        var levels = new List<DepthLevel>();
        foreach (var (price, quantity) in side)
        {
            levels.Add(new DepthLevel(price, quantity));
        }

        var count = levels.Count;
        sink.Visit(ref count);
        side.Clear();
        for (var index = 0; index < count; index++)
        {
            var ticks = index < levels.Count ? levels[index].Price.Value : 0;
            var lots = index < levels.Count ? levels[index].Quantity.Value : 0;
            sink.Visit(ref ticks);
            sink.Visit(ref lots);
            side.Add(new PriceTicks(ticks), new QtyLots(lots));
        }
    }

    private void ApplyLevel(in Event e)
    {
        var isSnapshot = (e.Flags & EventFlags.Snapshot) != 0;
        if (isSnapshot && !_isInBoundedSnapshot && !_isInRunSnapshot)
        {
            Empty();
            _state = BookState.Syncing;
            _isInRunSnapshot = true;
        }

        var isAccepted = _isInRunSnapshot || (_isInBoundedSnapshot && !_isAbandoned) || _state == BookState.Live;
        if (!isAccepted)
        {
            _ignored++;
            return;
        }

        Set(e.Side, e.BookLevel.Price, e.BookLevel.Quantity);
        _received += _isInBoundedSnapshot ? 1 : 0;
        if (_isInRunSnapshot && e.IsLastOfRun)
        {
            _isInRunSnapshot = false;
            _state = BookState.Live;
        }
    }

    private SortedDictionary<PriceTicks, QtyLots> SideOf(Side side) => side == Side.Bid ? _bids : _asks;

    private void Empty()
    {
        _bids.Clear();
        _asks.Clear();
    }
}
