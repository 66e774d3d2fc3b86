using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>
/// The change against the sample n before, as a fraction of it: 0.01 is 1 %. The strategies' "momentum".
/// </summary>
/// <remarks>
/// x ÷ x₋ₙ − 1 (Achelis, 1995, there in percent). Not a number where the old sample is zero. Ready after n + 1
/// samples.
/// </remarks>
public sealed class RateOfChange : IIndicator
{
    private readonly SampleWindow _window;

    /// <summary>Makes one.</summary>
    /// <param name="lookback">n, in samples, positive.</param>
    public RateOfChange(int lookback)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lookback);
        _window = new SampleWindow(checked(lookback + 1));
    }

    /// <inheritdoc />
    public bool IsReady => _window.IsFull;

    /// <inheritdoc />
    public double Value => IsReady && _window.Oldest != 0 ? (_window[0] / _window.Oldest) - 1 : double.NaN;

    /// <inheritdoc />
    public void Update(double sample) => _window.Push(sample);

    /// <inheritdoc />
    public void VisitState(StateSink sink) => _window.VisitState(sink);
}
