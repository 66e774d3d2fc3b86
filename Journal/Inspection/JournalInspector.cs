using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal.Reading;

namespace Journal.Inspection;

/// <summary>Gathers the facts of a journal in one verified pass. One thread.</summary>
public static class JournalInspector
{
    /// <summary>Inspects a journal.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="progress">Told the events read so far, once a frame; null for none.</param>
    /// <param name="cancellation">Stops after a frame.</param>
    /// <exception cref="JournalException">There is no journal, one of another version or with a damaged
    /// head.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static JournalDescription Inspect(
        string directory, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var reader = JournalReader.Open(directory);
        var counts = new long[ushort.MaxValue + 1];
        var registry = new InstrumentRegistry();
        var mode = RunMode.None;
        TimestampNs? first = null;
        TimestampNs? last = null;
        using var events = reader.OpenEvents();
        while (events.TryReadFrame(out var frame))
        {
            if (first is null)
            {
                // Where the head was purged, what it defined stands in the catalogue of the first segment left.
                reader.Apply(registry, events.Catalogue, events.FirstSequence);
                mode = SessionModeOf(events.Catalogue);
            }

            first ??= frame[0].Time;
            last = events.HighestTime;
            foreach (ref readonly var slot in frame)
            {
                counts[(ushort)slot.Kind]++;
                mode = slot.Kind == EventKind.SessionStarted ? slot.SessionStarted.Mode : mode;
            }

            reader.Apply(registry, frame, events.FirstSequence);
            progress?.Report(events.NextSequence);
            cancellation.ThrowIfCancellationRequested();
        }

        using var commands = reader.OpenCommands();
        long? firstCause = null;
        var lastCause = 0L;
        while (commands.TryReadFrame(out var frame))
        {
            firstCause ??= frame[0].Cause;
            lastCause = frame[^1].Cause;
            cancellation.ThrowIfCancellationRequested();
        }

        var odds = StreamAgreement.Find(
            reader, StreamVerdict.Of(events), StreamVerdict.Of(commands, firstCause, lastCause), out var isLost);

        return new JournalDescription
        {
            Report = new JournalReport
            {
                Path = reader.Directory,
                End = events.End,
                CommandsEnd = isLost && odds is not null ? JournalEnd.Damaged : commands.End,
                IsAtOdds = odds is not null,
                PurgedEvents = reader.FirstSequence,
                Events = events.NextSequence - reader.FirstSequence,
                Commands = commands.NextSequence - reader.FirstCommandSequence,
                Segments = reader.EventSegmentCount + reader.CommandSegmentCount,
                FirstTime = first,
                LastTime = last,
                Bytes = reader.SizeBytes(),
                TornBytes = events.TornBytes + commands.TornBytes,
                Fault = events.Fault ?? commands.Fault ?? odds,
            },
            Facts = reader.Facts,
            Kinds = [.. Occurring(counts)],
            Instruments = registry.All,
            Mode = mode,
        };
    }

    private static RunMode SessionModeOf(ReadOnlySpan<Event> catalogue)
    {
        var mode = RunMode.None;
        foreach (ref readonly var slot in catalogue)
        {
            mode = slot.Kind == EventKind.SessionStarted ? slot.SessionStarted.Mode : mode;
        }

        return mode;
    }

    private static IEnumerable<(EventKind Kind, long Count)> Occurring(long[] counts)
    {
        for (var kind = 0; kind < counts.Length; kind++)
        {
            if (counts[kind] > 0)
            {
                yield return ((EventKind)kind, counts[kind]);
            }
        }
    }
}
