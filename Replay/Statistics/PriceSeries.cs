using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>The price of one instrument, for charts, in bounded memory. Single writer.</summary>
public sealed class PriceSeries
{
    /// <summary>Makes a series.</summary>
    /// <param name="capacity">The most buckets; even, at least 2.</param>
    public PriceSeries(int capacity = 2_048) => Ticks = new DecimatedSeries(capacity);

    /// <summary>The price, in ticks; each bucket is a candle.</summary>
    public DecimatedSeries Ticks { get; }

    /// <summary>Takes one price: a trade, or a changed middle.</summary>
    /// <param name="time">Not before the price before.</param>
    /// <param name="price">In ticks.</param>
    public void OnPrice(TimestampNs time, PriceTicks price) => Ticks.Add(time, price.Value);

    /// <summary>Takes a bar.</summary>
    /// <param name="closeTime">The end of the bar, which is the time that bars carry in the stream.</param>
    /// <param name="open">In ticks.</param>
    /// <param name="high">In ticks.</param>
    /// <param name="low">In ticks.</param>
    /// <param name="close">In ticks.</param>
    public void OnBar(TimestampNs closeTime, PriceTicks open, PriceTicks high, PriceTicks low, PriceTicks close)
    {
        // The nanosecond before its close is inside the bar; the close itself is the first instant of the next one.
        // A trade stamped with that very instant may have come first.
        var inside = closeTime - 1;
        if (inside < Ticks.Latest)
        {
            inside = Ticks.Latest;
        }

        Ticks.Add(inside, open.Value);
        Ticks.Add(inside, high.Value);
        Ticks.Add(inside, low.Value);
        Ticks.Add(inside, close.Value);
    }
}
