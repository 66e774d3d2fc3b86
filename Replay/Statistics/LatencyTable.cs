namespace Replay.Statistics;

/// <summary>What each leg of the way took, as a table.</summary>
public static class LatencyTable
{
    private static readonly (SummaryColumn, Func<(string Name, string Meaning, LatencyFigures? Figures), SummaryCell>)[]
        Layout =
        [
            (new("Leg", false, "Which part of the way."), leg => SummaryCells.Text(leg.Name)),
            (new("Measured", true, "How often."), leg => SummaryCells.Count(leg.Figures?.Count ?? 0)),
            (new("p50", true, "Half took no longer."), leg => Time(leg.Figures?.P50)),
            (new("p90", true, "Nine of ten took no longer."), leg => Time(leg.Figures?.P90)),
            (new("p99", true, "Ninety-nine of a hundred took no longer."), leg => Time(leg.Figures?.P99)),
            (new("Most", true, "The longest."), leg => Time(leg.Figures?.Max)),
            (new("Least", true, "The shortest."), leg => Time(leg.Figures?.Min)),
            (new("From … to", false, "Where it begins and ends."), leg => SummaryCells.Text(leg.Meaning)),
        ];

    /// <summary>A row for each leg.</summary>
    public static FigureTable Of(ExecutionSummary? execution) => FigureTable.Of(
        Layout,
        [
            ("Feed", "the venue's stamp on market data to our clock", execution?.FeedLatencyMs),
            ("Order entry", "sending an order to the venue's decision", execution?.EntryLatencyMs),
            ("Reply", "the venue's decision to our having its report", execution?.ReplyLatencyMs),
            ("Queue wait", "an order's standing at its price to its first maker fill", execution?.QueueWaitMs),
        ]);

    private static SummaryCell Time(double? milliseconds) => SummaryCells.Duration(milliseconds / 1_000);
}
