using System.Diagnostics;
using System.Globalization;
using Engine.Core;
using Journal;
using Journal.Inspection;
using Journal.Reading;
using Replay.Recovery;
using Replay.Sessions;

namespace Replay.Replaying;

/// <summary>Runs a journal through a new core: the same run again. With verification it proves that it is.</summary>
public static class ReplayRunner
{
    private const long ProgressMask = (1 << 16) - 1;

    /// <summary>Replays a journal on the caller's thread.</summary>
    /// <exception cref="RunConfigurationException">It is to be verified but holds no run.</exception>
    /// <exception cref="JournalException">The journal cannot be read or is damaged.</exception>
    /// <exception cref="CoreFaultException">The events are impossible, or an invariant is broken.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static ReplayResult Run(ReplayRequest request, IRunProgress? progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reader = JournalReader.Open(request.JournalPath);
        var marks = RunMarks.Of(reader);
        if (request.Verify && reader.CommandSegmentCount == 0 && !marks.IsRun)
        {
            throw new RunConfigurationException(
                $"{request.JournalPath}: the journal holds data alone, no run to verify; "
                + "make one with backtest --out, or replay it without --verify");
        }

        var started = Stopwatch.GetTimestamp();
        var start = FindStart(request, reader);
        var (core, from) = (start.Core, start.Sequence);
        using var cursor = reader.OpenEvents();
        cursor.SeekSequence(from);
        using var comparer = request.Verify ? new CommandComparer(reader, core.Instruments, from) : null;
        var digests = new List<DigestPoint>();
        var commandCount = Feed(request, core, cursor, comparer, digests, reader.CountEvents(), progress, token);
        comparer?.Finish(core.Sequence);
        var unproved = comparer is null ? [] : RunCoverage.Find(reader, marks, cursor, comparer, core.Sequence);
        if (comparer is { Difference: null, AgreedCount: 0 } && unproved.Count == 0)
        {
            throw NothingCompared(request, start, core.Sequence);
        }

        if (comparer is not null)
        {
            commandCount = comparer.AgreedCount;
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var eventCount = core.Sequence + 1 - from;
        return new ReplayResult
        {
            Journal = request.JournalPath,
            From = from,
            Events = eventCount,
            ElapsedSeconds = elapsed,
            EventsPerSecond = elapsed > 0 ? eventCount / elapsed : 0,
            Commands = commandCount,
            WitnessesChecked = comparer?.WitnessCount ?? 0,
            DigestsChecked = comparer?.DigestCount ?? 0,
            Identical = comparer is null ? null : comparer.Difference is null && unproved.Count == 0,
            FirstDifference = comparer?.Difference,
            Unproved = unproved,
            Ended = marks.IsEnded,
            Witness = Hex(core.Witness),
            Digest = Hex(core.Digest()),
            Digests = digests,
            Warnings = [.. Warnings(request, reader, start), .. Warnings(cursor, marks)],
        };
    }

    /// <summary>From the head as long as nothing else is asked for and the head is there.</summary>
    private static StartingPoint FindStart(ReplayRequest request, JournalReader reader) =>
        request.From is null && reader.FirstSequence == 0
            ? StartingPoint.AtHead(request.Catalog)
            : StartingPoint.Find(reader, request.Catalog, LatestStart(request), oldestFirst: request.From is null);

    private static long LatestStart(ReplayRequest request)
    {
        var latest = request.From ?? long.MaxValue;
        return request.To is { } to ? Math.Min(latest, to + 1) : latest;
    }

    private static IEnumerable<string> Warnings(ReplayRequest request, JournalReader reader, StartingPoint start)
    {
        foreach (var passed in start.Passed)
        {
            yield return $"{passed.Name} was passed over: {passed.Reason}";
        }

        if (reader.FirstSequence > 0)
        {
            yield return $"events 0 to {reader.FirstSequence - 1} were purged";
        }

        if (request.From is not null && start.Snapshot is null)
        {
            yield return "no snapshot was there to begin with, so all was replayed";
        }

        if (start.Snapshot is { } snapshot && snapshot.CodeHash != CodeIdentity.Hash(request.Catalog))
        {
            yield return $"the snapshot at {snapshot.Sequence} was taken by other code (engine "
                + $"{snapshot.EngineVersion}): what it holds was decided by that";
        }
    }

    private static long Feed(
        ReplayRequest request, TradingCore core, EventCursor cursor, CommandComparer? comparer,
        List<DigestPoint> digests, long total, IRunProgress? progress, CancellationToken token)
    {
        long commandCount = 0;
        while (cursor.TryReadFrame(out var events))
        {
            token.ThrowIfCancellationRequested();
            var sequence = cursor.FirstSequence;
            foreach (ref readonly var e in events)
            {
                if (sequence > request.To)
                {
                    return commandCount;
                }

                request.Pace?.Await(in e, token);
                core.OnEvent(e, sequence);
                commandCount += core.Commands.Length;
                comparer?.Compare(core.Commands);
                if (request.DeepInterval > 0 && (sequence + 1) % request.DeepInterval == 0)
                {
                    digests.Add(new DigestPoint(sequence, Hex(core.Digest())));
                }

                sequence++;
            }

            if (request.Pace is not null || (sequence & ProgressMask) < events.Length)
            {
                progress?.Report(sequence, total);
            }
        }

        return cursor.Fault is { } fault && cursor.End == JournalEnd.Damaged
            ? throw JournalException.Damaged(request.JournalPath, fault)
            : commandCount;
    }

    private static List<string> Warnings(EventCursor cursor, RunMarks marks)
    {
        List<string> warnings = [];
        if (cursor.End == JournalEnd.TornTail)
        {
            warnings.Add($"the journal ends in a torn tail of {cursor.TornBytes} bytes, which was not replayed");
        }

        if (marks is { IsRun: true, IsEnded: false } && cursor.End != JournalEnd.NotReached)
        {
            warnings.Add(
                $"the run has no end: its last event, {cursor.NextSequence - 1}, is no SessionEnded, so it was cut "
                + "there or is still being written");
        }

        return warnings;
    }

    private static RunConfigurationException NothingCompared(
        ReplayRequest request, StartingPoint start, long last) => new(
        start.Snapshot is { } snapshot
            ? $"{request.JournalPath}: nothing was recorded after the snapshot at {snapshot.Sequence} that could be "
                + "compared; choose an earlier one with --from"
            : $"{request.JournalPath}: nothing was recorded up to event {last} that could be compared; "
                + (request.To is null ? "the run decided nothing" : "choose a later --to"));

    private static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
