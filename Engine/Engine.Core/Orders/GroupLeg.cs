using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>One of the two orders that cancel each other: of a bracket the take-profit or the stop.</summary>
internal struct GroupLeg
{
    /// <summary>The order that stands for it now; none before the first.</summary>
    internal OrderId Order;

    /// <summary>What both orders of a pair may fill together, as this one was asked for; zero in a bracket.</summary>
    internal QtyLots Total;

    /// <summary>What this one of a pair has filled.</summary>
    internal QtyLots Filled;

    /// <summary>Whether the venue has refused to amend it: it is canceled and placed anew instead.</summary>
    internal bool CannotAmend;

    /// <summary>The trigger that the last amend asked for; zero where none did since the order was placed.</summary>
    internal PriceTicks AskedTrigger;

    /// <summary>
    /// The total quantity that the last amend asked for. Of a pair what the strategy's amend under way would make of
    /// <see cref="Total" />; zero where there is none.
    /// </summary>
    internal QtyLots AskedQuantity;

    /// <summary>Whether the group itself has asked to cancel it.</summary>
    internal bool IsCanceling;

    /// <summary>Whether it is not there though it should be, and nobody has taken it away on purpose.</summary>
    internal bool IsLost;

    /// <summary>Since when it is not known to stand; zero where it is.</summary>
    internal TimestampNs UnsureSince;

    /// <summary>A new order stands for it.</summary>
    internal void Renew(OrderId order, TimestampNs now)
    {
        Order = order;
        IsCanceling = false;
        AskedTrigger = default;
        AskedQuantity = default;
        UnsureSince = now;
    }

    /// <summary>The order stands, as the venue has said.</summary>
    internal void Stand()
    {
        IsLost = false;
        UnsureSince = default;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Order);
        sink.Visit(ref Total);
        sink.Visit(ref Filled);
        sink.Visit(ref CannotAmend);
        sink.Visit(ref AskedTrigger);
        sink.Visit(ref AskedQuantity);
        sink.Visit(ref IsCanceling);
        sink.Visit(ref IsLost);
        sink.Visit(ref UnsureSince);
    }
}
