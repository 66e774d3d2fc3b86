namespace Replay.Quality;

/// <summary>Compares the ends of files that hold the same kind of data: what lies between two of them.</summary>
internal static class FileEdges
{
    /// <summary>Gaps between files, and files that overlap.</summary>
    internal static IEnumerable<QualityFinding> Of(IEnumerable<QualityStream> streams, QualityLimits limits)
    {
        var groups = streams
            .GroupBy(stream => (stream.Instrument, stream.Stream, stream.IntervalNs))
            .OrderBy(group => group.Key.Instrument, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Stream, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            QualityStream? last = null;
            foreach (var stream in group.OrderBy(stream => stream.FirstTimeNs))
            {
                if (last is not null && Between(last, stream, limits) is { } finding)
                {
                    yield return finding;
                }

                last = last is null || stream.LastTimeNs > last.LastTimeNs ? stream : last;
            }
        }
    }

    private static QualityFinding? Between(QualityStream before, QualityStream after, QualityLimits limits)
    {
        var silence = after.FirstTimeNs - before.LastTimeNs;
        var silenceMax = after.Stream switch
        {
            nameof(StreamKind.Book) or nameof(StreamKind.Trade) or nameof(StreamKind.Quote) => limits.SilenceNs,
            nameof(StreamKind.Mark) or nameof(StreamKind.OpenInterest) => limits.SlowSilenceNs,
            _ => long.MaxValue,
        };
        var missing = after.IntervalNs > 0 ? (silence / after.IntervalNs) - 1 : 0;

        // Bars of one close are in both files; of other data one time may well be shared.
        var isOverlap = silence < 0 || (silence == 0 && after.IntervalNs > 0);
        if (isOverlap)
        {
            var shared = Math.Min(before.LastTimeNs, after.LastTimeNs) - after.FirstTimeNs;
            return Make(QualityCheck.Overlap, before, after, shared, 0);
        }

        if (missing > 0)
        {
            return Make(QualityCheck.MissingBars, before, after, missing, missing);
        }

        return silence > silenceMax ? Make(QualityCheck.Silence, before, after, silence, 0) : null;
    }

    private static QualityFinding Make(
        QualityCheck check, QualityStream before, QualityStream after, long worst, long sum) => new()
        {
            Check = check,
            Instrument = after.Instrument,
            Stream = after.Stream,
            File = after.File,
            Count = 1,
            Worst = worst,
            Sum = sum,
            FirstRow = after.FirstRow,
            FirstTimeNs = after.FirstTimeNs,
            Note = $"between {before.File} and {after.File}",
        };
}
