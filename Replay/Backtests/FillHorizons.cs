using Engine.Books;
using Engine.Model.Memory;
using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>Looks at the market again 1 s, 5 s and 60 s after each fill. One thread.</summary>
/// <remarks>
/// Fills come in order of time and every horizon is a constant, so each horizon is a cursor into one queue: no sorting,
/// and memory for the fills of a minute. Fills whose horizon the data do not reach are not measured at it.
/// </remarks>
internal sealed class FillHorizons
{
    private readonly long[] _cursors = new long[FillHorizon.Count];
    private readonly TimestampNs[] _due = new TimestampNs[FillHorizon.Count];
    private PendingFill[] _ring = new PendingFill[256];
    private long _tail;

    /// <summary>When the next look is due; the end of time where none is.</summary>
    internal TimestampNs NextDue { get; private set; } = TimestampNs.MaxValue;

    internal FillHorizons() => Array.Fill(_due, TimestampNs.MaxValue);

    /// <summary>Takes a fill.</summary>
    internal void Add(in PendingFill fill)
    {
        var head = _cursors[FillHorizon.Count - 1];
        if (_tail - head == _ring.Length)
        {
            Grow(head);
        }

        _ring[_tail & (_ring.Length - 1)] = fill;
        for (var horizon = 0; horizon < FillHorizon.Count; horizon++)
        {
            if (_cursors[horizon] == _tail)
            {
                _due[horizon] = fill.Time + FillHorizon.LengthNs(horizon);
            }
        }

        _tail++;
        NextDue = Earliest();
    }

    /// <summary>Measures what is due before a time; the markets are as they were at those moments.</summary>
    internal void Measure(IReadOnlyList<MarketState> markets, TimestampNs until)
    {
        for (var horizon = 0; horizon < FillHorizon.Count; horizon++)
        {
            while (_due[horizon] < until)
            {
                // Once a minute's fills are more than the cache keeps, each comes back to every horizon from afar.
                CacheHint.Bring(in At(_cursors[horizon] + 2));
                MeasureOne(in At(_cursors[horizon]), markets, horizon);
                _due[horizon] = ++_cursors[horizon] < _tail
                    ? At(_cursors[horizon]).Time + FillHorizon.LengthNs(horizon)
                    : TimestampNs.MaxValue;
            }
        }

        NextDue = Earliest();
    }

    private TimestampNs Earliest()
    {
        var earliest = _due[0];
        for (var horizon = 1; horizon < FillHorizon.Count; horizon++)
        {
            earliest = _due[horizon] < earliest ? _due[horizon] : earliest;
        }

        return earliest;
    }

    private static void MeasureOne(in PendingFill fill, IReadOnlyList<MarketState> markets, int horizon)
    {
        var market = markets[fill.Instrument.Value];
        if (MarketMiddle.TryGet(market, out var middle)
            && !MarketMiddle.IsCoarserThan(market, FillHorizon.LengthNs(horizon)))
        {
            fill.Measures.OnAdverse(
                horizon, -fill.Sign * (middle - fill.Middle) / fill.Middle * ExecutionRecorder.BpsPerOne, fill.Weight);
        }
    }

    private ref PendingFill At(long index) => ref _ring[index & (_ring.Length - 1)];

    private void Grow(long head)
    {
        var ring = new PendingFill[_ring.Length * 2];
        for (var index = head; index < _tail; index++)
        {
            ring[index & (ring.Length - 1)] = At(index);
        }

        _ring = ring;
    }
}
