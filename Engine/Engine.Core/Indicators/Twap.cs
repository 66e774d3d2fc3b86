using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Time-weighted average price of the samples between t1 and t2 ago, in their unit.</summary>
/// <remarks>
/// The mean of the samples whose age is at least t2 and below t1, the newest being of age 0: with one sample a second,
/// <c>new Twap(300)</c> is the average of the last five minutes, and <c>new Twap(600, 300)</c> of the five before them.
/// Evenly sampled, each sample stands for the same length of time, so that the plain mean is the time-weighted one:
/// Σx ÷ (t1 − t2). Ready after t1 samples.
/// </remarks>
public sealed class Twap : IIndicator
{
    private readonly SampleWindow? _delay;
    private readonly Sma _mean;

    /// <summary>Makes one.</summary>
    /// <param name="from">t1, in samples, positive.</param>
    /// <param name="to">t2, in samples, from zero and below t1.</param>
    public Twap(int from, int to = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(from, to);
        _delay = to > 0 ? new SampleWindow(to) : null;
        _mean = new Sma(from - to);
    }

    /// <inheritdoc />
    public bool IsReady => _mean.IsReady;

    /// <inheritdoc />
    public double Value => _mean.Value;

    /// <inheritdoc />
    public void Update(double sample)
    {
        if (_delay is null)
        {
            _mean.Update(sample);
            return;
        }

        var isDue = _delay.IsFull;
        var aged = _delay.Push(sample);
        if (isDue)
        {
            _mean.Update(aged);
        }
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        _delay?.VisitState(sink);
        _mean.VisitState(sink);
    }
}
