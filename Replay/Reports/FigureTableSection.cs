using Replay.Statistics;

namespace Replay.Reports;

/// <summary>Writes tables of figures.</summary>
internal static class FigureTableSection
{
    /// <summary>Writes a table that scrolls sideways where it must.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="table">The table.</param>
    /// <param name="isTall">Whether it may be long, and then scrolls by itself.</param>
    /// <param name="isSortable">Whether its headings sort it.</param>
    /// <param name="footer">A last row that stays below; null for none.</param>
    public static void Write(
        HtmlWriter html, FigureTable table, bool isTall = false, bool isSortable = true,
        IReadOnlyList<SummaryCell>? footer = null)
    {
        html.Open("div", ("class", isTall ? "scroll tall" : "scroll"), ("tabindex", isTall ? "0" : string.Empty));
        html.Open("table", ("class", isSortable ? "sortable" : string.Empty));
        html.Open("thead");
        html.Open("tr");
        foreach (var column in table.Columns)
        {
            RunTableSection.WriteHeading(html, column);
        }

        html.Close();
        html.Close();
        html.Open("tbody");
        foreach (var row in table.Rows)
        {
            WriteRow(html, table.Columns, row);
        }

        html.Close();
        if (footer is not null)
        {
            html.Open("tfoot");
            WriteRow(html, table.Columns, footer);
            html.Close();
        }

        html.Close();
        html.Close();
    }

    private static void WriteRow(
        HtmlWriter html, IReadOnlyList<SummaryColumn> columns, IReadOnlyList<SummaryCell> row)
    {
        html.Open("tr");
        for (var index = 0; index < row.Count; index++)
        {
            RunTableSection.WriteCell(html, row[index], columns[index].IsNumeric);
        }

        html.Close();
    }
}
