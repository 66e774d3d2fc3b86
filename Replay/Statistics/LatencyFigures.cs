using Engine.Disruptor;
using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>A distribution of lengths of time, in milliseconds.</summary>
/// <remarks>
/// A percentile is the value that so many of all values do not exceed, read from a histogram: at most 3 % above the
/// true one, never below it. Least and greatest are exact.
/// </remarks>
/// <param name="Count">How many were measured.</param>
/// <param name="Min">The least.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">Nine of ten do not exceed it.</param>
/// <param name="P99">Ninety-nine of a hundred do not exceed it.</param>
/// <param name="Max">The greatest.</param>
public sealed record LatencyFigures(long Count, double Min, double P50, double P90, double P99, double Max)
{
    /// <summary>The figures of a histogram of nanoseconds; null where it is empty.</summary>
    public static LatencyFigures? Of(LogLinearHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return histogram.Count == 0
            ? null
            : new LatencyFigures(
                histogram.Count,
                Milliseconds(histogram.Min),
                Milliseconds(histogram.ValueAt(0.5)),
                Milliseconds(histogram.ValueAt(0.9)),
                Milliseconds(histogram.ValueAt(0.99)),
                Milliseconds(histogram.Max));
    }

    private static double Milliseconds(long nanoseconds) => nanoseconds / (double)TimestampNs.PerMillisecond;
}
