using Engine.Model.Numbers;
using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Realised volatility of the last n returns, a fraction: 0.5 annualised is 50 % a year.</summary>
/// <remarks>
/// √(Σr² ÷ n) × √(samples per period), r = ln(x ÷ x₋₁): the root of the realised variance, which takes the mean return
/// as zero (Andersen, Bollerslev, Diebold and Labys, Econometrica 71, 2003). One sample per period, the default, leaves
/// it per sample; <see cref="SecondsPerYear" /> annualises samples of a second, as markets here never close. Samples
/// are positive. Ready after n + 1 samples.
/// </remarks>
public sealed class RealizedVolatility : IIndicator
{
    /// <summary>Samples of one second in a year of 365 days, around the clock.</summary>
    public const double SecondsPerYear = 365.0 * 86_400;

    private readonly SampleWindow _squares;
    private readonly double _scale;
    private SlidingSum _sum;
    private double _last;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in returns, positive.</param>
    /// <param name="samplesPerPeriod">
    /// How many samples make the period that the result is stated for, positive: 1 for per sample,
    /// <see cref="SecondsPerYear" /> for a year of samples of a second.
    /// </param>
    public RealizedVolatility(int period, double samplesPerPeriod = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplesPerPeriod);
        _squares = new SampleWindow(period);
        _scale = samplesPerPeriod / period;
    }

    /// <inheritdoc />
    public bool IsReady => _squares.IsFull;

    /// <inheritdoc />
    public double Value => IsReady ? Math.Sqrt(Math.Max(0, _sum.Value) * _scale) : double.NaN;

    /// <inheritdoc />
    public void Update(double sample)
    {
        if (_last > 0)
        {
            var change = DeterministicMath.Log(sample / _last);
            var square = change * change;
            var leaving = _squares.Push(square);
            _sum.Update(_squares, square, leaving);
        }

        _last = sample;
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _squares.VisitState(sink);
        _sum.VisitState(sink);
        sink.Visit(ref _last);
    }
}
