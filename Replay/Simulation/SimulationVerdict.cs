namespace Replay.Simulation;

/// <summary>What one seed came to.</summary>
public sealed record SimulationVerdict
{
    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>How many events the core took.</summary>
    public required long Events { get; init; }

    /// <summary>How many orders went out.</summary>
    public required long Orders { get; init; }

    /// <summary>How many fills were booked.</summary>
    public required long Fills { get; init; }

    /// <summary>How often the process crashed.</summary>
    public required int Crashes { get; init; }

    /// <summary>How many faults the venue's wire had.</summary>
    public required long Troubles { get; init; }

    /// <summary>The core's witness at the end, or where it failed.</summary>
    public required ulong Witness { get; init; }

    /// <summary>The core's digest at the end; zero where it failed.</summary>
    public required ulong Digest { get; init; }

    /// <summary>The first invariant that did not hold; null where all held.</summary>
    public required SimulationFailure? Failure { get; init; }
}
