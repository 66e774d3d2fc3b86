using System.Diagnostics;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Units;
using Engine.Strategies;
using Journal;
using Journal.Reading;
using Replay.Sessions;

namespace Replay.Recovery;

/// <summary>
/// Brings core, command stream and simulated venue to the end of a live journal, in one pass with the gateways muted:
/// what is decided again is held beside what was recorded, and nothing of it is sent. One thread; it changes nothing
/// on disk.
/// </summary>
internal sealed class SessionRecovery : IDisposable
{
    /// <summary>What can be done where other code has decided what the journal holds.</summary>
    internal const string WaysOn =
        "run the program that wrote it once more and stop it in good order with a snapshot at the end, which this one "
        + "goes on from; or begin a new journal in another directory, whose first session reconciles with the venue";

    // Reports overtake each other, and venues' clocks are not ours: a fill that is told twice counts once.
    private const long FillOverlapNs = 10 * TimestampNs.PerMinute;

    private readonly JournalReader _reader;
    private readonly IStreamFollower? _follower;
    private readonly RecordedCommands _commands;
    private readonly long _codeHash;
    private readonly TradingCore _core;
    private readonly EventTap? _tap;
    private TimestampNs _lastFill;

    private SessionRecovery(
        JournalReader reader, StartingPoint start, IStreamFollower? follower, long codeHash, EventTap? tap)
    {
        _tap = tap;
        _reader = reader;
        _follower = follower;
        _codeHash = codeHash;
        _core = start.Core;
        _commands = new RecordedCommands(reader, start.Sequence);
    }

    /// <summary>Sees an event before the core does, and may change it.</summary>
    internal delegate void EventTap(ref Event e, long sequence);

    /// <summary>Recovers.</summary>
    /// <param name="reader">The journal; a torn tail is left out, as the writer will cut it.</param>
    /// <param name="catalog">Where strategies are found.</param>
    /// <param name="follower">Fed the whole stream, which must be there from its head then; null for nothing.</param>
    /// <param name="progress">Told the events fed so far and the end; null for none.</param>
    /// <param name="tap">Where a simulation plants faults; null for nowhere.</param>
    /// <exception cref="JournalException">
    /// Other code has decided what is there (Safety), it is damaged or begins too late (Data), the disk failed (Io).
    /// </exception>
    /// <exception cref="CoreFaultException">The events are impossible, or an invariant is broken.</exception>
    /// <exception cref="InvalidDataException">The follower does not follow.</exception>
    internal static RecoveredSession Recover(
        JournalReader reader, StrategyCatalog catalog, IStreamFollower? follower, IRunProgress? progress = null,
        EventTap? tap = null)
    {
        var started = Stopwatch.GetTimestamp();
        var codeHash = CodeHashOf(catalog);

        // A simulated venue is in no snapshot: it is rebuilt from the head.
        var start = follower is null ? FindStart(reader, catalog) : AtHead(reader, catalog);
        var total = reader.CountEvents();
        if (start.Snapshot is { } snapshot && unchecked((long)snapshot.CodeHash) != codeHash && total > start.Sequence)
        {
            throw OtherCode(reader, unchecked((long)snapshot.CodeHash), codeHash, start.Sequence);
        }

        using var pass = new SessionRecovery(reader, start, follower, codeHash, tap);
        var from = start.Sequence;
        pass._lastFill = start.Snapshot?.Time ?? TimestampNs.Zero;
        try
        {
            pass.Run(from, total, progress);
        }
        catch (CoreFaultException) when (pass.FindOtherCode(from) is { } theirs)
        {
            // What this program cannot follow, another has decided: that is what is to be said.
            throw OtherCode(reader, theirs, codeHash, from);
        }

        return new RecoveredSession
        {
            Core = pass._core,
            FromSnapshot = start.Snapshot?.Sequence,
            TailEvents = pass._core.Sequence + 1 - from,
            Passed = start.Passed,
            MissingCommands = pass._commands.Missing.ToArray(),
            FillsSince = new TimestampNs(Math.Max(0, pass._lastFill.Value - FillOverlapNs)),
            Elapsed = Stopwatch.GetElapsedTime(started),
        };
    }

    public void Dispose() => _commands.Dispose();

    /// <summary>The code of a session, as its first event says it.</summary>
    internal static long CodeHashOf(StrategyCatalog catalog) => unchecked((long)CodeIdentity.Hash(catalog));

    /// <summary>
    /// The newest snapshot that the record of commands reaches: it is written behind the events, and a crash may lie
    /// between. What the events before a later one had decided would be decided by nobody again, and be missing.
    /// </summary>
    private static StartingPoint FindStart(JournalReader reader, StrategyCatalog catalog)
    {
        try
        {
            return StartingPoint.Find(reader, catalog, refusal: entry => RecordedCommands.Reach(reader, entry.Sequence)
                ? null
                : "not all commands up to it may be recorded");
        }
        catch (JournalException older) when (older.Category == JournalErrorCategory.Data && reader.FirstSequence > 0)
        {
            // The history before it was purged: what is missing there can be decided by nobody.
            return StartingPoint.Find(reader, catalog);
        }
    }

    private static StartingPoint AtHead(JournalReader reader, StrategyCatalog catalog) => reader.FirstSequence == 0
        ? StartingPoint.AtHead(catalog)
        : throw new JournalException(
            JournalErrorCategory.Data, reader.Directory,
            $"events 0 to {reader.FirstSequence - 1} were purged, and a simulated venue is rebuilt from the first",
            "put the purged segments back from a copy, or begin a new journal");

    private static JournalException OtherCode(JournalReader reader, long theirs, long ours, long sequence) => new(
        JournalErrorCategory.Safety, reader.Directory,
        $"from event {sequence} on it holds what code {theirs:x16} has decided, and this is {ours:x16}", WaysOn);

    private void Run(long from, long total, IRunProgress? progress)
    {
        using var cursor = _reader.OpenEvents();
        cursor.SeekSequence(from);
        while (cursor.TryReadFrame(out var events))
        {
            var sequence = cursor.FirstSequence;
            foreach (ref readonly var journaled in events)
            {
                var e = journaled;
                _tap?.Invoke(ref e, sequence);
                Take(in e, sequence++);
            }

            progress?.Report(sequence, total);
        }

        if (cursor is { End: JournalEnd.Damaged, Fault: { } fault })
        {
            throw JournalException.Damaged(_reader.Directory, fault);
        }
    }

    /// <summary>Looks for a session of other code.</summary>
    private long? FindOtherCode(long from)
    {
        using var cursor = _reader.OpenEvents();
        cursor.SeekSequence(from);
        while (cursor.TryReadFrame(out var events))
        {
            foreach (ref readonly var e in events)
            {
                if (e.Kind == EventKind.SessionStarted && e.SessionStarted.CodeHash != _codeHash)
                {
                    return e.SessionStarted.CodeHash;
                }
            }
        }

        return null;
    }

    private void Take(in Event e, long sequence)
    {
        if (e.Kind == EventKind.SessionStarted)
        {
            RequireSession(in e, sequence);
        }

        if (e.Kind == EventKind.Fill && e.VenueTime > _lastFill)
        {
            _lastFill = e.VenueTime;
        }

        _core.OnEvent(in e, sequence);
        _commands.Take(_core);
        if (_follower is null)
        {
            return;
        }

        _follower.OnReplayed(in e, sequence);
        var commands = _core.Commands;
        for (var ordinal = 0; ordinal < commands.Length; ordinal++)
        {
            if (commands[ordinal].IsForGateway)
            {
                _follower.OnReplayed(in commands[ordinal], ordinal);
            }
        }
    }

    private void RequireSession(in Event e, long sequence)
    {
        if (e.SessionStarted.Mode is RunMode.None or RunMode.Backtest)
        {
            throw new JournalException(
                JournalErrorCategory.Usage, _reader.Directory, "it is the journal of a backtest",
                "a live session has a journal of its own: name another directory");
        }

        if (e.SessionStarted.CodeHash != _codeHash)
        {
            throw OtherCode(_reader, e.SessionStarted.CodeHash, _codeHash, sequence);
        }
    }
}
