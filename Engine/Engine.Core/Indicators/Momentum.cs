using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>The change against the sample n before, in the unit of the samples.</summary>
/// <remarks>
/// x − x₋ₙ. As a fraction of the old sample it is <see cref="RateOfChange" />. Ready after n + 1 samples.
/// </remarks>
public sealed class Momentum : IIndicator
{
    private readonly SampleWindow _window;

    /// <summary>Makes one.</summary>
    /// <param name="lookback">n, in samples, positive.</param>
    public Momentum(int lookback)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lookback);
        _window = new SampleWindow(checked(lookback + 1));
    }

    /// <inheritdoc />
    public bool IsReady => _window.IsFull;

    /// <inheritdoc />
    public double Value => IsReady ? _window[0] - _window.Oldest : double.NaN;

    /// <inheritdoc />
    public void Update(double sample) => _window.Push(sample);

    /// <inheritdoc />
    public void VisitState(StateSink sink) => _window.VisitState(sink);
}
