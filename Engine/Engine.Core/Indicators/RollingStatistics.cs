using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Mean, variance and standard deviation of the last n samples. Ready after n samples.</summary>
/// <remarks>
/// While the window fills, and when it slides, sums of squared differences are carried after Welford (Technometrics 4,
/// 1962), which do not cancel where the mean is large against the spread. They are computed afresh every lap of the
/// window, from differences to the lap's first sample, so that the error stays what n samples make, over any number
/// of updates, and what an outlier leaves behind is gone a lap later.
/// </remarks>
public sealed class RollingStatistics : IIndicator
{
    private readonly SampleWindow _window;
    private readonly double _inverseLength;
    private double _mean;
    private double _squares;
    private double _lapOrigin;
    private double _lapSum;
    private double _lapSquares;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in samples, positive; at least 2 for the sample variance.</param>
    public RollingStatistics(int period)
    {
        _window = new SampleWindow(period);
        _inverseLength = 1.0 / period;
    }

    /// <inheritdoc />
    public bool IsReady => _window.IsFull;

    /// <summary>The standard deviation of the population: <see cref="StandardDeviation" />.</summary>
    public double Value => StandardDeviation;

    /// <summary>The mean, in the unit of the samples; not a number until ready.</summary>
    public double Mean => IsReady ? _mean : double.NaN;

    /// <summary>
    /// The variance of the population, Σ(x − mean)² ÷ n, in the unit squared; not a number until ready.
    /// </summary>
    public double Variance => IsReady ? _squares * _inverseLength : double.NaN;

    /// <summary>The root of <see cref="Variance" />, in the unit of the samples.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>
    /// The unbiased estimate of the variance, Σ(x − mean)² ÷ (n − 1); not a number until ready, or where n is 1.
    /// </summary>
    public double SampleVariance => IsReady && _window.Length > 1 ? _squares / (_window.Length - 1) : double.NaN;

    /// <summary>The root of <see cref="SampleVariance" />, in the unit of the samples.</summary>
    public double SampleStandardDeviation => Math.Sqrt(SampleVariance);

    /// <summary>
    /// The newest sample's distance from the mean in standard deviations; 0 where the window is flat, not a number
    /// until ready.
    /// </summary>
    public double ZScore
    {
        get
        {
            if (!IsReady)
            {
                return double.NaN;
            }

            var deviation = StandardDeviation;
            return deviation == 0 ? 0 : (_window[0] - _mean) / deviation;
        }
    }

    /// <inheritdoc />
    public void Update(double sample)
    {
        StartLapWith(sample);
        var wasFull = _window.IsFull;
        var leaving = _window.Push(sample);
        var before = _mean;
        if (wasFull)
        {
            _mean += (sample - leaving) * _inverseLength;
            _squares += (sample - leaving) * ((sample - _mean) + (leaving - before));
        }
        else
        {
            _mean += (sample - before) / _window.Count;
            _squares += (sample - before) * (sample - _mean);
        }

        EndLap();
        if (_squares < 0)
        {
            _squares = 0; // A rounding below what squares can sum to.
        }
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _window.VisitState(sink);
        sink.Visit(ref _mean);
        sink.Visit(ref _squares);
        sink.Visit(ref _lapOrigin);
        sink.Visit(ref _lapSum);
        sink.Visit(ref _lapSquares);
    }

    private void StartLapWith(double sample)
    {
        if (_window.IsAtLapBoundary)
        {
            _lapOrigin = sample;
            _lapSum = 0;
            _lapSquares = 0;
        }

        var difference = sample - _lapOrigin;
        _lapSum += difference;
        _lapSquares += difference * difference;
    }

    // The origin is itself in the window, so the squares are at least its own distance from the mean: no cancellation
    // beyond a factor of n.
    private void EndLap()
    {
        if (_window.IsAtLapBoundary)
        {
            _mean = _lapOrigin + (_lapSum * _inverseLength);
            _squares = _lapSquares - (_lapSum * _lapSum * _inverseLength);
        }
    }
}
