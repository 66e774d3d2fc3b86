namespace Replay.Statistics;

/// <summary>A table as plain data: the terminal and the report print the same.</summary>
/// <param name="Columns">The columns, left to right.</param>
/// <param name="Rows">The rows, a cell for each column.</param>
public sealed record FigureTable(
    IReadOnlyList<SummaryColumn> Columns, IReadOnlyList<IReadOnlyList<SummaryCell>> Rows)
{
    /// <summary>A table whose columns know how to read their cells.</summary>
    internal static FigureTable Of<T>(
        IReadOnlyList<(SummaryColumn Column, Func<T, SummaryCell> Cell)> layout, IEnumerable<T> items) => new(
            [.. layout.Select(entry => entry.Column)],
            [.. items.Select(item => (IReadOnlyList<SummaryCell>)[.. layout.Select(entry => entry.Cell(item))])]);
}
