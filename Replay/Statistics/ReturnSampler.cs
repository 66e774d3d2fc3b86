using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>Cuts equity into returns of equal length. Single writer.</summary>
/// <remarks>
/// Periods are counted from the first sample, so every one is whole; what is left after the last whole one takes no
/// part in the ratios. The equity at a boundary is the last one known at or before it. A period without a sample has
/// a return of zero: its time passed, and nothing is known to have changed.
/// </remarks>
public sealed class ReturnSampler
{
    private readonly long _periodNs;
    private TimestampNs _boundary;
    private long _equityAtBoundary;
    private long _latest;
    private bool _hasStarted;

    /// <summary>Makes a sampler.</summary>
    /// <param name="periodNs">The length of a period, in nanoseconds; positive.</param>
    public ReturnSampler(long periodNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periodNs);
        _periodNs = periodNs;
    }

    /// <summary>The returns so far.</summary>
    public ReturnMoments Moments { get; } = new();

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
    }

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
        Moments.AddZeros(passed - (isOnBoundary ? 2 : 1));
        if (isOnBoundary)
        {
            Close(equity);
        }
    }

    private void Close(long equity)
    {
        if (_equityAtBoundary <= 0)
        {
            IsRuined = true;
        }
        else
        {
            Moments.Add((double)(equity - _equityAtBoundary) / _equityAtBoundary);
        }

        _equityAtBoundary = equity;
    }
}
