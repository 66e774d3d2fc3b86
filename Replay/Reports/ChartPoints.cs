using Replay.Statistics;

namespace Replay.Reports;

/// <summary>Turns buckets into the corners of a line that goes through every extreme at its own time.</summary>
internal static class ChartPoints
{
    /// <summary>All corners: up to four for each bucket.</summary>
    public static IReadOnlyList<ChartPoint> Of(DecimatedSeries series)
    {
        var points = new List<ChartPoint>();
        foreach (var bucket in series.ToBuckets())
        {
            var low = new ChartPoint(bucket.LowTime, bucket.Low);
            var high = new ChartPoint(bucket.HighTime, bucket.High);
            var (earlier, later) = low.Time <= high.Time ? (low, high) : (high, low);
            AddUnlessSame(points, new ChartPoint(bucket.FirstTime, bucket.First));
            AddUnlessSame(points, earlier);
            AddUnlessSame(points, later);
            AddUnlessSame(points, new ChartPoint(bucket.LastTime, bucket.Last));
        }

        return points;
    }

    /// <summary>One corner for each bucket, its last value, thinned to so many.</summary>
    public static IReadOnlyList<ChartPoint> Thinned(DecimatedSeries series, int countMax)
    {
        var buckets = series.ToBuckets();
        var step = Math.Max(1, (buckets.Count + countMax - 1) / countMax);
        var points = new List<ChartPoint>();
        for (var index = 0; index < buckets.Count; index += step)
        {
            var bucket = buckets[Math.Min(index + step, buckets.Count) - 1];
            points.Add(new ChartPoint(bucket.LastTime, bucket.Last));
        }

        return points;
    }

    /// <summary>Neighbours joined until no more than so many are left.</summary>
    /// <param name="buckets">Buckets in order of time.</param>
    /// <param name="countMax">At least 1.</param>
    /// <returns>What is left, and how many went into each.</returns>
    public static (IReadOnlyList<SeriesBucket> Buckets, int MergedEach) Merged(
        IReadOnlyList<SeriesBucket> buckets, int countMax)
    {
        var each = Math.Max(1, (buckets.Count + countMax - 1) / countMax);
        if (each == 1)
        {
            return (buckets, each);
        }

        var merged = new List<SeriesBucket>();
        for (var index = 0; index < buckets.Count; index++)
        {
            var bucket = buckets[index];
            if (index % each == 0)
            {
                merged.Add(bucket);
            }
            else
            {
                merged[^1] = merged[^1].Then(in bucket);
            }
        }

        return (merged, each);
    }

    private static void AddUnlessSame(List<ChartPoint> points, ChartPoint point)
    {
        if (points.Count == 0 || points[^1] != point)
        {
            points.Add(point);
        }
    }
}
