using System.Diagnostics;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Bars;

/// <summary>
/// What was traded in the last while: how often, how much, by whom, at what average price. Exact sums. One thread.
/// </summary>
/// <remarks>
/// The window is cut into slices of equal length that start at multiples of it since the epoch; it holds the slice of
/// the newest time and those before it, so that it is between n − 1 and n slices long and forgets a slice at a time.
/// It moves only by what it is told: a trade, or <see cref="Advance" />. A trade costs the same however many are in
/// the window; a step of time costs its slices, at most n.
/// </remarks>
public sealed class TradeTape
{
    private readonly TapeSlice[] _slices;
    private readonly long _sliceNs;
    private TapeSlice _total;
    private long _slice = long.MinValue;
    private int _at;

    /// <summary>Makes one.</summary>
    /// <param name="windowNs">The length of the window, ns, positive; a multiple of the slices'.</param>
    /// <param name="slices">How many slices, positive: more forget more smoothly.</param>
    public TradeTape(long windowNs, int slices = 60)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slices);
        ArgumentOutOfRangeException.ThrowIfLessThan(windowNs, slices);
        ArgumentOutOfRangeException.ThrowIfNotEqual(windowNs % slices, 0L, nameof(windowNs));
        _slices = new TapeSlice[slices];
        _sliceNs = windowNs / slices;
    }

    /// <summary>The length of the window, ns.</summary>
    public long WindowNs => _sliceNs * _slices.Length;

    /// <summary>
    /// Where the window begins: trades before it do not count. <see cref="TimestampNs.MinValue" /> before any time.
    /// </summary>
    public TimestampNs From => _slice == long.MinValue
        ? TimestampNs.MinValue
        : new TimestampNs((_slice - _slices.Length + 1) * _sliceNs);

    /// <summary>How many trades.</summary>
    public long TradeCount => _total.Count;

    /// <summary>What was traded, in lots.</summary>
    public QtyLots Volume => new(_total.Volume);

    /// <summary>What aggressors bought, in lots.</summary>
    public QtyLots BuyVolume => new(_total.Bought);

    /// <summary>What aggressors sold, in lots.</summary>
    public QtyLots SellVolume => new(_total.Sold);

    /// <summary>What aggressors bought less what they sold, in lots.</summary>
    public QtyLots Delta => new(_total.Bought - _total.Sold);

    /// <summary>Bought less sold over both: −1 … 1; 0 where neither is known.</summary>
    public double Imbalance
    {
        get
        {
            var known = _total.Bought + _total.Sold;
            return known == 0 ? 0 : (double)(_total.Bought - _total.Sold) / known;
        }
    }

    /// <summary>Trades per second, over the length of the window.</summary>
    public double TradesPerSecond => _total.Count / Seconds;

    /// <summary>Lots per second, over the length of the window.</summary>
    public double LotsPerSecond => _total.Volume / Seconds;

    /// <summary>The mean size of a trade, in lots; not a number where there is none.</summary>
    public double MeanTradeLots => _total.Count == 0 ? double.NaN : (double)_total.Volume / _total.Count;

    /// <summary>The volume-weighted average price, in ticks; not a number where nothing was traded.</summary>
    public double VwapTicks => _total.Volume == 0 ? double.NaN : (double)_total.TickLots / _total.Volume;

    private double Seconds => (double)WindowNs / TimestampNs.PerSecond;

    /// <summary>Moves the window on; a time before its newest changes nothing.</summary>
    public void Advance(TimestampNs now)
    {
        var slice = SliceOf(now);
        if (slice <= _slice)
        {
            return;
        }

        var steps = _slice == long.MinValue ? _slices.Length : Math.Min(slice - _slice, _slices.Length);
        for (var step = 0L; step < steps; step++)
        {
            _at = _at + 1 == _slices.Length ? 0 : _at + 1;
            _total.Remove(_slices[_at]);
            _slices[_at] = default;
        }

        _slice = slice;
    }

    /// <summary>Adds a trade; one whose time is before the newest counts as of the newest.</summary>
    /// <exception cref="OverflowException">The volume of the window exceeds a long.</exception>
    public void AddTrade(in TapeTrade trade)
    {
        Debug.Assert(trade.Quantity >= QtyLots.Zero, "A trade has a quantity.");

        Advance(trade.Time);
        var quantity = trade.Quantity.Value;
        var slice = new TapeSlice
        {
            Count = 1,
            Volume = quantity,
            Bought = trade.Aggressor == Side.Bid ? quantity : 0,
            Sold = trade.Aggressor == Side.Ask ? quantity : 0,
            TickLots = (Int128)trade.Price.Value * quantity,
        };
        _total.Add(slice);
        _slices[_at].Add(slice);
    }

    /// <summary>Visits all that later values depend on.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _slice);
        sink.Visit(ref _at);
        _total.VisitState(sink);
        foreach (ref var slice in _slices.AsSpan())
        {
            slice.VisitState(sink);
        }
    }

    private long SliceOf(TimestampNs time)
    {
        var quotient = time.Value / _sliceNs;
        return time.Value % _sliceNs < 0 ? quotient - 1 : quotient;
    }
}
