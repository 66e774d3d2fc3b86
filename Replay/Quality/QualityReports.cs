using Engine.Model.Events;
using Engine.Model.Instruments;
using Journal;
using Journal.Reading;

namespace Replay.Quality;

/// <summary>Makes reports of journals. Any thread.</summary>
public static class QualityReports
{
    /// <summary>The most findings that a report keeps.</summary>
    public const int FindingsMax = 10_000;

    /// <summary>Reads the public events of a journal for what is wrong with them.</summary>
    /// <param name="path">The journal's directory.</param>
    /// <param name="limits">From where on something is reported.</param>
    /// <param name="progress">Is told how many events were read, now and then; null for nobody.</param>
    /// <param name="token">Stops it between two frames.</param>
    /// <exception cref="JournalException">The journal is missing, damaged or torn, or the disk failed.</exception>
    /// <exception cref="OperationCanceledException">The token stopped it.</exception>
    public static QualityReport Of(
        string path, QualityLimits limits, IProgress<long>? progress, CancellationToken token)
    {
        var reader = JournalReader.Open(path);
        var registry = new InstrumentRegistry();
        var tracker = new QualityTracker(null, limits, id => registry[id].Name);
        using var cursor = reader.OpenEvents();
        var isFirst = true;
        while (cursor.TryReadFrame(out var events))
        {
            token.ThrowIfCancellationRequested();
            if (isFirst)
            {
                // Where the head was purged, what it defined stands in the catalogue.
                Define(registry, cursor.Catalogue);
                isFirst = false;
            }

            Observe(tracker, registry, events, cursor.FirstSequence);
            progress?.Report(cursor.NextSequence);
        }

        if (cursor.Fault is { } fault)
        {
            throw JournalException.NotWhole(path, cursor.End, fault);
        }

        var (findings, streams) = tracker.Finish();
        return Join(findings, streams, limits) with
        {
            Journal = reader.Facts.JournalId.ToString(),
            Events = cursor.NextSequence,
        };
    }

    /// <summary>One report of what was found in several files.</summary>
    internal static QualityReport Join(
        IReadOnlyList<QualityFinding> findings, IReadOnlyList<QualityStream> streams, QualityLimits limits)
    {
        var all = findings.Concat(FileEdges.Of(streams, limits)).ToArray();
        return new QualityReport
        {
            Limits = limits,
            Findings =
            [
                .. all.Take(FindingsMax).OrderBy(finding => finding.Check)
                    .ThenBy(finding => finding.Instrument, StringComparer.Ordinal),
            ],
            FindingsLeftOut = Math.Max(0, all.Length - FindingsMax),
            Streams = streams,
        };
    }

    private static void Define(InstrumentRegistry registry, ReadOnlySpan<Event> events)
    {
        foreach (ref readonly var e in events)
        {
            if (InstrumentRegistry.IsDefinition(e.Kind))
            {
                registry.Apply(in e);
            }
        }
    }

    private static void Observe(
        QualityTracker tracker, InstrumentRegistry registry, ReadOnlySpan<Event> events, long sequence)
    {
        var first = 0;
        for (var i = 0; i < events.Length; i++)
        {
            if (!events[i].IsLastOfRun)
            {
                continue;
            }

            var run = events[first..(i + 1)];
            if (InstrumentRegistry.IsDefinition(run[0].Kind))
            {
                Define(registry, run);
            }
            else
            {
                tracker.Observe(run, sequence + first);
            }

            first = i + 1;
        }
    }
}
