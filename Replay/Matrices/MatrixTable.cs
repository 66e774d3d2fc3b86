using Replay.Statistics;

namespace Replay.Matrices;

/// <summary>Strategies over pairs, as one row for each strategy.</summary>
public static class MatrixTable
{
    /// <summary>The rows, strategies in the order in which they come.</summary>
    /// <param name="pairs">
    /// The figures of each run: a strategy alone in a pair, or in all its instruments where it trades them together.
    /// </param>
    /// <param name="limits">What a verdict takes.</param>
    public static IReadOnlyList<MatrixRow> Of(IEnumerable<PerformanceSummary> pairs, VerdictLimits limits)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(limits);
        return [.. pairs.GroupBy(pair => pair.Strategy).Select(group => RowOf([.. group], limits))];
    }

    private static MatrixRow RowOf(IReadOnlyList<PerformanceSummary> pairs, VerdictLimits limits)
    {
        var averageReturn = pairs.Average(pair => pair.ReturnPct);
        var averageSharpe = pairs.Average(pair => pair.Sharpe);
        var profitable = pairs.Count(pair => pair.NetPnl > 0);
        var trades = pairs.Sum(pair => pair.Trades);
        return new MatrixRow
        {
            Strategy = pairs[0].Strategy,
            AverageReturnPct = averageReturn,
            AverageSharpe = averageSharpe,
            ProfitablePairs = profitable,
            Pairs = pairs.Count,
            Trades = trades,
            Verdict = limits.Judge(averageReturn, averageSharpe, profitable, pairs.Count, trades),
        };
    }
}
