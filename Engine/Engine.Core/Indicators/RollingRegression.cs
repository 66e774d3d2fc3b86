using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>The straight line through the last n pairs (x, y) by least squares, and how well it fits.</summary>
/// <remarks>
/// slope = Sxy ÷ Sxx, intercept = ȳ − slope·x̄, correlation = Sxy ÷ √(Sxx·Syy) (Pearson), with the sums of products
/// carried as <see cref="RollingStatistics" /> carries its squares, and like them computed afresh every lap. With y and
/// x the prices of two instruments the slope is their hedge ratio. Ready after n pairs.
/// </remarks>
public sealed class RollingRegression
{
    private readonly SampleWindow _xs;
    private readonly SampleWindow _ys;
    private CoMoments _window;
    private CoMoments _lap;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in pairs, at least 2.</param>
    public RollingRegression(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _xs = new SampleWindow(period);
        _ys = new SampleWindow(period);
    }

    /// <summary>Whether n pairs were seen.</summary>
    public bool IsReady => _xs.IsFull;

    /// <summary>Units of y per unit of x; not a number until ready, or where all x are equal.</summary>
    public double Slope => IsReady && _window.Xx > 0 ? _window.Xy / _window.Xx : double.NaN;

    /// <summary>y where x is zero; not a number where the slope is not.</summary>
    public double Intercept => _window.MeanY - (Slope * _window.MeanX);

    /// <summary>Pearson's correlation, −1 … 1; not a number until ready, or where one series is flat.</summary>
    public double Correlation => IsReady && _window.Xx > 0 && _window.Yy > 0
        ? Math.Clamp(_window.Xy / (Math.Sqrt(_window.Xx) * Math.Sqrt(_window.Yy)), -1, 1)
        : double.NaN;

    /// <summary>y of the newest pair less what the line says of its x: the spread of a pair of instruments.</summary>
    public double Residual => IsReady ? _ys[0] - Intercept - (Slope * _xs[0]) : double.NaN;

    /// <summary>
    /// The standard deviation of what the line leaves unexplained, in units of y; not a number until ready, or where
    /// all x are equal.
    /// </summary>
    public double ResidualDeviation
    {
        get
        {
            var unexplained = _window.Yy - (Slope * _window.Xy);
            return Math.Sqrt((unexplained < 0 ? 0 : unexplained) / _xs.Length);
        }
    }

    /// <summary>
    /// <see cref="Residual" /> in its deviations: the z-score of a spread; 0 where the line fits without any.
    /// </summary>
    public double ResidualZScore
    {
        get
        {
            var deviation = ResidualDeviation;
            return deviation == 0 ? 0 : Residual / deviation;
        }
    }

    /// <summary>The sums of products of differences from the means: Sxx, Sxy, Syy; of no meaning until ready.</summary>
    internal (double Xx, double Xy, double Yy) Products => (_window.Xx, _window.Xy, _window.Yy);

    /// <summary>Takes the next pair.</summary>
    public void Update(double x, double y)
    {
        if (_xs.IsAtLapBoundary)
        {
            _lap = default;
        }

        _lap.Add(x, y);
        var wasFull = _xs.IsFull;
        var leavingX = _xs.Push(x);
        var leavingY = _ys.Push(y);
        if (wasFull)
        {
            _window.Replace(leavingX, leavingY, x, y);
        }

        if (_xs.IsAtLapBoundary)
        {
            _window = _lap;
        }
    }

    /// <summary>Visits all that later values depend on.</summary>
    public void VisitState(StateSink sink)
    {
        _xs.VisitState(sink);
        _ys.VisitState(sink);
        _window.VisitState(sink);
        _lap.VisitState(sink);
    }
}
