using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Replay.Recovery;

/// <summary>What a recovery of a live journal has come to.</summary>
public sealed record RecoveredSession
{
    /// <summary>The core, at the end of the journal.</summary>
    public required TradingCore Core { get; init; }

    /// <summary>The sequence of the snapshot that it was put back from; null where all was replayed.</summary>
    public required long? FromSnapshot { get; init; }

    /// <summary>How many events were replayed.</summary>
    public required long TailEvents { get; init; }

    /// <summary>Snapshots that were not used, and why.</summary>
    public required IReadOnlyList<PassedSnapshot> Passed { get; init; }

    /// <summary>Commands that were decided, again, and had not been recorded: they are recorded now.</summary>
    public required IReadOnlyList<Command> MissingCommands { get; init; }

    /// <summary>
    /// From when on fills are to be asked for, by the venue's clock: some minutes before the last that is known; zero
    /// where none is. What is told twice counts once.
    /// </summary>
    public required TimestampNs FillsSince { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
