using Replay.Statistics;

namespace Replay.Reports;

/// <summary>
/// How orders were carried out: what a fill is worth as time passes, latency, and the figures of each run.
/// </summary>
internal static class ExecutionSection
{
    /// <summary>Writes it; nothing where no order was sent.</summary>
    public static void Write(HtmlWriter html, ReportModel model)
    {
        if (model.Account.Summary.Execution is not { Orders: > 0 } execution)
        {
            return;
        }

        html.Open("section");
        html.Element("h2", "Orders and fills");
        var table = ExecutionTable.Of(model.Runs.Take(ReportLimits.RunRows).Select(run => run.Summary));
        FigureTableSection.Write(
            html, table, footer: model.Runs.Count > 1 ? ExecutionTable.Of([model.Account.Summary]).Rows[0] : null);
        html.Element(
            "p", "In basis points of the middle, weighted by value. Edge less adverse selection is what a fill is "
            + "worth once the market has moved on.", ("class", "note"));
        html.Close();

        html.Open("section", ("class", "facts-pair"));
        html.Open("div");
        html.Element("h2", "Value of a fill as time passes");
        var chart = new CurveChart();
        chart.Add("maker", "buy", Points(execution.Maker));
        chart.Add("taker", "sell", Points(execution.Taker));
        html.Raw(chart.ToSvg("Value of a fill after 0, 1, 5 and 60 seconds, in basis points"));
        html.Close();
        html.Open("div");
        html.Element("h2", "Latency");
        FigureTableSection.Write(html, Shorter(LatencyTable.Of(execution)), isSortable: false);
        html.Element(
            "p", "Feed: the stamps of the journal, one message in 64; a recorder's clock that was off shows in it. "
            + "Entry and reply: the simulated venue's stamps; entry ends when the venue acts, with the first event "
            + "after the latency that was set.", ("class", "note"));
        html.Close();
        html.Close();
    }

    /// <summary>What the legs are is said in the terminal; here a note says it.</summary>
    private static FigureTable Shorter(FigureTable table) => new(
        [.. table.Columns.SkipLast(2)],
        [.. table.Rows.Select(row => (IReadOnlyList<SummaryCell>)[.. row.SkipLast(2)])]);

    private static IEnumerable<(string Label, double? Value)> Points(FillQualitySummary quality)
    {
        yield return ("at once", quality.EdgeBps);
        yield return ("after 1 s", quality.EdgeBps - quality.AdverseSelection1sBps);
        yield return ("5 s", quality.EdgeBps - quality.AdverseSelection5sBps);
        yield return ("60 s", quality.EdgeBps - quality.AdverseSelection60sBps);
    }
}
