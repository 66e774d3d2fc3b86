using Engine.Model.Commands;
using Engine.Model.Events;

namespace Adapters.Simulated.Venue.Triggers;

/// <summary>Ends reduce-only orders that wait for a price when the position that they guarded is gone.</summary>
/// <param name="desk">Where orders end, and which says where a position has changed.</param>
internal sealed class OrphanWatch(OrderDesk desk)
{
    /// <summary>Looks at the instruments with fills since the last time; once all matching is done.</summary>
    internal void EndOrphans()
    {
        foreach (var instrument in desk.Filled)
        {
            instrument.IsFilled = false;
            var slot = instrument.Conditional.Head;
            while (slot != OrderTable.None)
            {
                ref readonly var order = ref desk.Orders[slot];
                var next = order.Next;
                if (order.IsReduceOnly && !order.IsTriggered && desk.Reducible(instrument, in order) <= 0)
                {
                    desk.End(instrument, slot, EventKind.OrderExpired, ReasonCode.VenueReduceOnly);
                }

                slot = next;
            }
        }

        desk.Filled.Clear();
    }
}
