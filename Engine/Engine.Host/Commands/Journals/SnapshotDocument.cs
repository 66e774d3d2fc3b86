namespace Engine.Host.Commands.Journals;

/// <summary>The JSON of <c>engine journal snapshot</c>.</summary>
internal sealed record SnapshotDocument
{
    /// <summary>The journal.</summary>
    public required string Journal { get; init; }

    /// <summary>The first event that was replayed.</summary>
    public required long From { get; init; }

    /// <summary>How many were.</summary>
    public required long Events { get; init; }

    /// <summary>How long it took.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Events per second.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>Witnesses and digests that agreed with the recorded ones.</summary>
    public required long WitnessesChecked { get; init; }

    /// <summary>What was made.</summary>
    public required IReadOnlyList<SnapshotFileDocument> Snapshots { get; init; }

    /// <summary>Where replica and record come apart; null where they do not.</summary>
    public required string? Fault { get; init; }
}
