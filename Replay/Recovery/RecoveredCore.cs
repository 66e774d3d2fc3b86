using Engine.Core;

namespace Replay.Recovery;

/// <summary>A core at the end of its journal, and how it came there.</summary>
public sealed record RecoveredCore
{
    /// <summary>The core.</summary>
    public required TradingCore Core { get; init; }

    /// <summary>The sequence of the snapshot that it was put back from; null where all was replayed.</summary>
    public required long? FromSnapshot { get; init; }

    /// <summary>
    /// Whether this very code took the snapshot. Where it did not and there is a tail, a live session must not go on:
    /// the state is what other code decided.
    /// </summary>
    public required bool IsSameCode { get; init; }

    /// <summary>How many events were replayed.</summary>
    public required long TailEvents { get; init; }

    /// <summary>Snapshots that were not used, and why.</summary>
    public required IReadOnlyList<PassedSnapshot> Passed { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
