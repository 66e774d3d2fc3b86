using System.Diagnostics;
using Engine.Core;
using Engine.Strategies;
using Journal;
using Journal.Reading;
using Replay.Sessions;

namespace Replay.Recovery;

/// <summary>Brings a core to the end of its journal: the newest good snapshot, then the tail. Nothing is sent.</summary>
public static class CoreRecovery
{
    /// <summary>Recovers on the caller's thread.</summary>
    /// <param name="reader">The journal; a torn tail is left out, as the writer will cut it.</param>
    /// <param name="catalog">Where strategies are found.</param>
    /// <param name="progress">Told the events fed so far and the end; null for none.</param>
    /// <param name="token">Stops after a frame.</param>
    /// <exception cref="JournalException">
    /// The journal is damaged, or its head was purged and no snapshot can be used (Data); the disk failed (Io).
    /// </exception>
    /// <exception cref="CoreFaultException">The events are impossible, or an invariant is broken.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static RecoveredCore Recover(
        JournalReader reader, StrategyCatalog catalog, IRunProgress? progress = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var started = Stopwatch.GetTimestamp();
        var start = StartingPoint.Find(reader, catalog);
        var core = start.Core;
        var total = reader.CountEvents();
        using var cursor = reader.OpenEvents();
        cursor.SeekSequence(start.Sequence);
        while (cursor.TryReadFrame(out var events))
        {
            token.ThrowIfCancellationRequested();
            var sequence = cursor.FirstSequence;
            foreach (ref readonly var e in events)
            {
                core.OnEvent(e, sequence++);
            }

            progress?.Report(sequence, total);
        }

        if (cursor is { End: JournalEnd.Damaged, Fault: { } fault })
        {
            throw JournalException.Damaged(reader.Directory, fault);
        }

        return new RecoveredCore
        {
            Core = core,
            FromSnapshot = start.Snapshot?.Sequence,
            IsSameCode = start.Snapshot is null || start.Snapshot.CodeHash == CodeIdentity.Hash(catalog),
            TailEvents = core.Sequence + 1 - (start.Snapshot?.Sequence ?? 0),
            Passed = start.Passed,
            Elapsed = Stopwatch.GetElapsedTime(started),
        };
    }
}
