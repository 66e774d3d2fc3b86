using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>
/// Appel's moving average convergence/divergence: the fast average less the slow one, in the unit of the samples.
/// </summary>
/// <remarks>
/// EMA(fast) − EMA(slow); its signal line is an EMA of that, begun when the slow average is ready (Appel, The Moving
/// Average Convergence-Divergence Trading Method, 1985). Ready after slow + signal − 1 samples.
/// </remarks>
public sealed class Macd : IIndicator
{
    private readonly Ema _fast;
    private readonly Ema _slow;
    private readonly Ema _signal;

    /// <summary>Makes one.</summary>
    /// <param name="fast">Samples of the fast average, positive and below the slow one's.</param>
    /// <param name="slow">Samples of the slow average.</param>
    /// <param name="signal">Samples of the signal line, positive.</param>
    public Macd(int fast = 12, int slow = 26, int signal = 9)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fast, slow);
        _fast = new Ema(fast);
        _slow = new Ema(slow);
        _signal = new Ema(signal);
    }

    /// <inheritdoc />
    public bool IsReady => _signal.IsReady;

    /// <inheritdoc />
    public double Value => IsReady ? _fast.Value - _slow.Value : double.NaN;

    /// <summary>The signal line; not a number until ready.</summary>
    public double Signal => _signal.Value;

    /// <summary>The indicator less its signal line; not a number until ready.</summary>
    public double Histogram => Value - Signal;

    /// <inheritdoc />
    public void Update(double sample)
    {
        _fast.Update(sample);
        _slow.Update(sample);
        if (_slow.IsReady)
        {
            _signal.Update(_fast.Value - _slow.Value);
        }
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        _fast.VisitState(sink);
        _slow.VisitState(sink);
        _signal.VisitState(sink);
    }
}
