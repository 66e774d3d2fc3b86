using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Wilder's smoothing: the mean of the first n samples, then average + (sample − average) ÷ n.</summary>
/// <remarks>
/// J. Welles Wilder, New Concepts in Technical Trading Systems, 1978. It equals an exponential average with factor 1/n.
/// A mutable struct: kept as a field that is not readonly.
/// </remarks>
internal struct WilderAverage
{
    private readonly int _period;
    private readonly double _inverse;
    private int _count;
    private double _average;

    internal WilderAverage(int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        _period = period;
        _inverse = 1.0 / period;
    }

    internal readonly bool IsReady => _count == _period;

    internal readonly double Value => _average;

    internal void Update(double sample)
    {
        if (_count < _period)
        {
            _count++;
            _average += (sample - _average) / _count;
            return;
        }

        _average += (sample - _average) * _inverse;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _count);
        sink.Visit(ref _average);
    }
}
