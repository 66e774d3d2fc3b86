using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>
/// The volume of the last thirty days (UTC), as venues count it for fee tiers: it changes at midnight, for the day
/// that is over.
/// </summary>
internal sealed class VolumeWindow
{
    private const int DayCount = 30;

    private readonly long[] _days = new long[DayCount];
    private long _day = long.MinValue;
    private long _today;
    private long _opening;
    private int _openingDaysLeft;

    /// <summary>The volume that decides the tier today.</summary>
    internal Money Total { get; private set; }

    /// <summary>Says what the account brings with it: it counts for the first thirty days.</summary>
    internal void Open(Money volume)
    {
        _opening = volume.Value;
        _openingDaysLeft = DayCount;
        Sum();
    }

    /// <summary>Moves the clock on.</summary>
    internal void MoveTo(TimestampNs now)
    {
        var day = now.Value / TimestampNs.PerDay;
        if (day == _day)
        {
            return;
        }

        var passed = _day == long.MinValue ? 0 : day - _day;
        _day = day;
        for (var i = 0; i < Math.Min(passed, DayCount); i++)
        {
            Array.Copy(_days, 0, _days, 1, DayCount - 1);
            _days[0] = _today;
            _today = 0;
        }

        _openingDaysLeft = (int)Math.Max(0, _openingDaysLeft - passed);
        Sum();
    }

    /// <summary>Counts a fill.</summary>
    internal void Add(Money notional) => _today = Saturate(_today, notional.Value);

    internal void VisitState(StateSink sink)
    {
        foreach (ref var day in _days.AsSpan())
        {
            sink.Visit(ref day);
        }

        sink.Visit(ref _day);
        sink.Visit(ref _today);
        sink.Visit(ref _opening);
        sink.Visit(ref _openingDaysLeft);
        Sum();
    }

    private static long Saturate(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    private void Sum()
    {
        var total = _openingDaysLeft > 0 ? _opening : 0;
        foreach (var day in _days)
        {
            total = Saturate(total, day);
        }

        Total = new Money(total);
    }
}
