namespace Replay.Simulation;

/// <summary>An invariant that did not hold.</summary>
/// <param name="Seed">The seed; it alone makes the run again.</param>
/// <param name="Step">The sequence of the event after which it was found.</param>
/// <param name="Invariant">The invariant's name.</param>
/// <param name="Message">What was found, with both sides where two differ.</param>
public sealed record SimulationFailure(long Seed, long Step, string Invariant, string Message);
