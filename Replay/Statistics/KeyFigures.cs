using static Replay.Statistics.NumberText;

namespace Replay.Statistics;

/// <summary>The figures of one summary in the order in which they are read: result, risk, trades, activity.</summary>
public static class KeyFigures
{
    /// <summary>The figures that stand large at the top.</summary>
    public static IReadOnlyList<KeyFigure> Headline(PerformanceSummary summary) =>
    [
        new("Net P&L", SummaryCells.Profit(summary.NetPnl), $"on {Money(summary.Capital)}",
            "Gross profit less fees plus funding, open profit included, in quote currency."),
        new("Return", SummaryCells.Return(summary.ReturnPct), GrowthNote(summary), "Net P&L in percent of capital."),
        new("Sharpe", SummaryCells.Ratio(summary.Sharpe), SamplesNote(summary),
            "Mean return by its standard deviation, annualised, risk-free rate zero; ± its standard error."),
        new("Max drawdown", SummaryCells.Percent(summary.MaxDrawdownPct), DrawdownNote(summary),
            "The deepest fall of equity from a peak, in percent of the peak."),
        new("Win rate", SummaryCells.Share(summary.WinRate), $"{Count(summary.Trades)} trades",
            "Share of the closed trades that made money after costs."),
        new("Profit factor", SummaryCells.Ratio(summary.ProfitFactor), ExpectancyNote(summary),
            "What winners made for each unit that losers lost, after costs."),
    ];

    /// <summary>All other figures.</summary>
    public static IReadOnlyList<KeyFigure> Details(PerformanceSummary summary) =>
        [.. Result(summary), .. Risk(summary), .. Trades(summary), .. Activity(summary)];

    private static KeyFigure[] Result(PerformanceSummary summary) =>
    [
        new("Gross P&L", SummaryCells.Profit(summary.GrossPnl), string.Empty, "Before fees and funding."),
        new("Realised", SummaryCells.Profit(summary.RealizedPnl), string.Empty, "What fills realised, before costs."),
        new("Open at the end", SummaryCells.Profit(summary.UnrealizedPnl), string.Empty,
            "Profit of positions that are still open, at their marks."),
        new("Fees", SummaryCells.Amount(summary.Fees), string.Empty, "Positive when paid."),
        new("Funding", SummaryCells.Amount(summary.Funding), string.Empty, "Positive when received."),
        new("CAGR", SummaryCells.Return(summary.CagrPct), string.Empty, "Compound annual growth; from one day on."),
    ];

    private static KeyFigure[] Risk(PerformanceSummary summary) =>
    [
        new("Volatility", SummaryCells.Percent(summary.VolatilityPct), string.Empty,
            "Annualised standard deviation of returns."),
        new("Sortino", SummaryCells.Ratio(summary.Sortino), string.Empty,
            "Mean return by its downside deviation, annualised, target zero."),
        new("Calmar", SummaryCells.Ratio(summary.Calmar), string.Empty,
            "Compound annual growth by maximum drawdown; from one day on."),
        new("Drawdown length", SummaryCells.Duration(summary.MaxDrawdownSeconds), string.Empty,
            "From the peak of the deepest fall to its recovery, or to the end."),
        new("Longest under water", SummaryCells.Duration(summary.LongestDrawdownSeconds), string.Empty,
            "The longest time from a peak to its recovery, or to the end."),
        new("Exposure", SummaryCells.Percent(summary.ExposurePct), string.Empty,
            "Share of the time with an open position."),
    ];

    private static KeyFigure[] Trades(PerformanceSummary summary) =>
    [
        new("Expectancy", SummaryCells.Profit(summary.Expectancy), string.Empty,
            "What a trade made on average, after costs."),
        new("Average win", SummaryCells.Amount(summary.AverageWin), string.Empty, "Mean of the winning trades."),
        new("Average loss", SummaryCells.Amount(summary.AverageLoss), string.Empty, "Mean of the losing trades."),
        new("Best trade", SummaryCells.Amount(summary.BestTrade), string.Empty, "After costs."),
        new("Worst trade", SummaryCells.Amount(summary.WorstTrade), string.Empty, "After costs."),
        new("Average held", SummaryCells.Duration(summary.AverageTradeSeconds), string.Empty,
            "How long a trade was open on average."),
    ];

    private static KeyFigure[] Activity(PerformanceSummary summary) =>
    [
        new("Trades", SummaryCells.Count(summary.Trades), string.Empty, "From flat to flat, or to the flip."),
        new("Fills", SummaryCells.Count(summary.Fills), string.Empty, "Fills, maker and taker."),
        new("Turnover", SummaryCells.Amount(summary.Turnover), string.Empty, "The value of all fills."),
        new("Turnover / capital", SummaryCells.Ratio((double)(summary.Turnover / summary.Capital)), string.Empty,
            "How many times the capital was turned over."),
        new("Maker share", SummaryCells.Share(summary.MakerShare), string.Empty,
            "The maker's share of the turnover."),
        new("Time observed", SummaryCells.Duration(summary.Seconds), string.Empty,
            "From the first to the last sample of equity."),
    ];

    private static string GrowthNote(PerformanceSummary summary) =>
        summary.CagrPct is { } growth && Math.Abs(growth) < 1e6 ? $"{Percent(growth)} a year" : string.Empty;

    private static string SamplesNote(PerformanceSummary summary) =>
        (summary.SharpeError is { } error ? $"± {Ratio(error)}, " : string.Empty)
        + $"{Count(summary.ReturnSamples)} return{(summary.ReturnSamples == 1 ? string.Empty : "s")} of "
        + Duration(summary.SamplingSeconds)
        + (summary.ReturnSamples < StatisticsOptions.FewestReturns
            ? $": {StatisticsOptions.FewestReturns} are needed"
            : string.Empty);

    private static string DrawdownNote(PerformanceSummary summary) => summary.MaxDrawdown == 0
        ? string.Empty
        : $"{Money(summary.MaxDrawdown)}, {Duration(summary.MaxDrawdownSeconds)}";

    private static string ExpectancyNote(PerformanceSummary summary) => summary.Expectancy is { } expectancy
        ? $"{Money(expectancy)} a trade"
        : string.Empty;
}
