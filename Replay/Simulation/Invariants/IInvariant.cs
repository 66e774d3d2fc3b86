namespace Replay.Simulation.Invariants;

/// <summary>Something that must be true after every event. Its name is its type's.</summary>
internal interface IInvariant
{
    /// <summary>Looks.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    string? Check(SimulationState state);
}
