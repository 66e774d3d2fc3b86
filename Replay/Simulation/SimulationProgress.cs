namespace Replay.Simulation;

/// <summary>How far a simulation is.</summary>
/// <param name="Done">Seeds that are complete.</param>
/// <param name="Total">Seeds in all.</param>
/// <param name="Events">Events that cores took so far.</param>
/// <param name="Failures">Seeds that failed.</param>
public sealed record SimulationProgress(long Done, long Total, long Events, int Failures);
