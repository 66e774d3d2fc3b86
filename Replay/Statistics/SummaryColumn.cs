namespace Replay.Statistics;

/// <summary>One column of a table of figures.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumeric">Whether its cells stand to the right.</param>
/// <param name="Explanation">What the figure is, in one sentence.</param>
public sealed record SummaryColumn(string Name, bool IsNumeric, string Explanation);
