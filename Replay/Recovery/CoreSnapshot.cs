using Engine.Core;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Strategies;
using Journal.Snapshots;

namespace Replay.Recovery;

/// <summary>Makes snapshots of cores, and cores of snapshots.</summary>
public static class CoreSnapshot
{
    /// <summary>Takes the state of a core between two runs.</summary>
    /// <param name="core">The core.</param>
    /// <param name="definitions">What defined its assets, instruments and strategies, in order.</param>
    /// <param name="origin">The journal that it was fed from, and who says so.</param>
    public static JournalSnapshot Take(TradingCore core, IReadOnlyList<Event> definitions, SnapshotOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(core);
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(origin);
        var writer = new StateWriter();
        core.VisitState(writer);
        return new JournalSnapshot
        {
            JournalId = origin.JournalId,
            Sequence = core.Sequence + 1,
            Epoch = origin.Epoch,
            Time = core.Clock,
            Witness = core.Witness,
            Digest = core.Digest(),
            CodeHash = origin.CodeHash,
            EngineVersion = origin.EngineVersion,
            Definitions = [.. definitions],
            State = writer.Words,
        };
    }

    /// <summary>Makes the core that goes on with the snapshot's sequence.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="catalog">Where it finds its strategies.</param>
    /// <exception cref="InvalidDataException">
    /// The state does not fit this program, or is not what its digest and witness say.
    /// </exception>
    public static TradingCore Restore(JournalSnapshot snapshot, StrategyCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Event[] definitions = [.. snapshot.Definitions];
        var core = TradingCore.Restore(catalog, definitions, snapshot.State);
        if (core.Sequence + 1 != snapshot.Sequence || core.Witness != snapshot.Witness)
        {
            throw new InvalidDataException(
                $"The state of the snapshot at {snapshot.Sequence} is that at {core.Sequence + 1}, "
                + $"witness {core.Witness:x16} where {snapshot.Witness:x16} is recorded.");
        }

        var digest = core.Digest();
        return digest == snapshot.Digest
            ? core
            : throw new InvalidDataException(
                $"The state of the snapshot at {snapshot.Sequence} has the digest {digest:x16} where "
                + $"{snapshot.Digest:x16} is recorded.");
    }

    /// <summary>What a store or a purge proves a snapshot with before it counts.</summary>
    public static Action<JournalSnapshot> Proof(StrategyCatalog catalog) => snapshot => Restore(snapshot, catalog);

    /// <summary>Keeps the definitions among events, in the form that a restore wants.</summary>
    internal static void Collect(List<Event> definitions, ReadOnlySpan<Event> events)
    {
        foreach (ref readonly var e in events)
        {
            if (e.Kind is EventKind.AssetDefined or EventKind.InstrumentDefined or EventKind.InstrumentTerms
                or EventKind.InstrumentSymbol or EventKind.StrategyDefined or EventKind.StrategyInstrument)
            {
                definitions.Add(e);
            }
        }
    }
}
