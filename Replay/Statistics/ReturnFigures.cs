namespace Replay.Statistics;

/// <summary>Returns of equal periods, and a last one that may be shorter or longer, in three figures.</summary>
/// <remarks>
/// For returns r of lengths d in periods (every d is 1 but the last): mean = Σ r ÷ Σ d, variance = Σ (r − mean × d)² ÷
/// d ÷ (n − 1), downside² = Σ min(r, 0)² ÷ d ÷ Σ d. These are the least-squares estimates where variance grows with
/// time, and the plain mean and sample variance where all periods are whole (Campbell, Lo and MacKinlay, "The
/// Econometrics of Financial Markets", 1997, ch. 9.3, of observations at unequal intervals).
/// </remarks>
/// <param name="Count">How many returns there are.</param>
/// <param name="Periods">Their length together, in periods.</param>
/// <param name="Mean">The mean return of a period; zero without any.</param>
/// <param name="StandardDeviation">Of the return of a period; null for fewer than two.</param>
/// <param name="DownsideDeviation">Against a target of zero; null without returns.</param>
public readonly record struct ReturnFigures(
    long Count, double Periods, double Mean, double? StandardDeviation, double? DownsideDeviation)
{
    /// <summary>The figures of whole periods and a last one.</summary>
    /// <param name="whole">The whole periods.</param>
    /// <param name="last">The return of the last one.</param>
    /// <param name="length">How long that is, in periods; positive.</param>
    internal static ReturnFigures Of(ReturnMoments whole, double last, double length)
    {
        var count = whole.Count + 1;
        var periods = whole.Count + length;
        var mean = ((whole.Mean * whole.Count) + last) / periods;
        var shift = whole.Mean - mean;
        var offset = last - (mean * length);
        var squares = whole.Squares + (whole.Count * shift * shift) + (offset * offset / length);
        var fall = Math.Min(last, 0);
        return new ReturnFigures(
            count,
            periods,
            mean,
            count < 2 ? null : Math.Sqrt(squares / (count - 1)),
            Math.Sqrt((whole.DownsideSquares + (fall * fall / length)) / periods));
    }
}
