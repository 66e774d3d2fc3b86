namespace Engine.Core.Signals;

/// <summary>What makes a signal valid, and how several become one.</summary>
public readonly record struct SignalRules
{
    /// <summary>The longest that a signal counts, ns; positive.</summary>
    public required long MaxAgeNs { get; init; }

    /// <summary>The least confidence, 0 … 1.</summary>
    public required double MinConfidence { get; init; }

    /// <summary>What becomes of signals for both sides.</summary>
    public required ConflictRule Conflict { get; init; }
}
