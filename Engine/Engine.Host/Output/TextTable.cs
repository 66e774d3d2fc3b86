using Engine.Host.Cli;
using Replay.Statistics;
using Spectre.Console;

namespace Engine.Host.Output;

/// <summary>
/// Rows under headings. What does not fit the screen loses its least important columns, never its shape.
/// </summary>
internal sealed class TextTable
{
    private const int ColumnGap = 2;
    private const int WrappedWidthMin = 40;

    private readonly TextColumn[] _columns;
    private readonly List<TextCell[]> _rows = [];

    public TextTable(params TextColumn[] columns) => _columns = columns;

    /// <summary>Adds a row, one cell for each column.</summary>
    public void AddRow(params TextCell[] cells) => _rows.Add(cells);

    /// <summary>The table of so many columns of characters.</summary>
    public Table Render(int width)
    {
        var shown = Fit(width);
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        table.BorderStyle = new Style(foreground: Color.Grey);
        foreach (var index in shown)
        {
            var column = _columns[index];
            var header = new TableColumn(new Text(column.Title, new Style(decoration: Decoration.Bold)))
            {
                Alignment = column.IsNumeric ? Justify.Right : Justify.Left,
                NoWrap = !column.Wraps,
                Padding = new Padding(0, 0, column.Wraps ? 0 : ColumnGap, 0),
            };
            table.AddColumn(header);
        }

        foreach (var row in _rows)
        {
            table.AddRow(shown.Select(
                index => new Text(ErrorReport.OneLine(row[index].Text), StyleOf(row[index].Tone))));
        }

        return table;
    }

    /// <summary>The places of the columns that fit.</summary>
    internal int[] Fit(int width)
    {
        var shown = Enumerable.Range(0, _columns.Length).ToList();
        // One character more: the border on the left.
        while (shown.Sum(WidthOf) + 1 > width)
        {
            var leaving = shown.MaxBy(index => (_columns[index].Importance, index));
            if (_columns[leaving].Importance == 0)
            {
                break;
            }

            shown.Remove(leaving);
        }

        return [.. shown];
    }

    private static Style StyleOf(CellTone tone) => tone switch
    {
        CellTone.Gain => new Style(foreground: Color.Green),
        CellTone.Loss => new Style(foreground: Color.Red),
        CellTone.Absent => new Style(foreground: Color.Grey),
        _ => Style.Plain,
    };

    private int WidthOf(int index)
    {
        var column = _columns[index];
        var widest = Math.Max(column.Title.Length, _rows.Select(row => row[index].Text.Length).DefaultIfEmpty().Max());
        return ColumnGap + 1 + (column.Wraps ? Math.Min(widest, WrappedWidthMin) : widest);
    }
}
