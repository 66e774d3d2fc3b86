namespace Replay.Import;

/// <summary>What was found in one file of an import. Filled by one thread.</summary>
public sealed class ImportFile
{
    private readonly SortedDictionary<string, long> _ignored = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    internal ImportFile(string path) => Path = path;

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>Its name without the folder: what a journal may keep, wherever the file lies.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Rows (lines, messages) read.</summary>
    public long Rows { get; internal set; }

    /// <summary>Rows that gave no event, by reason.</summary>
    public IReadOnlyDictionary<string, long> IgnoredRows => _ignored;

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Bars that are missing between two others.</summary>
    public long MissingBars { get; internal set; }

    /// <summary>Trades and bars that came again and were left out.</summary>
    public long Duplicates { get; internal set; }

    /// <summary>Rows whose time went backwards, stored under the highest so far.</summary>
    public long TimesRaised { get; internal set; }

    /// <summary>Rows that could not be read and were left out.</summary>
    public long Refused { get; private set; }

    /// <summary>What was wrong with the first of them, with its row; null where there is none.</summary>
    public string? FirstRefusal { get; private set; }

    /// <summary>
    /// The least of local receive time − venue's time before any shift, ns; negative where the recorder's clock is
    /// behind, null where the file has no receive time.
    /// </summary>
    public long? SmallestLatencyNs { get; internal set; }

    internal void CountIgnored(string reason, long rows = 1) =>
        _ignored[reason] = _ignored.GetValueOrDefault(reason) + rows;

    internal void CountRefused(ImportException refusal)
    {
        Refused++;
        FirstRefusal ??= refusal.Row > 0 ? $"row {refusal.Row}: {refusal.Problem}" : refusal.Problem;
    }

    internal void ObserveLatency(long nanoseconds)
    {
        if (SmallestLatencyNs is null || nanoseconds < SmallestLatencyNs)
        {
            SmallestLatencyNs = nanoseconds;
        }
    }

    internal void Warn(string warning)
    {
        if (!_warnings.Contains(warning, StringComparer.Ordinal))
        {
            _warnings.Add(warning);
        }
    }
}
