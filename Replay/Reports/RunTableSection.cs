using System.Globalization;
using Replay.Statistics;

namespace Replay.Reports;

/// <summary>The table strategy × instrument, with the account below it.</summary>
internal static class RunTableSection
{
    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, ReportModel model)
    {
        var runs = model.Runs.Take(ReportLimits.RunRows).ToList();
        html.Open("section");
        html.Element("h2", "By strategy and instrument");
        WriteTable(html, runs, model.Runs.Count > 1 ? model.Account : null);
        if (model.Runs.Count > runs.Count)
        {
            html.Element("p", $"The first {runs.Count} of {model.Runs.Count} rows are shown.", ("class", "note"));
        }

        html.Close();
        WriteSums(html, "By strategy", model.ByStrategy, model.Runs.Count);
        WriteSums(html, "By instrument", model.ByInstrument, model.Runs.Count);
    }

    /// <summary>Writes one cell.</summary>
    public static void WriteCell(HtmlWriter html, SummaryCell cell, bool isNumeric)
    {
        var style = $"{(isNumeric ? "num " : string.Empty)}{FigureSection.ClassOf(cell.Tone)}".Trim();
        if (cell.SortKey is { } key)
        {
            var sortKey = key.ToString("R", CultureInfo.InvariantCulture);
            html.Element("td", cell.Text, ("class", style), ("data-k", sortKey));
        }
        else
        {
            html.Element("td", cell.Text, ("class", style));
        }
    }

    /// <summary>Writes one heading.</summary>
    public static void WriteHeading(HtmlWriter html, SummaryColumn column) =>
        html.Element("th", column.Name, ("class", column.IsNumeric ? "num" : string.Empty), ("scope", "col"),
            ("title", column.Explanation));

    /// <summary>Sums that say more than the rows above and less than the account.</summary>
    private static void WriteSums(HtmlWriter html, string heading, IReadOnlyList<RunSection> sums, int runCount)
    {
        if (sums.Count > 1 && sums.Count < runCount)
        {
            html.Open("section");
            html.Element("h2", heading);
            WriteTable(html, [.. sums.Take(ReportLimits.RunRows)], account: null);
            html.Close();
        }
    }

    private static void WriteTable(HtmlWriter html, IReadOnlyList<RunSection> runs, RunSection? account)
    {
        html.Open("div", ("class", "scroll"));
        html.Open("table", ("class", "sortable"));
        WriteHead(html);
        html.Open("tbody");
        foreach (var (run, cells) in runs.Zip(SummaryTable.Of(runs.Select(run => run.Summary)).Rows))
        {
            WriteRow(html, cells, run);
        }

        html.Close();
        if (account is not null)
        {
            html.Open("tfoot");
            WriteRow(html, SummaryTable.Of([account.Summary]).Rows[0], account);
            html.Close();
        }

        html.Close();
        html.Close();
    }

    private static void WriteHead(HtmlWriter html)
    {
        html.Open("thead");
        html.Open("tr");
        foreach (var column in SummaryTable.Columns)
        {
            WriteHeading(html, column);
        }

        html.Element("th", "Equity", ("class", "fixed"), ("scope", "col"), ("title", "Equity over the run."));
        html.Close();
        html.Close();
    }

    private static void WriteRow(HtmlWriter html, IReadOnlyList<SummaryCell> cells, RunSection run)
    {
        html.Open("tr");
        for (var index = 0; index < cells.Count; index++)
        {
            WriteCell(html, cells[index], SummaryTable.Columns[index].IsNumeric);
        }

        var points = ChartPoints.Thinned(run.Curve.Equity, 60);
        html.Open("td");
        html.Raw(new StaticChart(points).Line(points, "line").ToSvg("spark", "Equity"));
        html.Close();
        html.Close();
    }
}
