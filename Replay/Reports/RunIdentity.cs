using Engine.Model.Units;

namespace Replay.Reports;

/// <summary>What makes the run repeatable: with these, anyone gets the same report.</summary>
public sealed record RunIdentity
{
    /// <summary>The version of the engine.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The journal that was traded.</summary>
    public required string Journal { get; init; }

    /// <summary>The last digest of the state.</summary>
    public required ulong Digest { get; init; }

    /// <summary>The last witness.</summary>
    public required ulong Witness { get; init; }

    /// <summary>The time of the first event.</summary>
    public required TimestampNs FirstTime { get; init; }

    /// <summary>The time of the last event.</summary>
    public required TimestampNs LastTime { get; init; }

    /// <summary>Events that the core consumed.</summary>
    public required long Events { get; init; }

    /// <summary>Orders that left the core.</summary>
    public required long Orders { get; init; }

    /// <summary>Orders that risk or the venue refused.</summary>
    public required long Rejects { get; init; }
}
