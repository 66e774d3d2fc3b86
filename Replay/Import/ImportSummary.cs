using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import;

/// <summary>What an import did. Filled by one thread.</summary>
public sealed class ImportSummary
{
    private readonly SortedDictionary<EventKind, long> _events = [];
    private readonly List<string> _warnings = [];
    private readonly List<Instrument> _instruments = [];
    private readonly List<ImportFile> _files = [];

    /// <summary>The files, in the order in which they were named.</summary>
    public IReadOnlyList<ImportFile> Files => _files;

    /// <summary>Rows (lines, messages) read.</summary>
    public long Rows => _files.Sum(file => file.Rows);

    /// <summary>Events handed to the sink, definitions included.</summary>
    public long Events { get; private set; }

    /// <summary>Events by kind, definitions included.</summary>
    public IReadOnlyDictionary<EventKind, long> EventsByKind => _events;

    /// <summary>Rows that gave no event, by reason.</summary>
    public IReadOnlyDictionary<string, long> IgnoredRows
    {
        get
        {
            var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var (reason, rows) in _files.SelectMany(file => file.IgnoredRows))
            {
                sums[reason] = sums.GetValueOrDefault(reason) + rows;
            }

            return sums;
        }
    }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The instruments, by their numbers.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>The first event's time; zero where there is none.</summary>
    public TimestampNs FirstTime { get; private set; }

    /// <summary>The last event's time.</summary>
    public TimestampNs LastTime { get; private set; }

    /// <summary>
    /// The least of local receive time − venue's send time before any shift, ns; negative where the recorder's clock is
    /// behind, null where no file has a receive time.
    /// </summary>
    public long? SmallestLatencyNs => _files.Min(file => file.SmallestLatencyNs);

    /// <summary>What was added to the recorder's times, ns.</summary>
    public long ClockShiftNs { get; internal set; }

    /// <summary>Gaps: missing book updates, and missing bars.</summary>
    public long Gaps => _events.GetValueOrDefault(EventKind.FeedGap) + _files.Sum(file => file.MissingBars);

    /// <summary>Trades and bars that came again and were left out.</summary>
    public long Duplicates => _files.Sum(file => file.Duplicates);

    /// <summary>Rows whose time went backwards, stored under the highest so far.</summary>
    public long TimesRaised => _files.Sum(file => file.TimesRaised);

    /// <summary>Rows that could not be read and were left out.</summary>
    public long Refused => _files.Sum(file => file.Refused);

    internal void CountRun(ReadOnlySpan<Event> run)
    {
        if (Events == 0)
        {
            FirstTime = run[0].Time;
        }

        Events += run.Length;
        LastTime = run[^1].Time;

        // The slots of a run are of one kind, except definitions.
        foreach (ref readonly var item in run)
        {
            _events[item.Kind] = _events.GetValueOrDefault(item.Kind) + 1;
        }
    }

    internal void Warn(string warning)
    {
        if (!_warnings.Contains(warning, StringComparer.Ordinal))
        {
            _warnings.Add(warning);
        }
    }

    internal void Add(Instrument instrument) => _instruments.Add(instrument);

    internal void Add(ImportFile file) => _files.Add(file);
}
