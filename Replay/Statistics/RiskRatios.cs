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
    public static double? Sharpe(in ReturnFigures returns, double periodsPerYear) =>
        returns.StandardDeviation is { } spread && spread > SpreadMin
            ? returns.Mean / spread * Math.Sqrt(periodsPerYear)
            : null;

    /// <summary>
    /// The standard error of an annualised Sharpe ratio: √((1 + S² ÷ 2) ÷ n) × √(periods per year), S being the ratio
    /// of one period (Lo 2002, for returns that are independent and normal).
    /// </summary>
    public static double? SharpeError(in ReturnFigures returns, double? sharpe, double periodsPerYear) =>
        sharpe is { } annual && returns.Count > 0
            ? Math.Sqrt((1 + (annual * annual / periodsPerYear / 2)) / returns.Count * periodsPerYear)
            : null;

    /// <summary>Mean ÷ downside deviation × √(periods per year); null where no return was negative.</summary>
    public static double? Sortino(in ReturnFigures returns, double periodsPerYear) =>
        returns.Count >= 2 && returns.DownsideDeviation is { } downside && downside > SpreadMin
            ? returns.Mean / downside * Math.Sqrt(periodsPerYear)
            : null;

    /// <summary>Standard deviation × √(periods per year), as a fraction.</summary>
    public static double? Volatility(in ReturnFigures returns, double periodsPerYear) =>
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

    /// <summary>
    /// A ratio that says the same as the profit, else null: the mean of returns may be positive where they compound to
    /// a loss, and a ratio of that kind says nothing but that neither is far from zero.
    /// </summary>
    public static double? Agreeing(double? ratio, double totalReturn) => ratio * totalReturn < 0 ? null : ratio;
}
