using Engine.Books;
using Engine.Model.State;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>What indicators see of one sample, and what gathers until the next. One thread.</summary>
internal sealed class ConditionSample
{
    private double _high;
    private double _low;
    private double _volume;
    private double _delta;
    private double _longs;
    private double _shorts;

    /// <summary>The market.</summary>
    internal MarketState Market { get; private set; } = null!;

    /// <summary>The price at the sample: the mid, else the last trade, else the bar's close.</summary>
    internal double Price { get; private set; }

    /// <summary>The highest price since the sample before.</summary>
    internal double High => Math.Max(_high, Price);

    /// <summary>The lowest price since the sample before.</summary>
    internal double Low => _low > 0 ? Math.Min(_low, Price) : Price;

    /// <summary>Gain or loss of the open position, percent of what it cost; not a number where there is none.</summary>
    internal double PnlPct { get; set; }

    /// <summary>Seconds since the position was opened; not a number where there is none.</summary>
    internal double PositionAge { get; set; }

    /// <summary>Seconds since the signal was seen; not a number where there is none.</summary>
    internal double SignalAge { get; set; }

    internal void AddTrade(double price, double quantity, double delta)
    {
        AddRange(price, price);
        _volume += quantity;
        _delta += delta;
    }

    internal void AddBar(double high, double low, double volume, double delta)
    {
        AddRange(high, low);
        _volume += volume;
        _delta += delta;
    }

    internal void AddLiquidation(double quantity, bool ofLongs)
    {
        if (ofLongs)
        {
            _longs += quantity;
        }
        else
        {
            _shorts += quantity;
        }
    }

    /// <summary>Closes the sample; <see cref="Clear" /> begins the next.</summary>
    internal void Take(MarketState market, double price)
    {
        Market = market;
        Price = price;
    }

    internal double Of(SampleInput input) => input switch
    {
        SampleInput.Price => Price,
        SampleInput.Volume => _volume,
        SampleInput.Delta => _delta,
        SampleInput.LongLiquidations => _longs,
        SampleInput.ShortLiquidations => _shorts,
        SampleInput.Liquidations => _longs + _shorts,
        _ => Market.Instrument.ToDouble(Market.OpenInterest),
    };

    /// <summary>Begins the next sample.</summary>
    internal void Clear() => _high = _low = _volume = _delta = _longs = _shorts = 0;

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _high);
        sink.Visit(ref _low);
        sink.Visit(ref _volume);
        sink.Visit(ref _delta);
        sink.Visit(ref _longs);
        sink.Visit(ref _shorts);
    }

    private void AddRange(double high, double low)
    {
        _high = Math.Max(_high, high);
        _low = _low > 0 ? Math.Min(_low, low) : low;
    }
}
