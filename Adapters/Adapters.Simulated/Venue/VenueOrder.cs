using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>An order as the venue knows it. Lives in the <see cref="OrderTable" />.</summary>
internal struct VenueOrder
{
    /// <summary>A queue whose length is not known: no book was there to read it from.</summary>
    internal const long QueueUnknown = long.MaxValue;

    internal OrderId Id;
    internal long VenueKey;
    internal InstrumentId Instrument;
    internal AccountId Account;
    internal Side Side;
    internal OrderType Type;
    internal TimeInForce TimeInForce;
    internal bool IsPostOnly;
    internal bool IsReduceOnly;
    internal OrderState State;

    /// <summary>Whether the mark price triggers it.</summary>
    internal bool IsTriggerOnMark;

    /// <summary>Whether it was a conditional order; <see cref="Type" /> says what it has become.</summary>
    internal bool IsTriggered;

    /// <summary>The trigger; of a trailing stop where it becomes active, zero for at once.</summary>
    internal PriceTicks Trigger;

    /// <summary>The distance of a trailing stop from <see cref="Extreme" />, in basis points of it.</summary>
    internal long TrailingOffsetBps;

    /// <summary>The best price since a trailing stop became active; zero before.</summary>
    internal PriceTicks Extreme;

    /// <summary>When it ends by itself, by the venue's clock; the end of time for never.</summary>
    internal TimestampNs Expiry;

    /// <summary>The limit; zero for a market order.</summary>
    internal PriceTicks Price;

    internal QtyLots Quantity;
    internal QtyLots Cumulative;

    /// <summary>Other people's quantity at our price that trades before us, in lots.</summary>
    internal long QueueAhead;

    /// <summary>
    /// How much less than that is expected to be ahead of us, a fraction of a lot: what was withdrawn there.
    /// </summary>
    internal double QueueCredit;

    /// <summary>What our price displayed when we last looked, in lots.</summary>
    internal long QueueLevel;

    /// <summary>What has traded at our price since then, in lots.</summary>
    internal long QueueTraded;

    /// <summary>When it entered the book: it takes part only in bars that open at or after this.</summary>
    internal TimestampNs Arrival;

    /// <summary>Whether no bar has passed it yet: the first may fill it as a taker.</summary>
    internal bool IsFresh;

    /// <summary>What of it was valued last, at which price, and what came of it: derived, so it is no state.</summary>
    internal QtyLots ValuedLeaves;
    internal PriceTicks ValuedPrice;
    internal Money Value;

    internal OrderPlace Place;
    internal int Previous;
    internal int Next;

    internal readonly QtyLots Leaves => Quantity - Cumulative;

    internal readonly bool IsOpen => State is OrderState.New or OrderState.PartiallyFilled;

    /// <summary>Visits all but the links, which the order of visiting says.</summary>
    internal void VisitState(StateSink sink)
    {
        var place = (int)Place;
        sink.Visit(ref Id);
        sink.Visit(ref VenueKey);
        sink.Visit(ref Instrument);
        sink.Visit(ref Account);
        VisitTerms(sink);
        VisitCondition(sink);
        sink.Visit(ref Price);
        sink.Visit(ref Quantity);
        sink.Visit(ref Cumulative);
        sink.Visit(ref QueueAhead);
        sink.Visit(ref QueueCredit);
        sink.Visit(ref QueueLevel);
        sink.Visit(ref QueueTraded);
        sink.Visit(ref Arrival);
        sink.Visit(ref IsFresh);
        sink.Visit(ref place);
        Place = (OrderPlace)place;
    }

    private void VisitCondition(StateSink sink)
    {
        sink.Visit(ref IsTriggerOnMark);
        sink.Visit(ref IsTriggered);
        sink.Visit(ref Trigger);
        sink.Visit(ref TrailingOffsetBps);
        sink.Visit(ref Extreme);
        sink.Visit(ref Expiry);
    }

    private void VisitTerms(StateSink sink)
    {
        var side = (int)Side;
        var type = (int)Type;
        var timeInForce = (int)TimeInForce;
        var state = (int)State;
        sink.Visit(ref side);
        sink.Visit(ref type);
        sink.Visit(ref timeInForce);
        sink.Visit(ref state);
        sink.Visit(ref IsPostOnly);
        sink.Visit(ref IsReduceOnly);
        Side = (Side)side;
        Type = (OrderType)type;
        TimeInForce = (TimeInForce)timeInForce;
        State = (OrderState)state;
    }
}
