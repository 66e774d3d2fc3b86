using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>The deepest and the longest fall of equity from its highest value so far. Single writer.</summary>
/// <remarks>
/// Maximum drawdown = max over t of (peak − equity) ÷ peak, the peak starting at the capital (Magdon-Ismail and Atiya,
/// "Maximum Drawdown", Risk 17(10), 2004). Measured on the samples of equity: a fall that recovers between two of
/// them is not seen.
/// </remarks>
public sealed class DrawdownTracker
{
    private Money _peak;
    private TimestampNs _peakTime;
    private TimestampNs _deepestPeakTime;
    private bool _hasStarted;
    private bool _isDeepestOpen;

    /// <summary>Makes a tracker.</summary>
    /// <param name="capital">The first peak; positive.</param>
    public DrawdownTracker(Money capital)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capital.Value, nameof(capital));
        _peak = capital;
    }

    /// <summary>The drawdown at the last sample, as a fraction of the peak; 0 at a peak.</summary>
    public double Current { get; private set; }

    /// <summary>The deepest drawdown, as a fraction of its peak.</summary>
    public double Deepest { get; private set; }

    /// <summary>The deepest drawdown's amount in quote currency (of the deepest by fraction).</summary>
    public Money DeepestAmount { get; private set; }

    /// <summary>From the peak of the deepest drawdown to its recovery, or to the last sample; nanoseconds.</summary>
    public long DeepestLengthNs { get; private set; }

    /// <summary>The longest time from a peak to its recovery, or to the last sample; nanoseconds.</summary>
    public long LongestLengthNs { get; private set; }

    /// <summary>Takes the equity at a time; times never go back.</summary>
    public void OnEquity(TimestampNs time, Money equity)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            _peakTime = time;
        }

        if (equity >= _peak)
        {
            Recover(time, equity);
            return;
        }

        var fall = _peak - equity;
        Current = (double)fall.Value / _peak.Value;
        LongestLengthNs = Math.Max(LongestLengthNs, time - _peakTime);
        if (Current > Deepest)
        {
            Deepest = Current;
            DeepestAmount = fall;
            _deepestPeakTime = _peakTime;
            _isDeepestOpen = true;
        }

        if (_isDeepestOpen)
        {
            DeepestLengthNs = time - _deepestPeakTime;
        }
    }

    private void Recover(TimestampNs time, Money equity)
    {
        if (Current > 0)
        {
            LongestLengthNs = Math.Max(LongestLengthNs, time - _peakTime);
        }

        if (_isDeepestOpen)
        {
            DeepestLengthNs = time - _deepestPeakTime;
            _isDeepestOpen = false;
        }

        Current = 0;
        _peak = equity;
        _peakTime = time;
    }
}
