using Engine.Core;
using Engine.Model.Events;
using Engine.Strategies;
using Journal;
using Journal.Reading;
using Journal.Snapshots;

namespace Replay.Recovery;

/// <summary>
/// A core from which a journal can be gone on with: put back from the newest good snapshot, or new at its head.
/// </summary>
public sealed record StartingPoint
{
    /// <summary>The core.</summary>
    public required TradingCore Core { get; init; }

    /// <summary>The snapshot that it was put back from; null where it begins at the head.</summary>
    public required JournalSnapshot? Snapshot { get; init; }

    /// <summary>Newer snapshots that were not used, and why.</summary>
    public required IReadOnlyList<PassedSnapshot> Passed { get; init; }

    /// <summary>The first event that it wants.</summary>
    public long Sequence => Core.Sequence + 1;

    /// <summary>The definitions so far.</summary>
    internal List<Event> Definitions { get; init; } = [];

    /// <summary>
    /// Finds the newest snapshot that is whole, of this journal, not beyond its end, and whose state is the one that
    /// its digest names; the next older one where it is not; the head where there is none.
    /// </summary>
    /// <param name="reader">The journal.</param>
    /// <param name="catalog">Where strategies are found.</param>
    /// <param name="latest">Snapshots after this sequence are left aside.</param>
    /// <param name="oldestFirst">Begins with the oldest instead: to go over as much as can be.</param>
    /// <param name="refusal">Why one is not to be used; null where it is, and where nobody minds.</param>
    /// <exception cref="JournalException">
    /// No snapshot can be used and the head was purged (Data): starting empty would be another history. The disk
    /// failed (Io).
    /// </exception>
    public static StartingPoint Find(
        JournalReader reader, StrategyCatalog catalog, long latest = long.MaxValue, bool oldestFirst = false,
        Func<SnapshotEntry, string?>? refusal = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var store = new SnapshotStore(reader);
        List<PassedSnapshot> passed = [];
        foreach (var entry in oldestFirst ? store.List().Reverse() : store.List())
        {
            if (entry.Sequence > latest)
            {
                continue;
            }

            if (!store.IsReachable(entry))
            {
                passed.Add(new PassedSnapshot(entry.Name, "the journal does not have the events beside it"));
                continue;
            }

            if (refusal?.Invoke(entry) is { } reason)
            {
                passed.Add(new PassedSnapshot(entry.Name, reason));
                continue;
            }

            if (TryRestore(store, entry, catalog, passed) is { } found)
            {
                return found with { Passed = passed };
            }
        }

        return reader.FirstSequence == 0
            ? AtHead(catalog) with { Passed = passed }
            : throw Refused(reader, passed, latest);
    }

    /// <summary>A new core.</summary>
    internal static StartingPoint AtHead(StrategyCatalog catalog) =>
        new() { Core = new TradingCore(catalog), Snapshot = null, Passed = [] };

    private static StartingPoint? TryRestore(
        SnapshotStore store, SnapshotEntry entry, StrategyCatalog catalog, List<PassedSnapshot> passed)
    {
        try
        {
            var snapshot = store.Read(entry);
            return new StartingPoint
            {
                Core = CoreSnapshot.Restore(snapshot, catalog),
                Snapshot = snapshot,
                Passed = passed,
                Definitions = [.. snapshot.Definitions],
            };
        }
        catch (Exception exception) when (exception is InvalidDataException
            or JournalException { Category: JournalErrorCategory.Data })
        {
            passed.Add(new PassedSnapshot(entry.Name, exception.Message));
            return null;
        }
    }

    private static JournalException Refused(JournalReader reader, List<PassedSnapshot> passed, long latest)
    {
        var asked = latest == long.MaxValue ? string.Empty : $" at or before {latest}";
        var why = passed.Count == 0 ? string.Empty
            : $" ({string.Join("; ", passed.Select(snapshot => $"{snapshot.Name}: {snapshot.Reason}"))})";
        return new JournalException(
            JournalErrorCategory.Data, reader.Directory,
            $"events 0 to {reader.FirstSequence - 1} were purged and no snapshot{asked} can be used{why}",
            "put a snapshot, or the purged segments, back from a copy, with the engine version that made it; "
            + "or begin a new journal and let its first session reconcile with the venue");
    }
}
