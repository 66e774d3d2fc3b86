using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>How much of the time some position was open. Single writer.</summary>
public sealed class ExposureClock
{
    private TimestampNs _latest;
    private long _exposedNs;
    private bool _hasStarted;
    private bool _isExposed;

    /// <summary>From the first to the last moment seen, in nanoseconds.</summary>
    public long ObservedNs { get; private set; }

    /// <summary>The share of the time observed with a position, 0 … 1; null where no time passed.</summary>
    public double? Share => ObservedNs == 0 ? null : (double)_exposedNs / ObservedNs;

    /// <summary>Moves the time on, and says what holds from then on.</summary>
    /// <param name="time">Not before the moment before.</param>
    /// <param name="isExposed">Whether a position is open from this moment.</param>
    public void MoveTo(TimestampNs time, bool isExposed)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            _latest = time;
        }

        var passed = time - _latest;
        ArgumentOutOfRangeException.ThrowIfNegative(passed, nameof(time));
        ObservedNs += passed;
        _exposedNs += _isExposed ? passed : 0;
        _latest = time;
        _isExposed = isExposed;
    }
}
