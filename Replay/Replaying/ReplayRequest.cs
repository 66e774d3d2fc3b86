using Engine.Strategies;

namespace Replay.Replaying;

/// <summary>What a replay should do.</summary>
public sealed record ReplayRequest
{
    /// <summary>The journal of a run.</summary>
    public required string JournalPath { get; init; }

    /// <summary>Where strategies are found by name.</summary>
    public StrategyCatalog Catalog { get; init; } = StrategyCatalog.BuiltIn;

    /// <summary>Whether every command, witness and digest is compared with what the journal recorded.</summary>
    public bool Verify { get; init; }

    /// <summary>
    /// Take a digest every so many events; 0 for none. Two replays that differ are closed in on with it.
    /// </summary>
    public long DeepInterval { get; init; }

    /// <summary>
    /// Begin with the newest good snapshot at or before this sequence, and verify from there; null for the head.
    /// </summary>
    public long? From { get; init; }

    /// <summary>How long the events take; null for as little time as can be.</summary>
    public ReplayPace? Pace { get; init; }

    /// <summary>The last sequence to replay; null for all.</summary>
    public long? To { get; init; }
}
