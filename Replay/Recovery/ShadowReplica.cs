using Engine.Core;
using Engine.Model.Events;
using Journal;
using Journal.Reading;
using Journal.Snapshots;
using Journal.Storage;
using Replay.Sessions;

namespace Replay.Recovery;

/// <summary>
/// The same core behind the journal: it is fed what is complete there, makes snapshots at ends of runs, and holds its
/// witness beside the one that the live core recorded. One thread; it touches nothing that a live session uses.
/// </summary>
/// <remarks>
/// Each <see cref="Advance" /> takes what the journal has by then and returns; whoever has time for it calls again. A
/// difference ends the making of snapshots for good, and takes away those that no agreed witness stands behind.
/// </remarks>
public sealed class ShadowReplica : IDisposable
{
    private readonly string _directory;
    private readonly ShadowOptions _options;
    private readonly MaintenanceLock _lock;
    private readonly List<Event> _definitions;
    private readonly List<SnapshotEntry> _unproved = [];
    private readonly List<SnapshotEntry> _made = [];
    private readonly WitnessCheck _check;
    private readonly ulong _codeHash;
    private JournalReader _reader;
    private long _nextPoint;

    private ShadowReplica(string directory, ShadowOptions options, MaintenanceLock taken)
    {
        _directory = directory;
        _options = options;
        _lock = taken;
        _reader = JournalReader.Open(directory);
        var start = StartingPoint.Find(_reader, options.Catalog, options.At ?? long.MaxValue);
        Core = start.Core;
        StartSequence = start.Sequence;
        Passed = start.Passed;
        _definitions = start.Definitions;
        _check = new WitnessCheck(start.Sequence);
        _codeHash = CodeIdentity.Hash(options.Catalog);
        _nextPoint = NextPointAfter(start.Snapshot is null ? 0 : start.Sequence);
    }

    /// <summary>The core; its user reads it only.</summary>
    public TradingCore Core { get; }

    /// <summary>The first event that it was fed.</summary>
    public long StartSequence { get; }

    /// <summary>Snapshots that it could not begin with, and why.</summary>
    public IReadOnlyList<PassedSnapshot> Passed { get; }

    /// <summary>The snapshots that it made and that still stand, in their order.</summary>
    public IReadOnlyList<SnapshotEntry> Made => _made;

    /// <summary>Witnesses and digests that agreed with the recorded ones.</summary>
    public long AgreedCount => _check.AgreedCount;

    /// <summary>Where it and the live core come apart; null as long as they do not.</summary>
    public ShadowFault? Fault => _check.Fault;

    /// <summary>Begins with the newest good snapshot of a journal, or at its head.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="options">Where snapshots are taken.</param>
    /// <exception cref="JournalException">
    /// The journal cannot be read or be begun with (Usage, Data), or another process makes snapshots of it (Safety).
    /// </exception>
    public static ShadowReplica Open(string directory, ShadowOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ShadowOptions.Validate(options);
        _ = JournalReader.Open(directory);
        var taken = MaintenanceLock.Take(directory);
        try
        {
            return new ShadowReplica(directory, options, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Feeds what is complete by now, taking the snapshots that lie on the way.</summary>
    /// <param name="progress">Told the events fed so far and the end; null for none.</param>
    /// <param name="token">Stops after a frame; what was made stays.</param>
    /// <returns>How many events were fed: 0 where there was nothing new, or it has stopped for a difference.</returns>
    /// <exception cref="JournalException">The journal is damaged (Data), or the disk failed or is full (Io).</exception>
    /// <exception cref="CoreFaultException">The events are impossible, or an invariant is broken.</exception>
    public long Advance(IRunProgress? progress = null, CancellationToken token = default)
    {
        if (Fault is not null)
        {
            return 0;
        }

        // Segments may have come since.
        _reader = JournalReader.Open(_directory);
        var before = Core.Sequence;
        var total = progress is null ? 0 : _reader.CountEvents();
        using var cursor = _reader.OpenEvents();
        cursor.SeekSequence(Core.Sequence + 1);
        while (Fault is null && !IsPastPoint && !token.IsCancellationRequested
            && cursor.TryReadFrame(out var events))
        {
            Feed(events, cursor.FirstSequence);
            progress?.Report(Core.Sequence + 1, total);
        }

        if (cursor is { End: JournalEnd.Damaged, Fault: { } fault })
        {
            throw JournalException.Damaged(_directory, fault);
        }

        Compare();
        return Core.Sequence - before;
    }

    /// <summary>Takes a snapshot here and now: where the replica stands is always between two runs.</summary>
    /// <returns>The file; null where it has stopped for a difference, or the state of no event would be kept.</returns>
    /// <exception cref="JournalException">The disk failed or is full (Io).</exception>
    /// <exception cref="InvalidDataException">What was written does not restore: a strategy keeps state that it does
    /// not visit.</exception>
    public SnapshotEntry? TakeSnapshot()
    {
        Compare();
        if (Fault is not null || Core.Sequence < 0)
        {
            return null;
        }

        var store = new SnapshotStore(_reader);
        var origin = new SnapshotOrigin(
            _reader.Facts.JournalId, _reader.EpochOf(Core.Sequence), _options.EngineVersion, _codeHash);
        var entry = store.Write(
            CoreSnapshot.Take(Core, _definitions, origin), CoreSnapshot.Proof(_options.Catalog));
        if (!_made.Contains(entry))
        {
            _made.Add(entry);
            _unproved.Add(entry);
        }

        Prune(store);
        return entry;
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();

    /// <summary>Where one snapshot alone is asked for, the witness after it is the last thing to look at.</summary>
    private bool IsPastPoint => _options is { At: { } at, EveryEvents: 0 }
        && Core.Sequence >= at + TradingCore.WitnessInterval + Event.RunLengthMax;

    private void Feed(ReadOnlySpan<Event> events, long sequence)
    {
        foreach (ref readonly var e in events)
        {
            Core.OnEvent(e, sequence++);
            _check.Add(Core.Commands);
            if (e.Class == EventClass.Control)
            {
                CoreSnapshot.Collect(_definitions, new ReadOnlySpan<Event>(in e));
            }

            if (sequence >= _nextPoint && e.IsLastOfRun)
            {
                TakeSnapshot();
                _nextPoint = NextPointAfter(sequence);
                if (Fault is not null)
                {
                    return;
                }
            }
        }
    }

    private long NextPointAfter(long sequence)
    {
        var at = _options.At is { } point && point > sequence ? point : long.MaxValue;
        var every = _options.EveryEvents > 0
            ? ((sequence / _options.EveryEvents) + 1) * _options.EveryEvents
            : long.MaxValue;
        return Math.Min(at, every);
    }

    private void Compare()
    {
        _check.Compare(_reader, Core.Sequence);
        if (Fault is null)
        {
            _unproved.RemoveAll(entry => entry.Sequence - 1 <= _check.AgreedSequence);
            return;
        }

        // Somewhere since the last agreement they parted: what was taken in between may be of the wrong history.
        var store = new SnapshotStore(_reader);
        foreach (var entry in _unproved)
        {
            store.Delete(entry);
            _made.Remove(entry);
        }

        _unproved.Clear();
    }

    private void Prune(SnapshotStore store)
    {
        if (_options.Keep == 0)
        {
            return;
        }

        var entries = store.List();
        for (var i = _options.Keep; i < entries.Count; i++)
        {
            store.Delete(entries[i]);
            _made.Remove(entries[i]);
            _unproved.Remove(entries[i]);
        }
    }
}
