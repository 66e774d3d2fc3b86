namespace Replay.Diffs;

/// <summary>A fact that two runs were told before the market began, and that differs.</summary>
/// <param name="What">A configuration key, or what else was said.</param>
/// <param name="First">In the first run; null where it was not said.</param>
/// <param name="Second">In the second run.</param>
public sealed record FactDifference(string What, string? First, string? Second);
