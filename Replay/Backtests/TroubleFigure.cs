namespace Replay.Backtests;

/// <summary>How often the line to the simulated venue failed in one way.</summary>
/// <param name="Kind">Which way, by a name that stays.</param>
/// <param name="Name">The same for people.</param>
/// <param name="Count">How often; at least once.</param>
public sealed record TroubleFigure(string Kind, string Name, long Count);
