namespace Replay.Statistics;

/// <summary>One figure as people read it.</summary>
/// <param name="Text">Ready to print; not escaped for any medium.</param>
/// <param name="Tone">What its colour says.</param>
/// <param name="SortKey">The figure to sort by; null for text and for what is undefined.</param>
public readonly record struct SummaryCell(string Text, CellTone Tone = CellTone.Plain, double? SortKey = null);
