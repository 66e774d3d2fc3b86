using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>One stretch of a series: its first, lowest, highest and last value, with their times.</summary>
/// <param name="FirstTime">When the first value came.</param>
/// <param name="First">The first value.</param>
/// <param name="LowTime">When the lowest value first came.</param>
/// <param name="Low">The lowest value.</param>
/// <param name="HighTime">When the highest value first came.</param>
/// <param name="High">The highest value.</param>
/// <param name="LastTime">When the last value came.</param>
/// <param name="Last">The last value.</param>
public readonly record struct SeriesBucket(
    TimestampNs FirstTime,
    long First,
    TimestampNs LowTime,
    long Low,
    TimestampNs HighTime,
    long High,
    TimestampNs LastTime,
    long Last)
{
    /// <summary>A bucket of one value.</summary>
    public SeriesBucket(TimestampNs time, long value)
        : this(time, value, time, value, time, value, time, value)
    {
    }

    /// <summary>The same bucket with a later one behind it.</summary>
    public SeriesBucket Then(in SeriesBucket later)
    {
        var (lowTime, low) = later.Low < Low ? (later.LowTime, later.Low) : (LowTime, Low);
        var (highTime, high) = later.High > High ? (later.HighTime, later.High) : (HighTime, High);
        return new SeriesBucket(FirstTime, First, lowTime, low, highTime, high, later.LastTime, later.Last);
    }
}
