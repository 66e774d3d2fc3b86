using Adapters.Common.Gateways;

namespace Replay.Recovery;

/// <summary>What a session is connected to.</summary>
public sealed record SessionPorts
{
    /// <summary>The venue.</summary>
    public required IVenueGateway Gateway { get; init; }

    /// <summary>What is fed the stream behind the core; null for nothing.</summary>
    public IStreamFollower? Follower { get; init; }

    /// <summary>Where an emergency is told.</summary>
    public required IEmergencyLog Log { get; init; }

    /// <summary>How long an emergency stop tries.</summary>
    public EmergencyOptions Emergency { get; init; } = new();
}
