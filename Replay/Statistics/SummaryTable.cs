namespace Replay.Statistics;

/// <summary>The table strategy × instrument as plain data: the terminal and the report print the same.</summary>
public sealed class SummaryTable
{
    private static readonly (SummaryColumn Column, Func<PerformanceSummary, SummaryCell> Cell)[] Layout =
    [
        (new("Strategy", false, "The strategy."), s => SummaryCells.Text(s.Strategy)),
        (new("Instrument", false, "The instrument, venue:symbol."), s => SummaryCells.Text(s.Instrument)),
        (new("Net P&L", true, "Gross profit less fees plus funding, open profit included, in quote currency."),
            s => SummaryCells.Profit(s.NetPnl)),
        (new("Return", true, "Net P&L in percent of capital."), s => SummaryCells.Return(s.ReturnPct)),
        (new("Fees", true, "Positive when paid."), s => SummaryCells.Amount(s.Fees)),
        (new("Funding", true, "Positive when received."), s => SummaryCells.Amount(s.Funding)),
        (new("Trades", true, "Closed trades, from flat to flat or to the flip."), s => SummaryCells.Count(s.Trades)),
        (new("Fills", true, "Fills, maker and taker."), s => SummaryCells.Count(s.Fills)),
        (new("Win rate", true, "Share of the trades that made money after costs."),
            s => SummaryCells.Share(s.WinRate)),
        (new("Profit factor", true, "What winners made for each unit that losers lost, after costs."),
            s => SummaryCells.Ratio(s.ProfitFactor)),
        (new("Sharpe", true, "Mean return by its standard deviation, annualised, risk-free rate zero."),
            s => SummaryCells.Ratio(s.Sharpe)),
        (new("Sortino", true, "Mean return by its downside deviation, annualised, target zero."),
            s => SummaryCells.Ratio(s.Sortino)),
        (new("Calmar", true, "Compound annual growth by maximum drawdown; from one day on."),
            s => SummaryCells.Ratio(s.Calmar)),
        (new("Max drawdown", true, "The deepest fall of equity from a peak, in percent of the peak."),
            s => SummaryCells.Percent(s.MaxDrawdownPct)),
    ];

    private SummaryTable(IReadOnlyList<IReadOnlyList<SummaryCell>> rows) => Rows = rows;

    /// <summary>The columns, left to right.</summary>
    public static IReadOnlyList<SummaryColumn> Columns { get; } = [.. Layout.Select(entry => entry.Column)];

    /// <summary>One row of cells for each summary, in the order given.</summary>
    public IReadOnlyList<IReadOnlyList<SummaryCell>> Rows { get; }

    /// <summary>Makes the table.</summary>
    public static SummaryTable Of(IEnumerable<PerformanceSummary> summaries) =>
        new([.. summaries.Select(RowOf)]);

    private static SummaryCell[] RowOf(PerformanceSummary summary) =>
        [.. Layout.Select(entry => entry.Cell(summary))];
}
