using Engine.Model.Events;
using Engine.Model.Units;

namespace Journal.Snapshots;

/// <summary>
/// The state of a core before one event of a journal: opaque words, with the definitions to read them under and the
/// facts to prove them by.
/// </summary>
public sealed record JournalSnapshot
{
    /// <summary>The journal that it belongs to.</summary>
    public required JournalId JournalId { get; init; }

    /// <summary>The sequence of the first event that is not in it: where a replay goes on.</summary>
    public required long Sequence { get; init; }

    /// <summary>The session that wrote the last event in it.</summary>
    public required long Epoch { get; init; }

    /// <summary>The core's clock.</summary>
    public required TimestampNs Time { get; init; }

    /// <summary>The running hash of every event and command before it.</summary>
    public required ulong Witness { get; init; }

    /// <summary>The hash of the state.</summary>
    public required ulong Digest { get; init; }

    /// <summary>A hash of the code that made it: another program may have come to another state.</summary>
    public required ulong CodeHash { get; init; }

    /// <summary>The version text of the engine that made it.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The definitions that a core must be told before it takes the state, in their order.</summary>
    public required IReadOnlyList<Event> Definitions { get; init; }

    /// <summary>The state, as the state sink stored it.</summary>
    public required IReadOnlyList<long> State { get; init; }
}
