using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>At most so many within any stretch of time, by the times at which they arrive.</summary>
/// <param name="most">How many; zero for no limit.</param>
/// <param name="stretchNs">The stretch, ns.</param>
internal sealed class RateLimit(int most, long stretchNs)
{
    // When each of the last was taken, in a ring.
    private readonly TimestampNs[] _taken = new TimestampNs[most];
    private int _next;
    private int _count;

    /// <summary>Whether one more may come.</summary>
    /// <param name="arrival">When it comes; never earlier than the one before.</param>
    internal bool Allows(TimestampNs arrival) =>
        most == 0 || _count < most || arrival - _taken[_next] >= stretchNs;

    /// <summary>Takes one.</summary>
    internal void Take(TimestampNs arrival)
    {
        if (most == 0)
        {
            return;
        }

        _taken[_next] = arrival;
        _next = (_next + 1) % most;
        _count = Math.Min(_count + 1, most);
    }

    /// <summary>Visits the times, the oldest first.</summary>
    internal void VisitState(StateSink sink)
    {
        sink.VisitCount(ref _count, most);
        var first = _count < most ? 0 : _next;
        if (sink.IsRestoring)
        {
            first = 0;
            _next = most == 0 ? 0 : _count % most;
        }

        for (var i = 0; i < _count; i++)
        {
            sink.Visit(ref _taken[(first + i) % most]);
        }
    }
}
