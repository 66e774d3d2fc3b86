using System.Diagnostics;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Rules;

/// <summary>Keeps an order of ours that takes from trading with one of ours that rests.</summary>
/// <remarks>
/// The public book holds no order of ours, so a meeting is worked out: an order that walks the book meets our own as
/// soon as it wants a price that is worse for it than ours, or, at our price, more than what is ahead of us there.
/// What it cannot have from others it would have from us before it rests or ends, too.
/// </remarks>
/// <param name="desk">Where orders end.</param>
/// <param name="setting">What was asked for.</param>
internal sealed class SelfTradeGuard(OrderDesk desk, SelfTradePrevention setting)
{
    /// <summary>How many lots of others come before the first of ours at a price that an order takes at.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side of the order that takes.</param>
    /// <param name="price">The price that it takes at.</param>
    /// <returns><see cref="long.MaxValue" /> where none of ours is met at that price.</returns>
    internal long LotsBefore(VenueInstrument instrument, Side side, PriceTicks price)
    {
        var slot = OwnBest(instrument, side);
        if (slot == OrderTable.None)
        {
            return long.MaxValue;
        }

        ref readonly var own = ref desk.Orders[slot];
        if (own.Price != price)
        {
            return TakerMatching.IsWithin(side, price, own.Price) ? 0 : long.MaxValue;
        }

        // What we took of those ahead of it since is no longer between us.
        return own.QueueAhead == VenueOrder.QueueUnknown
            ? long.MaxValue
            : Math.Max(0, own.QueueAhead - instrument.Consumed.At(own.Side, price));
    }

    /// <summary>Whether an order with this limit would meet one of ours.</summary>
    internal bool WouldMeet(VenueInstrument instrument, Side side, PriceTicks limit)
    {
        var slot = OwnBest(instrument, side);
        return slot != OrderTable.None && TakerMatching.IsWithin(side, limit, desk.Orders[slot].Price);
    }

    /// <summary>Whether a meeting costs the order that comes something: it cannot count on what lies behind.</summary>
    internal bool StopsTaker(VenueInstrument instrument) =>
        ModeOf(instrument) is not (SelfTradePrevention.None or SelfTradePrevention.CancelOldest);

    /// <summary>Settles with all of ours that an order would meet up to its limit.</summary>
    internal void Clear(VenueInstrument instrument, int slot)
    {
        ref readonly var order = ref desk.Orders[slot];
        Clear(instrument, slot, order.Type == OrderType.Limit ? order.Price : TakerMatching.AnyPrice(order.Side));
    }

    /// <summary>Settles with all of ours that an order would meet up to a price.</summary>
    internal void Clear(VenueInstrument instrument, int slot, PriceTicks price)
    {
        while (desk.Orders[slot].IsOpen && WouldMeet(instrument, desk.Orders[slot].Side, price))
        {
            Settle(instrument, slot);
        }
    }

    /// <summary>Settles between an order that takes and the first of ours that it meets: one of them ends.</summary>
    internal void Settle(VenueInstrument instrument, int slot)
    {
        var own = OwnBest(instrument, desk.Orders[slot].Side);
        Debug.Assert(own != OrderTable.None, "Two orders meet.");
        switch (ModeOf(instrument))
        {
            case SelfTradePrevention.CancelNewest:
                End(instrument, slot);
                break;
            case SelfTradePrevention.CancelOldest:
                End(instrument, own);
                break;
            case SelfTradePrevention.CancelBoth:
                End(instrument, own);
                End(instrument, slot);
                break;
            case SelfTradePrevention.Decrement:
                var lots = Math.Min(desk.Orders[own].Leaves.Value, desk.Orders[slot].Leaves.Value);
                Decrement(instrument, own, lots);
                Decrement(instrument, slot, lots);
                break;
            default:
                Debug.Fail("Without prevention nobody is met.");
                break;
        }
    }

    private SelfTradePrevention ModeOf(VenueInstrument instrument) =>
        setting == SelfTradePrevention.VenueDefault ? instrument.Rules.SelfTradePrevention : setting;

    private int OwnBest(VenueInstrument instrument, Side side)
    {
        var head = side == Side.Bid ? instrument.Asks.Head : instrument.Bids.Head;
        return head == OrderTable.None || ModeOf(instrument) == SelfTradePrevention.None ? OrderTable.None : head;
    }

    private void Decrement(VenueInstrument instrument, int slot, long lots)
    {
        ref var order = ref desk.Orders[slot];
        if (order.Leaves.Value <= lots)
        {
            End(instrument, slot);
            return;
        }

        order.Quantity -= new QtyLots(lots);
        desk.ReportAmended(slot);
    }

    private void End(VenueInstrument instrument, int slot) =>
        desk.End(instrument, slot, EventKind.OrderExpired, ReasonCode.VenueSelfTrade);
}
