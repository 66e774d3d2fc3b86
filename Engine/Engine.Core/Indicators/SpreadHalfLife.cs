using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>
/// How many samples the spread y − β·x of two series takes to lose half of its distance from its mean, for any β.
/// </summary>
/// <remarks>
/// As <see cref="HalfLife" /> of the last n spreads, all of them taken with the β that is asked for: Δs = a + b·s₋₁,
/// b = cov(Δs, s₋₁) ÷ var(s₋₁), where both are sums of products of x, y and their changes, times powers of β. Feeding
/// a rolling regression's residuals to a half-life instead would measure how fast the regression learns. The same
/// answers and the same bias as there. Ready after n + 1 samples.
/// </remarks>
public sealed class SpreadHalfLife
{
    private readonly RollingRegression _levels;
    private readonly RollingRegression _yOnChangeOfY;
    private readonly RollingRegression _xOnChangeOfY;
    private readonly RollingRegression _yOnChangeOfX;
    private readonly RollingRegression _xOnChangeOfX;
    private double _lastX;
    private double _lastY;
    private bool _hasLast;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in changes, at least 2.</param>
    public SpreadHalfLife(int period)
    {
        _levels = new RollingRegression(period);
        _yOnChangeOfY = new RollingRegression(period);
        _xOnChangeOfY = new RollingRegression(period);
        _yOnChangeOfX = new RollingRegression(period);
        _xOnChangeOfX = new RollingRegression(period);
    }

    /// <summary>Whether n changes were seen.</summary>
    public bool IsReady => _levels.IsReady;

    /// <summary>The half-life of the spread with a hedge ratio, in samples.</summary>
    /// <param name="beta">β: units of x against one of y.</param>
    /// <returns>+∞ where it does not revert; not a number until ready, or where the spread did not move.</returns>
    public double Of(double beta)
    {
        if (!IsReady)
        {
            return double.NaN;
        }

        var (xx, xy, yy) = _levels.Products;
        var variance = yy - (2 * beta * xy) + (beta * beta * xx);
        var covariance = _yOnChangeOfY.Products.Xy
            - (beta * (_xOnChangeOfY.Products.Xy + _yOnChangeOfX.Products.Xy))
            + (beta * beta * _xOnChangeOfX.Products.Xy);
        return variance > 0 ? HalfLife.OfSlope(covariance / variance) : double.NaN;
    }

    /// <summary>Takes the next pair.</summary>
    public void Update(double x, double y)
    {
        if (_hasLast)
        {
            var (changeOfX, changeOfY) = (x - _lastX, y - _lastY);
            _levels.Update(_lastX, _lastY);
            _yOnChangeOfY.Update(_lastY, changeOfY);
            _xOnChangeOfY.Update(_lastX, changeOfY);
            _yOnChangeOfX.Update(_lastY, changeOfX);
            _xOnChangeOfX.Update(_lastX, changeOfX);
        }

        (_lastX, _lastY, _hasLast) = (x, y, true);
    }

    /// <summary>Visits all that later values depend on.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _levels.VisitState(sink);
        _yOnChangeOfY.VisitState(sink);
        _xOnChangeOfY.VisitState(sink);
        _yOnChangeOfX.VisitState(sink);
        _xOnChangeOfX.VisitState(sink);
        sink.Visit(ref _lastX);
        sink.Visit(ref _lastY);
        sink.Visit(ref _hasLast);
    }
}
