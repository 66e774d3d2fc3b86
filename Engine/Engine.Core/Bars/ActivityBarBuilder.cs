using System.Diagnostics;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Bars;

/// <summary>Builds bars that are full after so many trades, so much volume or so much value. One thread.</summary>
/// <remarks>
/// The trade that fills a bar belongs to it whole and closes it; the next one opens another (López de Prado, Advances
/// in Financial Machine Learning, 2018, 2.3). Nothing of a bar can be seen before that trade. A trade whose value
/// cannot be computed exactly counts as none.
/// </remarks>
public sealed class ActivityBarBuilder
{
    private readonly BarSpec _spec;
    private readonly Instrument _instrument;
    private TimestampNs _openTime;
    private PriceTicks _open;
    private PriceTicks _high;
    private PriceTicks _low;
    private long _volume;
    private long _bought;
    private long _sold;
    private long _tradeCount;
    private long _filled;

    /// <summary>Makes one.</summary>
    /// <param name="spec">What fills a bar, and how much of it; not time, which <see cref="BarBuilder" /> does.</param>
    /// <param name="instrument">What is traded: says the value of a trade.</param>
    /// <exception cref="ArgumentException">The measure is time, or the size is not positive.</exception>
    public ActivityBarBuilder(BarSpec spec, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spec.Size, nameof(spec));
        if (spec.Measure is not (BarMeasure.Trades or BarMeasure.Volume or BarMeasure.Value))
        {
            throw new ArgumentException($"Bars of {spec.Measure} are not bars of activity.", nameof(spec));
        }

        _spec = spec;
        _instrument = instrument;
    }

    /// <summary>Adds a trade.</summary>
    /// <param name="trade">The trade.</param>
    /// <param name="bar">The bar, where the trade closed it.</param>
    /// <returns>Whether it closed the bar.</returns>
    /// <exception cref="OverflowException">The volume of one bar exceeds a long.</exception>
    public bool AddTrade(in TapeTrade trade, out ClosedBar bar)
    {
        Debug.Assert(_filled < _spec.Size, "A full bar was closed by the trade that filled it.");

        if (_tradeCount == 0)
        {
            _openTime = trade.Time;
            _open = _high = _low = trade.Price;
        }

        _high = trade.Price > _high ? trade.Price : _high;
        _low = trade.Price < _low ? trade.Price : _low;
        _volume = checked(_volume + trade.Quantity.Value);
        _bought += trade.Aggressor == Side.Bid ? trade.Quantity.Value : 0;
        _sold += trade.Aggressor == Side.Ask ? trade.Quantity.Value : 0;
        _tradeCount++;
        _filled = checked(_filled + MeasureOf(trade));
        if (_filled < _spec.Size)
        {
            bar = default;
            return false;
        }

        bar = Finish(trade);
        _volume = _bought = _sold = _tradeCount = _filled = 0;
        return true;
    }

    /// <summary>Visits all that later bars depend on.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _openTime);
        sink.Visit(ref _open);
        sink.Visit(ref _high);
        sink.Visit(ref _low);
        sink.Visit(ref _volume);
        sink.Visit(ref _bought);
        sink.Visit(ref _sold);
        sink.Visit(ref _tradeCount);
        sink.Visit(ref _filled);
    }

    private long MeasureOf(in TapeTrade trade) => _spec.Measure switch
    {
        BarMeasure.Trades => 1,
        BarMeasure.Volume => trade.Quantity.Value,
        _ => _instrument.TryNotional(trade.Price, trade.Quantity, out var value) ? value.Value : 0,
    };

    private ClosedBar Finish(in TapeTrade last) => new()
    {
        OpenTime = _openTime,
        CloseTime = last.Time,
        Open = _open,
        High = _high,
        Low = _low,
        Close = last.Price,
        Volume = new QtyLots(_volume),
        TakerBuyVolume = new QtyLots(_bought),
        TakerSellVolume = new QtyLots(_sold),
        TradeCount = _tradeCount,
    };
}
