namespace Replay.Simulation;

/// <summary>What many seeds came to.</summary>
public sealed record SimulationResult
{
    /// <summary>The first seed that was asked for.</summary>
    public required long FirstSeed { get; init; }

    /// <summary>The last seed that was asked for.</summary>
    public required long LastSeed { get; init; }

    /// <summary>How many seeds are complete.</summary>
    public required long Seeds { get; init; }

    /// <summary>Events that cores took.</summary>
    public required long Events { get; init; }

    /// <summary>Orders that went out.</summary>
    public required long Orders { get; init; }

    /// <summary>Fills that were booked.</summary>
    public required long Fills { get; init; }

    /// <summary>Crashes with their recoveries.</summary>
    public required long Crashes { get; init; }

    /// <summary>Faults of the venue's wire.</summary>
    public required long Troubles { get; init; }

    /// <summary>How long it took.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Simulated events per second, all workers together; replays and checks are in the time.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>
    /// All seeds' witnesses and digests in one, whatever the number of workers.
    /// </summary>
    public required string Digest { get; init; }

    /// <summary>Whether it was stopped before all seeds were complete.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>What failed, by seed.</summary>
    public required IReadOnlyList<SimulationFailure> Failures { get; init; }
}
