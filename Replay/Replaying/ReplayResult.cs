namespace Replay.Replaying;

/// <summary>What a replay gave. Property names are the keys of the JSON document.</summary>
public sealed record ReplayResult
{
    /// <summary>The journal.</summary>
    public required string Journal { get; init; }

    /// <summary>The first event that was replayed: 0, or the sequence of the snapshot that it began with.</summary>
    public required long From { get; init; }

    /// <summary>The events that went through the core.</summary>
    public required long Events { get; init; }

    /// <summary>How long it took.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Events per second.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>Commands that the replay put out; compared one by one where it verifies.</summary>
    public required long Commands { get; init; }

    /// <summary>Witnesses compared.</summary>
    public required long WitnessesChecked { get; init; }

    /// <summary>Digests compared.</summary>
    public required long DigestsChecked { get; init; }

    /// <summary>
    /// Whether everything recorded was decided again, and nothing else, to the end of what was asked for; null where
    /// nothing was compared.
    /// </summary>
    public required bool? Identical { get; init; }

    /// <summary>What could not be compared because the journal lacks it; empty where nothing is missing.</summary>
    public required IReadOnlyList<UnprovedPart> Unproved { get; init; }

    /// <summary>Whether the run came to its end: its last event is SessionEnded.</summary>
    public required bool Ended { get; init; }

    /// <summary>Where it first parts; null where it does not.</summary>
    public required FirstDifference? FirstDifference { get; init; }

    /// <summary>The running hash at the end, 16 hex digits.</summary>
    public required string Witness { get; init; }

    /// <summary>The hash of the last state, 16 hex digits.</summary>
    public required string Digest { get; init; }

    /// <summary>Digests on the way, where they were asked for.</summary>
    public required IReadOnlyList<DigestPoint> Digests { get; init; }

    /// <summary>What a reader must know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
