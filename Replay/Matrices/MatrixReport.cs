using System.Globalization;
using Replay.Reports;
using Replay.Statistics;

namespace Replay.Matrices;

/// <summary>
/// A matrix as one HTML file that holds all it needs and runs no script: the verdicts, the return of each pair, the
/// table of all runs, and the way to the report of each.
/// </summary>
public static class MatrixReport
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    // So much of a return, in percent, has the full colour.
    private const double FullTone = 60;

    private const string OwnStyle = """
        .heat td { text-align: right; min-width: 84px; }
        .heat th:first-child, .heat td:first-child { text-align: left; position: sticky; left: 0;
          background: var(--page); }
        .heat a, .runs a { color: inherit; text-decoration-color: var(--faint); text-underline-offset: 2px; }
        .heat .up { background: color-mix(in srgb, var(--gain) var(--part), transparent); }
        .heat .down { background: color-mix(in srgb, var(--loss) var(--part), transparent); }

        """;

    /// <summary>Writes the page.</summary>
    /// <param name="output">Where to; UTF-8. It is not closed.</param>
    /// <param name="model">What to show.</param>
    public static void Write(TextWriter output, MatrixReportModel model)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(model);
        var html = new HtmlWriter(output);
        html.Raw("<!doctype html>\n");
        html.Open("html", ("lang", "en"));
        WriteHead(html);
        html.Open("body");
        html.Open("main");
        WriteTop(html, model);
        WriteVerdicts(html, model.Rows);
        WriteHeat(html, model);
        WriteRuns(html, model);
        html.Close();
        html.Close();
        html.Close();
    }

    private static void WriteHead(HtmlWriter html)
    {
        html.Open("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Raw(HtmlReport.Generator);
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Void("link", ("rel", "icon"), ("href", "data:,"));
        html.Element("title", "Matrix");
        html.Raw($"<style>\n{ReportAssets.Style}{OwnStyle}</style>\n");
        html.Close();
    }

    private static void WriteTop(HtmlWriter html, MatrixReportModel model)
    {
        html.Open("header");
        html.Element("p", "Matrix", ("class", "kind"));
        var instruments = model.Pairs.Select(pair => pair.Summary.Instrument).Distinct().Count();
        html.Element("h1", $"{Many(model.Rows.Count, "strategy", "strategies")} in "
            + Many(instruments, "instrument", "instruments"));
        html.Element("p", "Each strategy alone in each instrument, with an account of its own.", ("class", "period"));
        html.Close();
        html.Open("div", ("class", "facts-pair top"));
        FactSection.WriteList(html, "Run", model.Identity, "mono");
        FactSection.WriteList(html, "Assumptions", model.Assumptions, string.Empty);
        html.Close();
        HeaderSection.WriteWarnings(html, model.Warnings);
    }

    private static void WriteVerdicts(HtmlWriter html, IReadOnlyList<MatrixRow> rows)
    {
        html.Open("section");
        html.Element("h2", "Verdicts");
        html.Open("div", ("class", "scroll"));
        html.Open("table");
        Header(html, "Strategy", "Average return", "Average Sharpe", "Profitable pairs", "Trades", "Verdict");
        html.Open("tbody");
        foreach (var row in rows)
        {
            html.Open("tr");
            html.Element("td", row.Strategy);
            Cell(html, SummaryCells.Percent(row.AverageReturnPct), row.AverageReturnPct);
            Cell(html, SummaryCells.Ratio(row.AverageSharpe), row.AverageSharpe ?? 0);
            html.Element("td", $"{row.ProfitablePairs}/{row.Pairs}", ("class", "num"));
            html.Element("td", NumberText.Count(row.Trades), ("class", "num"));
            html.Element("td", row.Verdict, ("class", "num"));
            html.Close();
        }

        html.Close();
        html.Close();
        html.Close();
        html.Element(
            "p", "The average Sharpe ratio is that of the pairs where it is defined. Verdicts are made by the keys "
            + "verdict.* of the configuration.", ("class", "note"));
        html.Close();
    }

    private static void WriteHeat(HtmlWriter html, MatrixReportModel model)
    {
        var instruments = model.Pairs.Select(pair => pair.Summary.Instrument).Distinct().ToList();
        var strategies = model.Pairs.Select(pair => pair.Summary.Strategy).Distinct().ToList();
        if (instruments.Count < 2)
        {
            return;
        }

        html.Open("section");
        html.Element("h2", "Return by instrument and strategy");
        html.Open("div", ("class", "scroll"));
        html.Open("table", ("class", "heat"));
        Header(html, ["Instrument", .. strategies]);
        html.Open("tbody");
        foreach (var instrument in instruments)
        {
            html.Open("tr");
            html.Element("td", instrument);
            foreach (var strategy in strategies)
            {
                WriteReturn(html, model.Pairs.FirstOrDefault(
                    pair => pair.Summary.Instrument == instrument && pair.Summary.Strategy == strategy));
            }

            html.Close();
        }

        html.Close();
        html.Close();
        html.Close();
        html.Close();
    }

    private static void WriteReturn(HtmlWriter html, MatrixReportPair? pair)
    {
        if (pair is null || pair.Summary.Fills == 0)
        {
            html.Element("td", pair is null ? string.Empty : "no fill", ("class", "absent"));
            return;
        }

        var value = pair.Summary.ReturnPct;
        var part = Math.Min(FullTone, Math.Abs(value) * FullTone).ToString("0", CultureInfo.InvariantCulture);
        html.Open("td", ("class", value > 0 ? "up" : value < 0 ? "down" : string.Empty), ("style", $"--part:{part}%"));
        WriteLink(html, pair, NumberText.Percent(value));
        html.Close();
    }

    private static void WriteRuns(HtmlWriter html, MatrixReportModel model)
    {
        var shown = model.Pairs.Take(ReportLimits.RunRows).ToList();
        html.Open("section");
        html.Element("h2", "Every run");
        html.Open("div", ("class", "scroll"));
        html.Open("table", ("class", "runs"));
        html.Open("thead");
        html.Open("tr");
        foreach (var column in SummaryTable.Columns)
        {
            RunTableSection.WriteHeading(html, column);
        }

        html.Close();
        html.Close();
        html.Open("tbody");
        foreach (var (pair, cells) in shown.Zip(SummaryTable.Of(shown.Select(pair => pair.Summary)).Rows))
        {
            html.Open("tr");
            html.Open("td");
            WriteLink(html, pair, cells[0].Text);
            html.Close();
            for (var index = 1; index < cells.Count; index++)
            {
                RunTableSection.WriteCell(html, cells[index], SummaryTable.Columns[index].IsNumeric);
            }

            html.Close();
        }

        html.Close();
        html.Close();
        html.Close();
        if (model.Pairs.Count > shown.Count)
        {
            html.Element(
                "p", $"The first {shown.Count} of {model.Pairs.Count} rows are shown.", ("class", "note"));
        }

        html.Close();
    }

    private static void WriteLink(HtmlWriter html, MatrixReportPair pair, string text)
    {
        if (pair.Report is null)
        {
            html.Text(text);
            return;
        }

        html.Element("a", text, ("href", Uri.EscapeDataString(pair.Report)));
    }

    private static void Header(HtmlWriter html, params IReadOnlyList<string> titles)
    {
        html.Open("thead");
        html.Open("tr");
        foreach (var (place, title) in titles.Index())
        {
            html.Element("th", title, ("class", place == 0 ? string.Empty : "num"), ("scope", "col"));
        }

        html.Close();
        html.Close();
    }

    private static void Cell(HtmlWriter html, SummaryCell cell, double value) => html.Element(
        "td", cell.Text, ("class", value > 0 ? "num gain" : value < 0 ? "num loss" : "num"));

    private static string Many(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
