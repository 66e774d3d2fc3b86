namespace Replay.Statistics;

/// <summary>How the orders of each run were carried out, as a table.</summary>
public static class ExecutionTable
{
    private static readonly (SummaryColumn, Func<PerformanceSummary, SummaryCell>)[] Layout =
    [
        (new("Strategy", false, "The strategy."), s => SummaryCells.Text(s.Strategy)),
        (new("Instrument", false, "The instrument, venue:symbol."), s => SummaryCells.Text(s.Instrument)),
        (new("Orders", true, "Orders that went to the venue, but for those that protect positions."),
            s => SummaryCells.Count(s.Execution?.Orders ?? 0)),
        (new("Filled", true, "Share of the orders that were filled at least in part."),
            s => SummaryCells.Share(s.Execution?.FillRatio)),
        (new("Protective", true, "Protective orders of brackets that went to the venue, beside the orders."),
            s => SummaryCells.Count(s.Execution?.ProtectiveOrders ?? 0)),
        (new("Reached", true, "Protective orders that were filled at least in part."),
            s => SummaryCells.Count(s.Execution?.ProtectiveOrdersFilled ?? 0)),
        (new("Maker", true, "The maker's share of the turnover."), s => SummaryCells.Share(s.MakerShare)),
        (new("Queue p50", true, "Half of the maker fills waited no longer since their order stood at its price."),
            s => Wait(s.Execution?.QueueWaitMs?.P50)),
        (new("Queue p99", true, "Of a hundred maker fills one waited longer."),
            s => Wait(s.Execution?.QueueWaitMs?.P99)),
        (new("Slippage bps", true, "Fill against the middle when the order was sent; positive where it cost."),
            s => SummaryCells.Ratio(s.Execution?.SlippageBps)),
        (new("Edge bps", true, "Fill against the middle when it was reported; positive where it earned."),
            s => SummaryCells.Signed(s.Execution?.EdgeBps)),
        (new("Adverse 1s", true, "How far the middle went against the fill in a second, in basis points."),
            s => SummaryCells.Ratio(s.Execution?.AdverseSelection1sBps)),
        (new("Adverse 5s", true, "How far the middle went against the fill in five seconds, in basis points."),
            s => SummaryCells.Ratio(s.Execution?.AdverseSelection5sBps)),
        (new("Adverse 60s", true, "How far the middle went against the fill in a minute, in basis points."),
            s => SummaryCells.Ratio(s.Execution?.AdverseSelection60sBps)),
    ];

    /// <summary>A row for each summary.</summary>
    public static FigureTable Of(IEnumerable<PerformanceSummary> summaries) => FigureTable.Of(Layout, summaries);

    private static SummaryCell Wait(double? milliseconds) => SummaryCells.Duration(milliseconds / 1_000);
}
