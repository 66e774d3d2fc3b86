namespace Replay.Statistics;

/// <summary>Days or months of the account, as a table.</summary>
public static class PeriodFigures
{
    /// <summary>A row for each period.</summary>
    /// <param name="name">What a period is called: Day, Month.</param>
    /// <param name="rows">The periods.</param>
    public static FigureTable Of(string name, IEnumerable<PeriodRow> rows) => FigureTable.Of<PeriodRow>(
        [
            (new($"{name} (UTC)", false, "Midnight belongs to the period that it ends."),
                row => SummaryCells.Text(row.Period)),
            (new("Net P&L", true, "What equity gained, open profit and costs included."),
                row => SummaryCells.Profit(row.NetPnl)),
            (new("Return", true, "The same in percent of the equity at its beginning."),
                row => SummaryCells.Return(row.ReturnPct)),
            (new("Max drawdown", true, "The deepest fall from a peak within the period."),
                row => SummaryCells.Percent(row.MaxDrawdownPct)),
            (new("Fees", true, "Positive when paid."), row => SummaryCells.Amount(row.Fees)),
            (new("Turnover", true, "The value of all fills."), row => SummaryCells.Amount(row.Turnover)),
            (new("Trades", true, "Trades that closed in it."), row => SummaryCells.Count(row.Trades)),
            (new("Win rate", true, "Share of them that made money after costs."),
                row => SummaryCells.Share(row.WinRate)),
            (new("Fills", true, "Fills, maker and taker."), row => SummaryCells.Count(row.Fills)),
        ],
        rows);
}
