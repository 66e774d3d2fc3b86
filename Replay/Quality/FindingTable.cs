namespace Replay.Quality;

/// <summary>Counts what is wrong, and keeps the first and the worst of it. One thread.</summary>
internal sealed class FindingTable
{
    private readonly List<Entry> _entries = [];

    /// <summary>Notes one occurrence.</summary>
    /// <param name="check">What is wrong.</param>
    /// <param name="instrument">The instrument's name; empty for none.</param>
    /// <param name="stream">The kind of data; null for none.</param>
    /// <param name="place">Where.</param>
    /// <param name="worst">How bad; its unit is the check's.</param>
    /// <param name="note">What is known beside it.</param>
    internal void Note(
        QualityCheck check, string instrument, StreamKind? stream, in QualityPlace place, long worst,
        string? note = null)
    {
        var entry = Find(check, instrument, stream);
        if (entry is null)
        {
            entry = new Entry(check, instrument, stream) { First = place, Text = note };
            _entries.Add(entry);
        }

        entry.Count++;
        entry.Worst = Math.Max(entry.Worst, worst);
        entry.Sum = long.MaxValue - entry.Sum < worst ? long.MaxValue : entry.Sum + worst;
    }

    /// <summary>Leaves out what turned out to be no fault.</summary>
    internal void Drop(QualityCheck check, string instrument, StreamKind stream)
    {
        if (Find(check, instrument, stream) is { } entry)
        {
            _entries.Remove(entry);
        }
    }

    /// <summary>What was noted, in the order of first occurrence.</summary>
    internal IEnumerable<QualityFinding> ToFindings(string? file) => _entries.Select(entry => new QualityFinding
    {
        Check = entry.Check,
        Instrument = entry.Instrument,
        Stream = entry.Stream?.ToString() ?? string.Empty,
        File = file,
        Count = entry.Count,
        Worst = entry.Worst,
        Sum = entry.Check is QualityCheck.MissingBars or QualityCheck.MissingIds or QualityCheck.FeedGap
            ? entry.Sum
            : 0,
        FirstRow = entry.First.Row,
        FirstTimeNs = entry.First.Time.Value,
        Note = entry.Text,
    });

    private Entry? Find(QualityCheck check, string instrument, StreamKind? stream)
    {
        foreach (var entry in _entries)
        {
            if (entry.Check == check && entry.Stream == stream && entry.Instrument == instrument)
            {
                return entry;
            }
        }

        return null;
    }

    private sealed class Entry(QualityCheck check, string instrument, StreamKind? stream)
    {
        internal QualityCheck Check => check;

        internal string Instrument => instrument;

        internal StreamKind? Stream => stream;

        internal QualityPlace First { get; init; }

        internal string? Text { get; init; }

        internal long Count { get; set; }

        internal long Worst { get; set; }

        internal long Sum { get; set; }
    }
}
