using System.Diagnostics;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Bars;

/// <summary>Builds bars of a fixed length of time from trades or prices. One thread.</summary>
/// <remarks>
/// Bars start at multiples of their length since the epoch; an event at the very end of one belongs to the next. A bar
/// is closed by the first event at or after its end, and cannot be seen before: so with every event first take what is
/// closed, in a loop, then add the event.
/// <code>
/// while (bars.TryClose(now, out var bar)) { … }
/// bars.AddTrade(now, price, quantity, aggressor);
/// </code>
/// Where no event may come in time, a timer at <see cref="NextClose" /> is one.
/// </remarks>
public sealed class BarBuilder
{
    private readonly long _lengthNs;
    private readonly BarGaps _gaps;
    private TimestampNs _openTime;
    private bool _isStarted;
    private bool _hasPrice;
    private PriceTicks _open;
    private PriceTicks _high;
    private PriceTicks _low;
    private PriceTicks _close;
    private long _volume;
    private long _bought;
    private long _sold;
    private long _tradeCount;

    /// <summary>Makes one.</summary>
    /// <param name="lengthNs">The length of a bar, ns, positive; <c>BarInterval.LengthNs()</c> gives the usual
    /// ones.</param>
    /// <param name="gaps">What to do with intervals in which nothing happened.</param>
    public BarBuilder(long lengthNs, BarGaps gaps = BarGaps.Skip)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lengthNs);
        _lengthNs = lengthNs;
        _gaps = gaps;
    }

    /// <summary>
    /// When the bar that is being built ends; <see cref="TimestampNs.MaxValue" /> while there is none.
    /// </summary>
    public TimestampNs NextClose => _isStarted ? _openTime + _lengthNs : TimestampNs.MaxValue;

    /// <summary>
    /// Closes the bar that is being built, if it is over. Call it until it answers no: a gap closes several.
    /// </summary>
    /// <param name="now">The time of the event at hand, or of the clock.</param>
    /// <param name="bar">The bar, oldest first.</param>
    /// <returns>Whether a bar was closed.</returns>
    public bool TryClose(TimestampNs now, out ClosedBar bar)
    {
        bar = default;
        if (!_isStarted || now < NextClose)
        {
            return false;
        }

        if (!_hasPrice && _gaps == BarGaps.Skip)
        {
            _isStarted = false;
            return false;
        }

        bar = Finish();
        _openTime += _lengthNs;
        _hasPrice = false;
        _volume = _bought = _sold = _tradeCount = 0;
        return true;
    }

    /// <summary>Adds a trade to the bar of its time.</summary>
    /// <exception cref="OverflowException">The volume of one bar exceeds a long.</exception>
    public void AddTrade(in TapeTrade trade)
    {
        if (trade.Aggressor is { } aggressor)
        {
            AddTrade(trade.Time, trade.Price, trade.Quantity, aggressor);
        }
        else
        {
            AddTradeWithoutSide(trade.Time, trade.Price, trade.Quantity);
        }
    }

    /// <summary>Adds a trade to the bar of its time.</summary>
    public void AddTrade(TimestampNs time, PriceTicks price, QtyLots quantity, Side aggressor)
    {
        AddTradeWithoutSide(time, price, quantity);
        if (aggressor == Side.Bid)
        {
            _bought += quantity.Value;
        }
        else
        {
            _sold += quantity.Value;
        }
    }

    /// <summary>Adds a trade of which the venue does not say who took.</summary>
    /// <exception cref="OverflowException">The volume of one bar exceeds a long.</exception>
    public void AddTradeWithoutSide(TimestampNs time, PriceTicks price, QtyLots quantity)
    {
        AddPrice(time, price);
        _volume = checked(_volume + quantity.Value);
        _tradeCount++;
    }

    /// <summary>Adds a price without volume: a mid, a mark.</summary>
    public void AddPrice(TimestampNs time, PriceTicks price)
    {
        if (!_isStarted)
        {
            _openTime = time - PositiveRemainder(time.Value, _lengthNs);
            _isStarted = true;
        }

        Debug.Assert(time >= _openTime && time < NextClose, "A bar that is over is taken before the next event.");
        if (!_hasPrice)
        {
            _hasPrice = true;
            _open = _high = _low = price;
        }

        _high = price > _high ? price : _high;
        _low = price < _low ? price : _low;
        _close = price;
    }

    /// <summary>Visits all that later bars depend on.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _openTime);
        sink.Visit(ref _isStarted);
        sink.Visit(ref _hasPrice);
        sink.Visit(ref _open);
        sink.Visit(ref _high);
        sink.Visit(ref _low);
        sink.Visit(ref _close);
        sink.Visit(ref _volume);
        sink.Visit(ref _bought);
        sink.Visit(ref _sold);
        sink.Visit(ref _tradeCount);
    }

    private static long PositiveRemainder(long value, long divisor)
    {
        var remainder = value % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }

    private ClosedBar Finish() => new()
    {
        OpenTime = _openTime,
        CloseTime = NextClose,
        Open = _hasPrice ? _open : _close,
        High = _hasPrice ? _high : _close,
        Low = _hasPrice ? _low : _close,
        Close = _close,
        Volume = new QtyLots(_volume),
        TakerBuyVolume = new QtyLots(_bought),
        TakerSellVolume = new QtyLots(_sold),
        TradeCount = _tradeCount,
    };
}
