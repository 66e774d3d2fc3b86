using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>
/// Linearly weighted moving average of the last n samples, the newest n times as heavy as the oldest, in their unit.
/// </summary>
/// <remarks>
/// Σ k·x₍k₎ ÷ (n(n + 1) ÷ 2), k = 1 for the oldest … n for the newest (Achelis, 1995). Ready after n samples.
/// </remarks>
public sealed class Wma : IIndicator
{
    private readonly SampleWindow _window;
    private readonly double _totalWeight;
    private SlidingSum _sum;
    private double _weighted;
    private double _lapWeighted;
    private int _lapCount;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in samples, positive.</param>
    public Wma(int period)
    {
        _window = new SampleWindow(period);
        _totalWeight = period * (period + 1.0) / 2;
    }

    /// <inheritdoc />
    public bool IsReady => _window.IsFull;

    /// <inheritdoc />
    public double Value => IsReady ? _weighted / _totalWeight : double.NaN;

    /// <inheritdoc />
    public void Update(double sample)
    {
        // Every sample of the full window loses one unit of weight, which takes the oldest out altogether.
        _weighted += (_window.Length * sample) - _sum.Value;
        _lapCount++;
        _lapWeighted += _lapCount * sample;
        var leaving = _window.Push(sample);
        _sum.Update(_window, sample, leaving);
        if (_window.IsAtLapBoundary)
        {
            _weighted = _lapWeighted;
            _lapWeighted = 0;
            _lapCount = 0;
        }
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _window.VisitState(sink);
        _sum.VisitState(sink);
        sink.Visit(ref _weighted);
        sink.Visit(ref _lapWeighted);
        sink.Visit(ref _lapCount);
    }
}
