using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>
/// Annualised figures of returns and drawdown, the risk-free rate being zero; null where a figure is not defined.
/// </summary>
/// <remarks>
/// Sources: Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21(1), 1994; Sortino and van der Meer,
/// "Downside Risk", same journal 17(4), 1991; Young, "Calmar Ratio: A Smoother Tool", Futures, October 1991. The
/// square-root rule of annualisation assumes returns without autocorrelation (Lo, "The Statistics of Sharpe Ratios",
/// Financial Analysts Journal 58(4), 2002).
/// </remarks>
internal static class RiskRatios
{
    private const double DaysPerYear = StatisticsOptions.HoursPerYear / 24;

    // A spread below this is what rounding leaves of returns that are all the same.
    private const double SpreadMin = 1e-15;

    /// <summary>Mean ÷ standard deviation × √(periods per year).</summary>
    public static double? Sharpe(ReturnMoments returns, double periodsPerYear) =>
        returns.StandardDeviation is { } spread && spread > SpreadMin
            ? returns.Mean / spread * Math.Sqrt(periodsPerYear)
            : null;

    /// <summary>Mean ÷ downside deviation × √(periods per year); null where no return was negative.</summary>
    public static double? Sortino(ReturnMoments returns, double periodsPerYear) =>
        returns.Count >= 2 && returns.DownsideDeviation is { } downside && downside > SpreadMin
            ? returns.Mean / downside * Math.Sqrt(periodsPerYear)
            : null;

    /// <summary>Standard deviation × √(periods per year), as a fraction.</summary>
    public static double? Volatility(ReturnMoments returns, double periodsPerYear) =>
        returns.StandardDeviation * Math.Sqrt(periodsPerYear);

    /// <summary>
    /// Compound annual growth, (1 + return)^(year ÷ time) − 1, as a fraction; null below one day, which nobody can
    /// extend to a year, and where nothing is left to compound.
    /// </summary>
    /// <param name="totalReturn">Over the whole run, as a fraction.</param>
    /// <param name="observedNs">The length of the run, in nanoseconds.</param>
    public static double? AnnualGrowth(double totalReturn, long observedNs)
    {
        if (observedNs < TimestampNs.PerDay || totalReturn <= -1)
        {
            return null;
        }

        var years = observedNs / (DaysPerYear * TimestampNs.PerDay);
        var growth = DeterministicMath.Pow(1 + totalReturn, 1 / years) - 1;
        return double.IsFinite(growth) ? growth : null;
    }

    /// <summary>Compound annual growth ÷ maximum drawdown, over the whole run; null without a drawdown.</summary>
    public static double? Calmar(double? annualGrowth, double maxDrawdown) =>
        maxDrawdown > 0 && annualGrowth / maxDrawdown is { } ratio && double.IsFinite(ratio) ? ratio : null;
}
