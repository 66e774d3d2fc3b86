using static Replay.Statistics.NumberText;

namespace Replay.Statistics;

/// <summary>What a reader must know before believing the figures, as far as the figures themselves tell it.</summary>
public static class SummaryWarnings
{
    // The go-live criteria ask for as many trades; a week of hours is the least that a ratio of a year is read from.
    private const int TradesMin = 100;
    private const int ReturnsMin = 168;

    /// <summary>The warnings of one summary, a clause each; none where nothing is amiss or traded.</summary>
    public static IReadOnlyList<string> Of(PerformanceSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var warnings = new List<string>();
        if (summary.Fills == 0)
        {
            return warnings;
        }

        if (summary.Trades < TradesMin)
        {
            warnings.Add(
                $"too few closed trades to judge by: {Count(summary.Trades)}, where {TradesMin} is a beginning");
        }

        if (summary.Sharpe is not null && summary.ReturnSamples < ReturnsMin)
        {
            warnings.Add($"Sharpe, Sortino and volatility stretch {Count(summary.ReturnSamples)} returns of "
                + $"{Duration(summary.SamplingSeconds)} to a year: chance alone moves the Sharpe ratio by "
                + Ratio(summary.SharpeError ?? 0));
        }

        // A hundredth of the result changes no verdict.
        if (summary.UnrealizedPnl != 0 && Math.Abs(summary.UnrealizedPnl) * 100 >= Math.Abs(summary.NetPnl))
        {
            warnings.Add(
                $"{Money(summary.UnrealizedPnl)} of the profit is open at the end: it is marked, not traded");
        }

        if (summary.GrossPnl > 0 && summary.NetPnl < 0)
        {
            warnings.Add($"costs turn a gross profit of {Money(summary.GrossPnl)} into a loss");
        }

        return warnings;
    }
}
