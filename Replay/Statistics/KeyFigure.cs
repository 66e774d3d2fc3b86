namespace Replay.Statistics;

/// <summary>One figure with its name.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Cell">The figure.</param>
/// <param name="Note">A second line that puts it in proportion; empty for none.</param>
/// <param name="Explanation">What the figure is, in one sentence.</param>
public sealed record KeyFigure(string Name, SummaryCell Cell, string Note, string Explanation);
