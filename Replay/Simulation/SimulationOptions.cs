namespace Replay.Simulation;

/// <summary>What all seeds of a simulation have in common.</summary>
public sealed record SimulationOptions
{
    /// <summary>The least events of a market.</summary>
    public const int EventsMin = 500;

    /// <summary>The most events of a market.</summary>
    public const int EventsMax = 10_000_000;

    /// <summary>How many public events each seed's market has.</summary>
    public int Events { get; init; } = 3_000;
}
