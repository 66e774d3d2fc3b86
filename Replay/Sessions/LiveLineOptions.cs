namespace Replay.Sessions;

/// <summary>What a live line is like.</summary>
public sealed record LiveLineOptions
{
    /// <summary>How the stages share threads.</summary>
    public LiveLayout Layout { get; init; } = LiveLayout.Pumped;

    /// <summary>The slots of each ring: a power of two. Rings stay within the L2 cache.</summary>
    public int RingCapacity { get; init; } = 8_192;

    /// <summary>Who publishes onto the input ring, by name: feeds, venues' private streams, clock, operator.</summary>
    public required IReadOnlyList<string> Producers { get; init; }
}
