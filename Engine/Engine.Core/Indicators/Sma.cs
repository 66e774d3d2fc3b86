using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Simple moving average: the mean of the last n samples, in their unit. Ready after n samples.</summary>
public sealed class Sma : IIndicator
{
    private readonly SampleWindow _window;
    private SlidingSum _sum;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in samples, positive.</param>
    public Sma(int period) => _window = new SampleWindow(period);

    /// <inheritdoc />
    public bool IsReady => _window.IsFull;

    /// <inheritdoc />
    public double Value => IsReady ? _sum.Value / _window.Length : double.NaN;

    /// <inheritdoc />
    public void Update(double sample)
    {
        var leaving = _window.Push(sample);
        _sum.Update(_window, sample, leaving);
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _window.VisitState(sink);
        _sum.VisitState(sink);
    }
}
