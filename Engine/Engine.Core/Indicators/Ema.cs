using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Exponential moving average, in the unit of the samples.</summary>
/// <remarks>
/// EMA ← EMA + 2 ÷ (n + 1) × (x − EMA), begun with the mean of the first n samples, as the charting tools do
/// (Achelis, Technical Analysis from A to Z, 1995). Ready after n samples.
/// </remarks>
public sealed class Ema : IIndicator
{
    private readonly int _period;
    private readonly double _factor;
    private int _count;
    private double _average;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in samples, positive.</param>
    public Ema(int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        _period = period;
        _factor = 2.0 / (period + 1.0);
    }

    /// <inheritdoc />
    public bool IsReady => _count == _period;

    /// <inheritdoc />
    public double Value => IsReady ? _average : double.NaN;

    /// <inheritdoc />
    public void Update(double sample)
    {
        if (_count < _period)
        {
            _count++;
            _average += (sample - _average) / _count;
            return;
        }

        _average += _factor * (sample - _average);
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _count);
        sink.Visit(ref _average);
    }
}
