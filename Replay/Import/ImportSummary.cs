using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import;

/// <summary>What an import did. Filled by one thread.</summary>
public sealed class ImportSummary
{
    private readonly SortedDictionary<EventKind, long> _events = [];
    private readonly SortedDictionary<string, long> _ignored = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];
    private readonly List<Instrument> _instruments = [];

    /// <summary>Rows (lines, messages) read.</summary>
    public long Rows { get; internal set; }

    /// <summary>Events handed to the sink, definitions included.</summary>
    public long Events { get; private set; }

    /// <summary>Events by kind, definitions included.</summary>
    public IReadOnlyDictionary<EventKind, long> EventsByKind => _events;

    /// <summary>Rows that gave no event, by reason.</summary>
    public IReadOnlyDictionary<string, long> IgnoredRows => _ignored;

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The instruments, by their numbers.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>The first event's time; zero where there is none.</summary>
    public TimestampNs FirstTime { get; private set; }

    /// <summary>The last event's time.</summary>
    public TimestampNs LastTime { get; private set; }

    /// <summary>
    /// The least of local receive time − venue's send time, ns; negative where the recorder's clock is behind.
    /// </summary>
    public long? SmallestLatencyNs { get; private set; }

    /// <summary>Gaps: missing book updates, and missing bars.</summary>
    public long Gaps { get; internal set; }

    /// <summary>Trades and bars that came again and were left out.</summary>
    public long Duplicates { get; internal set; }

    /// <summary>Rows whose time went backwards, stored under the highest so far.</summary>
    public long TimesRaised { get; internal set; }

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

    internal void CountIgnored(string reason) => _ignored[reason] = _ignored.GetValueOrDefault(reason) + 1;

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

    internal void Add(Instrument instrument) => _instruments.Add(instrument);
}
