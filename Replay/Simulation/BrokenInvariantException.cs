namespace Replay.Simulation;

/// <summary>Ends a seed's run where an invariant does not hold.</summary>
internal sealed class BrokenInvariantException(string invariant, string message) : Exception(message)
{
    /// <summary>The invariant's name.</summary>
    internal string Invariant { get; } = invariant;
}
