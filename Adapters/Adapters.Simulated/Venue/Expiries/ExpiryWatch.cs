using Adapters.Simulated.Venue.Latencies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Expiries;

/// <summary>Ends good-till-date orders when their time has come.</summary>
/// <remarks>
/// The date is the venue's: what it publishes at that moment is here a feed latency later, so an order ends with the
/// first event at or after its expiry plus the feed latency, before that event can fill it.
/// </remarks>
/// <param name="desk">Where orders end.</param>
/// <param name="instruments">Where orders stand.</param>
/// <param name="latencies">From the venue's publishing to our having its public data.</param>
internal sealed class ExpiryWatch(OrderDesk desk, List<VenueInstrument> instruments, LegLatencies latencies)
{
    // No expiry is before it; an order that ended otherwise may leave it too early, which costs one look.
    private TimestampNs _next = TimestampNs.MaxValue;

    /// <summary>The venue's own time, as far as the stream has told.</summary>
    internal TimestampNs VenueNow => latencies.VenueNow(desk.Clock);

    /// <summary>Notes an order.</summary>
    internal void Add(in VenueOrder order) => _next = order.Expiry < _next ? order.Expiry : _next;

    /// <summary>Looks at everything once more: the orders have been put back.</summary>
    internal void Reset() => _next = new TimestampNs(long.MinValue);

    /// <summary>Ends what has expired by now, the earliest first.</summary>
    internal void EndDue()
    {
        // Most runs know no order with a date, and then this is asked for each event.
        if (_next != TimestampNs.MaxValue && _next <= VenueNow)
        {
            EndExpired();
        }
    }

    private void EndExpired()
    {
        while (TryFindFirst(out var instrument, out var slot))
        {
            var expiry = desk.Orders[slot].Expiry;
            if (expiry > VenueNow)
            {
                _next = expiry;
                return;
            }

            desk.EndAt(instrument!, slot, ReasonCode.GoodTillDateReached, expiry);
        }

        _next = TimestampNs.MaxValue;
    }

    private bool TryFindFirst(out VenueInstrument? instrument, out int slot)
    {
        instrument = null;
        slot = OrderTable.None;
        foreach (var candidate in instruments)
        {
            var before = slot;
            Look(candidate.Bids.Head, ref slot);
            Look(candidate.Asks.Head, ref slot);
            Look(candidate.Waiting.Head, ref slot);
            Look(candidate.Conditional.Head, ref slot);
            instrument = slot == before ? instrument : candidate;
        }

        return instrument is not null;
    }

    private void Look(int head, ref int first)
    {
        for (var slot = head; slot != OrderTable.None; slot = desk.Orders[slot].Next)
        {
            ref readonly var order = ref desk.Orders[slot];
            if (order.TimeInForce == TimeInForce.GoodTillDate
                && (first == OrderTable.None || IsBefore(in order, in desk.Orders[first])))
            {
                first = slot;
            }
        }
    }

    private static bool IsBefore(in VenueOrder order, in VenueOrder other) => order.Expiry == other.Expiry
        ? order.VenueKey < other.VenueKey
        : order.Expiry < other.Expiry;
}
