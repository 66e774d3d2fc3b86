using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>How fast the price moves: the fraction gained per sample, over n samples, noise averaged away.</summary>
/// <remarks>
/// (A − B) ÷ B ÷ n, where A is the mean of the last m samples and B that of the m samples n earlier. With m = 1 it is
/// the rate of change over n divided by n. One sample a second makes it a fraction per second. Not a number where B is
/// zero. Ready after n + m samples.
/// </remarks>
public sealed class Velocity : IIndicator
{
    private readonly Twap _newest;
    private readonly Twap _before;
    private readonly double _inverseLookback;

    /// <summary>Makes one.</summary>
    /// <param name="lookback">n, in samples, positive.</param>
    /// <param name="smoothing">m, in samples, positive.</param>
    public Velocity(int lookback, int smoothing = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lookback);
        _newest = new Twap(smoothing);
        _before = new Twap(checked(lookback + smoothing), lookback);
        _inverseLookback = 1.0 / lookback;
    }

    /// <inheritdoc />
    public bool IsReady => _before.IsReady;

    /// <inheritdoc />
    public double Value
    {
        get
        {
            var before = _before.Value;
            return before != 0 ? (_newest.Value - before) / before * _inverseLookback : double.NaN;
        }
    }

    /// <inheritdoc />
    public void Update(double sample)
    {
        _newest.Update(sample);
        _before.Update(sample);
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        _newest.VisitState(sink);
        _before.VisitState(sink);
    }
}
