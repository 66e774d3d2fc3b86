using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// What the core knows of one order. A slot of the order table; strategies see it by read-only reference.
/// </summary>
public struct Order
{
    /// <summary>The engine's own number.</summary>
    public OrderId Id;

    /// <summary>The instrument.</summary>
    public InstrumentId Instrument;

    /// <summary>Who asked for it.</summary>
    public StrategyId Strategy;

    /// <summary>The account that it trades on.</summary>
    public AccountId Account;

    /// <summary>Its state.</summary>
    public OrderState State;

    /// <summary>Its type.</summary>
    public OrderType Type;

    /// <summary>How long it stands.</summary>
    public TimeInForce TimeInForce;

    /// <summary>Its side.</summary>
    public Side Side;

    /// <summary>Whether it may only add liquidity.</summary>
    public bool IsPostOnly;

    /// <summary>Whether it may only reduce the position.</summary>
    public bool IsReduceOnly;

    /// <summary>Whether the mark price triggers it; else the last trade does.</summary>
    public bool IsTriggerOnMark;

    /// <summary>Whether the venue has said that it was triggered.</summary>
    public bool IsTriggered;

    /// <summary>The limit price; zero for an order without one.</summary>
    public PriceTicks Price;

    /// <summary>The trigger price; of a trailing stop where it becomes active; zero for neither.</summary>
    public PriceTicks Trigger;

    /// <summary>
    /// Of a good-till-date order its expiry, ns; of a trailing stop its distance in basis points; else zero.
    /// </summary>
    public long ExpiryOrOffset;

    /// <summary>The total quantity, filled part included.</summary>
    public QtyLots Quantity;

    /// <summary>What is filled.</summary>
    public QtyLots CumulativeQuantity;

    /// <summary>The most that the venue has said to be filled of it; zero where it never counted.</summary>
    public QtyLots CountedQuantity;

    /// <summary>What of <see cref="CumulativeQuantity" /> the operator has vouched for, and no fill came.</summary>
    public QtyLots AcceptedQuantity;

    /// <summary>Whether an amend was asked for that nobody has answered yet; it may have happened.</summary>
    public bool IsAmendUnanswered;

    /// <summary>The price that an amend under way asks for.</summary>
    public PriceTicks RequestedPrice;

    /// <summary>The total quantity that an amend under way asks for.</summary>
    public QtyLots RequestedQuantity;

    /// <summary>The trigger that an amend under way asks for; zero where it stays.</summary>
    public PriceTicks RequestedTrigger;

    /// <summary>When the venue made the last amend that is known, by its clock; zero where it gave no time.</summary>
    public TimestampNs AmendedTime;

    /// <summary>The venue's own id; none until it is accepted.</summary>
    public Key128 VenueOrderKey;

    /// <summary>When it was asked for.</summary>
    public TimestampNs CreatedTime;

    /// <summary>
    /// The first order of the bracket or pair that it belongs to, of a bracket the entry; none where it is alone.
    /// </summary>
    public OrderId Group;

    /// <summary>What it does in that group.</summary>
    public GroupRole Role;

    /// <summary>Where the group table has the group.</summary>
    internal int GroupSlot;

    /// <summary>The command that has placed it.</summary>
    internal CommandIdentity PlacedBy;

    /// <summary>The last command that has asked for an amend.</summary>
    internal CommandIdentity AmendedBy;

    /// <summary>The last command that has asked for its cancel.</summary>
    internal CommandIdentity CanceledBy;

    /// <summary>When the last request on it went out.</summary>
    internal TimestampNs RequestTime;

    /// <summary>When the answer is overdue, or the next question is asked; zero where nothing is waited for.</summary>
    internal TimestampNs DueTime;

    /// <summary>Its place in the table; where it stands says it, so it is no state.</summary>
    internal int Slot;

    /// <summary>
    /// Until when its group asks nothing of it, because the last request was refused or not sent; zero for at once.
    /// </summary>
    internal TimestampNs HeldUntil;

    /// <summary>How often the venue was asked about it since it became Unknown.</summary>
    internal int QueryCount;

    /// <summary>The price at which it is marked in the book as ours.</summary>
    internal PriceTicks MarkedPrice;

    /// <summary>What of it is marked in the book as ours.</summary>
    internal QtyLots MarkedQuantity;

    /// <summary>The price at which it is marked as open, so that none of ours meets it; zero for nowhere.</summary>
    internal PriceTicks CrossPrice;

    /// <summary>Whether it is marked as standing: no cancel is under way.</summary>
    internal bool IsMarkedStanding;

    /// <summary>
    /// What of it rests at the venue as far as the venue has said: a limit order that stands, from its acceptance on.
    /// </summary>
    public readonly QtyLots RestingQuantity
    {
        get
        {
            var isAccepted = State is OrderState.New or OrderState.PartiallyFilled or OrderState.PendingAmend
                || (State is OrderState.PendingCancel or OrderState.Unknown
                    && (VenueOrderKey != Key128.None || CumulativeQuantity > QtyLots.Zero));
            var isResting = isAccepted && Type.HasLimit() && TimeInForce.MayRest() && !IsWaiting;
            return isResting && LeavesQuantity > QtyLots.Zero ? LeavesQuantity : QtyLots.Zero;
        }
    }

    /// <summary>
    /// The price at which it may meet an order of the other side: the better one for others of what it has and what an
    /// amend under way asks for; zero for none, and while it waits for its trigger.
    /// </summary>
    internal readonly PriceTicks ReachPrice
    {
        get
        {
            if (IsFinal || !Type.HasLimit() || IsWaiting)
            {
                return PriceTicks.Zero;
            }

            var isBetter = Side == Side.Bid ? RequestedPrice > Price : RequestedPrice < Price;
            return IsAmendUnanswered && isBetter ? RequestedPrice : Price;
        }
    }

    /// <summary>What is not filled.</summary>
    public readonly QtyLots LeavesQuantity => Quantity - CumulativeQuantity;

    /// <summary>Whether nothing more is expected of it.</summary>
    public readonly bool IsFinal => State.IsFinal();

    /// <summary>Whether a bracket has placed it and alone commands it.</summary>
    public readonly bool IsOfBracket => Role is GroupRole.TakeProfit or GroupRole.Stop or GroupRole.Closing;

    /// <summary>
    /// Whether it does nothing but protect what is held: a bracket's own, or one that waits for its trigger, and
    /// reduce-only. A halt leaves it where it is.
    /// </summary>
    internal readonly bool IsProtection => IsReduceOnly && (IsOfBracket || IsWaiting);

    /// <summary>Whether it is a conditional order that waits for its trigger, as far as the venue has said.</summary>
    public readonly bool IsWaiting => Type.IsConditional() && !IsTriggered;

    /// <summary>
    /// Whether its trigger was reached and it takes at market: whatever has become of it, it is not waiting any more.
    /// </summary>
    internal readonly bool IsTriggeredAtMarket => IsTriggered && !Type.HasLimit();

    /// <summary>
    /// Whether the venue has it and it does not stand there: at market, or for at once or never. Its end is near.
    /// </summary>
    internal readonly bool IsRunning => State is OrderState.New or OrderState.PartiallyFilled && !IsWaiting
        && !(Type.HasLimit() && TimeInForce.MayRest());

    /// <summary>
    /// What of it counts as exposure: what may still be filled. A reduce-only order that waits for its trigger is no
    /// exposure: it can only take some away, and the position may be closed beside it.
    /// </summary>
    public readonly QtyLots ExposedQuantity => IsReduceOnly && IsWaiting ? QtyLots.Zero : OpenQuantity;

    /// <summary>
    /// What of it may still be filled. An amend that is not answered may have succeeded already, so the larger of both
    /// counts, whatever came after it; an order of unknown state counts in full.
    /// </summary>
    public readonly QtyLots OpenQuantity
    {
        get
        {
            if (IsFinal)
            {
                return QtyLots.Zero;
            }

            var total = LargestQuantity;
            return total > CumulativeQuantity ? total - CumulativeQuantity : QtyLots.Zero;
        }
    }

    /// <summary>The larger of its total quantity and the one that an unanswered amend asks for.</summary>
    internal readonly QtyLots LargestQuantity =>
        IsAmendUnanswered && RequestedQuantity > Quantity ? RequestedQuantity : Quantity;

    internal void VisitState(StateSink sink)
    {
        var packed = Pack();
        sink.Visit(ref Id);
        sink.Visit(ref Instrument);
        sink.Visit(ref Strategy);
        sink.Visit(ref Account);
        sink.Visit(ref packed);
        sink.Visit(ref Price);
        sink.Visit(ref Trigger);
        sink.Visit(ref ExpiryOrOffset);
        sink.Visit(ref Quantity);
        sink.Visit(ref CumulativeQuantity);
        sink.Visit(ref CountedQuantity);
        sink.Visit(ref AcceptedQuantity);
        sink.Visit(ref RequestedPrice);
        sink.Visit(ref RequestedQuantity);
        sink.Visit(ref RequestedTrigger);
        sink.Visit(ref AmendedTime);
        sink.Visit(ref VenueOrderKey);
        sink.Visit(ref CreatedTime);
        sink.Visit(ref Group);
        sink.Visit(ref GroupSlot);
        Visit(sink, ref PlacedBy);
        Visit(sink, ref AmendedBy);
        Visit(sink, ref CanceledBy);
        sink.Visit(ref RequestTime);
        sink.Visit(ref DueTime);
        sink.Visit(ref QueryCount);
        sink.Visit(ref MarkedPrice);
        sink.Visit(ref MarkedQuantity);
        sink.Visit(ref CrossPrice);
        sink.Visit(ref IsMarkedStanding);
        sink.Visit(ref HeldUntil);
        Unpack(packed);
    }

    private static void Visit(StateSink sink, ref CommandIdentity identity)
    {
        var packed = identity.Packed;
        sink.Visit(ref packed);
        identity = new CommandIdentity(packed);
    }

    private readonly long Pack() => (long)State | ((long)Type << 8) | ((long)TimeInForce << 16) | ((long)Side << 24)
        | (IsPostOnly ? 1L << 32 : 0) | (IsReduceOnly ? 1L << 33 : 0)
        | (IsTriggerOnMark ? 1L << 34 : 0) | (IsTriggered ? 1L << 35 : 0)
        | (IsAmendUnanswered ? 1L << 36 : 0) | ((long)Role << 40);

    private void Unpack(long packed)
    {
        State = (OrderState)(byte)packed;
        Type = (OrderType)(byte)(packed >> 8);
        TimeInForce = (TimeInForce)(byte)(packed >> 16);
        Side = (Side)(byte)(packed >> 24);
        IsPostOnly = (packed & (1L << 32)) != 0;
        IsReduceOnly = (packed & (1L << 33)) != 0;
        IsTriggerOnMark = (packed & (1L << 34)) != 0;
        IsTriggered = (packed & (1L << 35)) != 0;
        IsAmendUnanswered = (packed & (1L << 36)) != 0;
        Role = (GroupRole)(byte)(packed >> 40);
    }
}
