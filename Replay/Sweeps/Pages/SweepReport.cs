using Replay.Reports;
using Replay.Statistics;

namespace Replay.Sweeps.Pages;

/// <summary>
/// A sweep as one HTML file that holds all it needs and runs no script: what was best in sample beside what it then
/// made, the surface over the parameters, in sample against out of sample, and every point.
/// </summary>
public static class SweepReport
{
    private const int RowsMax = 2_000;

    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private const string OwnStyle = """
        .best { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); margin: 0; background:
          var(--panel); border-radius: 8px; padding: 6px 4px; }
        .best div { padding: 10px 16px; }
        .best dt { color: var(--soft); font-size: 13px; }
        .best dd { margin: 0; font-size: 22px; font-weight: 650; }
        .pairs { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr));
          gap: 24px 40px; }
        .pairs svg, .wide svg { display: block; width: 100%; height: auto; }
        svg .up { fill: var(--gain); } svg .down { fill: var(--loss); } svg .none { fill: var(--rule); }
        svg .chosen { fill: none; stroke: var(--ink); stroke-width: 2.5; }
        svg .in { stroke: var(--accent); stroke-width: 2; fill: none; }
        svg .out { stroke: var(--sell); stroke-width: 2; fill: none; stroke-dasharray: 5 3; }
        svg .point { fill: var(--accent); fill-opacity: .55; } svg .mark { fill: var(--sell); }
        svg .path { stroke: var(--accent); fill: none; stroke-width: 1; }
        svg .path-best { stroke: var(--sell); fill: none; stroke-width: 2.5; }
        svg .cell { font-size: 11px; fill: var(--ink); }

        """;

    /// <summary>Writes the page.</summary>
    /// <param name="output">Where to; UTF-8. It is not closed.</param>
    /// <param name="result">What to show.</param>
    public static void Write(TextWriter output, SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        var html = new HtmlWriter(output);
        html.Raw("<!doctype html>\n");
        html.Open("html", ("lang", "en"));
        WriteHead(html, result);
        html.Open("body");
        html.Open("main");
        WriteTop(html, result);
        WriteBest(html, result);
        WriteCharts(html, result);
        WriteSteps(html, result);
        WritePoints(html, result);
        html.Close();
        html.Close();
        html.Close();
    }

    private static void WriteHead(HtmlWriter html, SweepResult result)
    {
        html.Open("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Raw(HtmlReport.Generator);
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Void("link", ("rel", "icon"), ("href", "data:,"));
        html.Element("title", $"Sweep – {result.Strategy}");
        html.Raw($"<style>\n{ReportAssets.Style}{OwnStyle}</style>\n");
        html.Close();
    }

    private static void WriteTop(HtmlWriter html, SweepResult result)
    {
        html.Open("header");
        html.Element("p", "Sweep", ("class", "kind"));
        html.Element("h1", $"{result.Strategy}: {string.Join(", ", result.Grid!.Axes.Select(axis => axis.Key))}");
        html.Element("p", result.Split, ("class", "period"));
        html.Close();
        html.Open("div", ("class", "facts-pair"));
        html.Open("div", ("class", "facts"));
        html.Open("dl");
        Fact(html, "Journal", result.Journal);
        Fact(html, "Points", $"{NumberText.Count(result.Completed)} of {NumberText.Count(result.Trials)}");
        Fact(html, "Ranked by", $"{result.Rank}, in sample");
        html.Close();
        html.Close();
        html.Open("div", ("class", "facts"));
        html.Open("dl");
        Fact(html, "Time", $"{NumberText.Duration(result.ElapsedSeconds)}, {NumberText.Count(result.Jobs)} at once");
        Fact(html, "Resumed", $"{NumberText.Count(result.Resumed)} runs of an earlier sweep");
        Fact(html, "Digest", result.Digest);
        html.Close();
        html.Close();
        html.Close();
        WriteAssumptions(html, result);
        if (result.Warnings.Count == 0)
        {
            return;
        }

        html.Open("div", ("class", "warnings"));
        html.Element("h2", "Before you believe a figure");
        html.Open("ul");
        foreach (var warning in result.Warnings)
        {
            html.Element("li", warning);
        }

        html.Close();
        html.Close();
    }

    private static void WriteAssumptions(HtmlWriter html, SweepResult result)
    {
        if (result.Assumptions.Count == 0)
        {
            return;
        }

        var varied = string.Join(", ", result.Grid!.Axes.Select(axis => axis.Key));
        html.Open("section", ("class", "facts-pair"));
        FactSection.WriteList(
            html, "Assumptions of every point", [.. result.Assumptions, new ReportFact("Varied by the grid", varied)],
            string.Empty);
        html.Close();
    }

    private static void WriteBest(HtmlWriter html, SweepResult result)
    {
        if (result.Points is not [{ InSample: not null, OutOfSample: not null } best, ..])
        {
            return;
        }

        html.Open("section");
        html.Element("h2", "The best in sample, and what it made where it was not chosen");
        html.Element(
            "p", string.Join(", ", best.Parameters.Select(pair => $"{pair.Key} = {pair.Value}")), ("class", "mono"));
        html.Open("dl", ("class", "best"));
        var title = SweepMetrics.Title(result.Metric);
        Figure(html, $"{title} in sample", SweepMetrics.Cell(best.InSample, result.Metric));
        Figure(html, $"{title} out of sample", SweepMetrics.Cell(best.OutOfSample, result.Metric));
        if (result.Metric != SweepMetric.ReturnPct)
        {
            Figure(html, "Return out of sample", SweepMetrics.Cell(best.OutOfSample, SweepMetric.ReturnPct));
        }

        Figure(html, "Max drawdown out", SweepMetrics.Cell(best.OutOfSample, SweepMetric.MaxDrawdownPct));
        Figure(html, "Trades out of sample", new SummaryCell(NumberText.Count(best.OutOfSample.Trades)));
        if (result.Selection is { } selection)
        {
            var deflated = selection.DeflatedSharpe is { } value ? NumberText.Ratio(value) : NumberText.Absent;
            Figure(html, "Expected without skill", new SummaryCell(
                NumberText.Ratio(selection.ExpectedSharpeWithoutSkill)));
            Figure(html, "Deflated Sharpe", new SummaryCell(deflated));
        }

        html.Close();
        html.Close();
    }

    private static void WriteCharts(HtmlWriter html, SweepResult result)
    {
        var axes = result.Grid!.Axes;
        html.Open("section");
        html.Element("h2", $"{SweepMetrics.Title(result.Metric)} over the parameters");
        switch (axes.Count)
        {
            case 1:
                html.Open("div", ("class", "wide"));
                html.Raw(LineChart.Of(result));
                break;
            case 2:
                html.Open("div", ("class", "pairs"));
                html.Raw(HeatMap.Of(result, isInSample: true));
                html.Raw(HeatMap.Of(result, isInSample: false));
                break;
            default:
                html.Open("div", ("class", "wide"));
                html.Raw(ParallelChart.Of(result));
                break;
        }

        html.Close();
        html.Close();
        html.Open("section");
        html.Element("h2", "In sample against out of sample");
        html.Element("p", ScatterChart.Reading(result), ("class", "note"));
        html.Open("div", ("class", "wide"));
        html.Raw(ScatterChart.Of(result));
        html.Close();
        html.Close();
    }

    private static void WriteSteps(HtmlWriter html, SweepResult result)
    {
        if (result.Steps.Count < 2)
        {
            return;
        }

        var title = SweepMetrics.Title(result.Metric);
        html.Open("section");
        html.Element("h2", "Walk-forward: the best of each step, and what it then made");
        html.Open("div", ("class", "scroll"));
        html.Open("table");
        Header(html, "Chosen from", "Judged from", "to", "Parameters", $"{title} in", $"{title} out", "Return out");
        html.Open("tbody");
        foreach (var step in result.Steps)
        {
            html.Open("tr");
            html.Element("td", step.InSampleFrom[..16]);
            html.Element("td", step.OutOfSampleFrom[..16]);
            html.Element("td", step.OutOfSampleTo[..16]);
            html.Element("td", string.Join(", ", (step.Parameters ?? new Dictionary<string, string>())
                .Select(pair => $"{pair.Key} {pair.Value}")));
            Cell(html, SweepMetrics.Cell(step.InSample, result.Metric));
            Cell(html, SweepMetrics.Cell(step.OutOfSample, result.Metric));
            Cell(html, SweepMetrics.Cell(step.OutOfSample, SweepMetric.ReturnPct));
            html.Close();
        }

        html.Close();
        html.Open("tfoot");
        html.Open("tr");
        html.Element("td", "Together, out of sample", ("colspan", "5"));
        Cell(html, SweepMetrics.Cell(result.WalkForward, result.Metric));
        Cell(html, SweepMetrics.Cell(result.WalkForward, SweepMetric.ReturnPct));
        html.Close();
        html.Close();
        html.Close();
        html.Close();
        html.Close();
    }

    private static void WritePoints(HtmlWriter html, SweepResult result)
    {
        var title = SweepMetrics.Title(result.Metric);
        var keys = result.Grid!.Axes.Select(axis => axis.Key).ToList();
        html.Open("section");
        html.Element("h2", result.Points.Count > RowsMax ? $"The first {RowsMax} points" : "Every point");
        html.Open("div", ("class", "scroll"));
        html.Open("table");
        Header(
            html,
            [
                "#", .. keys, $"{title} in", $"{title} out", "Net P&L in", "Net P&L out", "Max drawdown in",
                "Max drawdown out", "Trades in", "Trades out", "",
            ]);
        html.Open("tbody");
        foreach (var point in result.Points.Take(RowsMax))
        {
            html.Open("tr");
            html.Element("td", $"{point.Index}", ("class", "num"));
            keys.ForEach(key => html.Element("td", point.Parameters[key], ("class", "num")));
            foreach (var metric in new[] { result.Metric, SweepMetric.NetPnl, SweepMetric.MaxDrawdownPct })
            {
                Cell(html, SweepMetrics.Cell(point.InSample, metric));
                Cell(html, SweepMetrics.Cell(point.OutOfSample, metric));
            }

            html.Element("td", Trades(point.InSample), ("class", "num"));
            html.Element("td", Trades(point.OutOfSample), ("class", "num"));
            html.Element("td", point.Error ?? string.Empty);
            html.Close();
        }

        html.Close();
        html.Close();
        html.Close();
        html.Close();
    }

    private static string Trades(SweepFigures? figures) =>
        figures is null ? NumberText.Absent : NumberText.Count(figures.Trades);

    private static void Fact(HtmlWriter html, string name, string value)
    {
        html.Element("dt", name);
        html.Element("dd", value);
    }

    private static void Figure(HtmlWriter html, string name, SummaryCell cell)
    {
        html.Open("div");
        html.Element("dt", name);
        html.Element("dd", cell.Text, ("class", ToneOf(cell)));
        html.Close();
    }

    private static void Header(HtmlWriter html, params IReadOnlyList<string> titles)
    {
        html.Open("thead");
        html.Open("tr");
        foreach (var title in titles)
        {
            html.Element("th", title, ("class", IsText(title) ? string.Empty : "num"));
        }

        html.Close();
        html.Close();
    }

    private static bool IsText(string title) => title is "Chosen from" or "Judged from" or "to" or "Parameters" or "";

    private static void Cell(HtmlWriter html, SummaryCell cell) =>
        html.Element("td", cell.Text, ("class", $"num {ToneOf(cell)}".TrimEnd()));

    private static string ToneOf(SummaryCell cell) => cell.Tone switch
    {
        CellTone.Gain => "gain",
        CellTone.Loss => "loss",
        CellTone.Absent => "absent",
        _ => string.Empty,
    };
}
