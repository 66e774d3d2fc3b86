using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>Cuts equity into returns of equal length. Single writer.</summary>
/// <remarks>
/// Periods are counted from the first sample. What is left after the last whole one is not lost: half a period or more
/// is a return of its own length, less is joined to the last whole one; so the returns cover the run from end to end,
/// and none is so short that a single fill looks like a storm. The equity at a boundary is the last one known at or
/// before it. A period without a sample has a return of zero: its time passed, and nothing is known to have changed.
/// </remarks>
public sealed class ReturnSampler
{
    private const double OwnReturnMin = 0.5;

    private readonly long _periodNs;

    // All whole periods but the last, which what is left over may still be joined to.
    private readonly ReturnMoments _settled = new();
    private TimestampNs _boundary;
    private TimestampNs _latestTime;
    private long _latest;
    private long _equityAtBoundary;
    private long _lastBase;
    private bool _hasLast;
    private bool _hasStarted;

    /// <summary>Makes a sampler.</summary>
    /// <param name="periodNs">The length of a period, in nanoseconds; positive.</param>
    public ReturnSampler(long periodNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periodNs);
        _periodNs = periodNs;
    }

    /// <summary>Whether equity was ever zero or less when a period began: no return exists from there on.</summary>
    public bool IsRuined { get; private set; }

    /// <summary>Takes the equity at a time; times never go back.</summary>
    public void OnEquity(TimestampNs time, Money equity)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            _boundary = time + _periodNs;
            _equityAtBoundary = equity.Value;
        }
        else if (time >= _boundary)
        {
            CrossBoundaries(time, equity.Value);
        }

        _latest = equity.Value;
        _latestTime = time;
    }

    /// <summary>The returns up to the last sample.</summary>
    public ReturnFigures ToFigures()
    {
        var left = _hasStarted ? (double)(_latestTime - _boundary + _periodNs) / _periodNs : 0;
        if (!_hasLast)
        {
            return left > 0 && _equityAtBoundary > 0
                ? ReturnFigures.Of(_settled, ReturnFrom(_equityAtBoundary), left)
                : default;
        }

        if (left < OwnReturnMin)
        {
            return _lastBase > 0 ? ReturnFigures.Of(_settled, ReturnFrom(_lastBase), 1 + left) : default;
        }

        if (_lastBase <= 0 || _equityAtBoundary <= 0)
        {
            return default;
        }

        var whole = _settled.Copy();
        whole.Add((double)(_equityAtBoundary - _lastBase) / _lastBase);
        return ReturnFigures.Of(whole, ReturnFrom(_equityAtBoundary), left);
    }

    private double ReturnFrom(long equity) => (double)(_latest - equity) / equity;

    private void CrossBoundaries(TimestampNs time, long equity)
    {
        // A sample that falls on a boundary is the equity there; it closes that period itself.
        var passed = (time - _boundary) / _periodNs + 1;
        var isOnBoundary = (time - _boundary) % _periodNs == 0;
        _boundary += checked(passed * _periodNs);
        if (passed == 1)
        {
            Close(isOnBoundary ? equity : _latest);
            return;
        }

        Close(_latest);
        CloseUnchanged(passed - (isOnBoundary ? 2 : 1));
        if (isOnBoundary)
        {
            Close(equity);
        }
    }

    private void Close(long equity)
    {
        SettleLast();
        IsRuined |= _equityAtBoundary <= 0;
        _lastBase = _equityAtBoundary;
        _equityAtBoundary = equity;
        _hasLast = true;
    }

    private void CloseUnchanged(long count)
    {
        if (count > 0)
        {
            SettleLast();
            _settled.AddZeros(count - 1);
            _lastBase = _equityAtBoundary;
        }
    }

    private void SettleLast()
    {
        if (_hasLast && _lastBase > 0)
        {
            _settled.Add((double)(_equityAtBoundary - _lastBase) / _lastBase);
        }
    }
}
