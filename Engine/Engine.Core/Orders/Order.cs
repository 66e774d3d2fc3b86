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

    /// <summary>The limit price; zero for a market order.</summary>
    public PriceTicks Price;

    /// <summary>The total quantity, filled part included.</summary>
    public QtyLots Quantity;

    /// <summary>What is filled.</summary>
    public QtyLots CumulativeQuantity;

    /// <summary>The price that an amend under way asks for.</summary>
    public PriceTicks RequestedPrice;

    /// <summary>The total quantity that an amend under way asks for.</summary>
    public QtyLots RequestedQuantity;

    /// <summary>The venue's own id; none until it is accepted.</summary>
    public Key128 VenueOrderKey;

    /// <summary>When it was asked for.</summary>
    public TimestampNs CreatedTime;

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
            var isResting = isAccepted && Type == OrderType.Limit && TimeInForce == TimeInForce.GoodTillCanceled;
            return isResting && LeavesQuantity > QtyLots.Zero ? LeavesQuantity : QtyLots.Zero;
        }
    }

    /// <summary>
    /// The price at which it may meet an order of the other side: the better one for others of what it has and what an
    /// amend under way asks for; zero for none.
    /// </summary>
    internal readonly PriceTicks ReachPrice
    {
        get
        {
            if (IsFinal || Type != OrderType.Limit)
            {
                return PriceTicks.Zero;
            }

            var isBetter = Side == Side.Bid ? RequestedPrice > Price : RequestedPrice < Price;
            return State == OrderState.PendingAmend && isBetter ? RequestedPrice : Price;
        }
    }

    /// <summary>What is not filled.</summary>
    public readonly QtyLots LeavesQuantity => Quantity - CumulativeQuantity;

    /// <summary>Whether nothing more is expected of it.</summary>
    public readonly bool IsFinal => State.IsFinal();

    /// <summary>
    /// What of it may still be filled. An amend under way may have succeeded already, so the larger of both counts;
    /// an order of unknown state counts in full.
    /// </summary>
    public readonly QtyLots OpenQuantity
    {
        get
        {
            if (IsFinal)
            {
                return QtyLots.Zero;
            }

            var total = State == OrderState.PendingAmend && RequestedQuantity > Quantity ? RequestedQuantity : Quantity;
            return total > CumulativeQuantity ? total - CumulativeQuantity : QtyLots.Zero;
        }
    }

    internal void VisitState(StateSink sink)
    {
        var packed = Pack();
        sink.Visit(ref Id);
        sink.Visit(ref Instrument);
        sink.Visit(ref Strategy);
        sink.Visit(ref Account);
        sink.Visit(ref packed);
        sink.Visit(ref Price);
        sink.Visit(ref Quantity);
        sink.Visit(ref CumulativeQuantity);
        sink.Visit(ref RequestedPrice);
        sink.Visit(ref RequestedQuantity);
        sink.Visit(ref VenueOrderKey);
        sink.Visit(ref CreatedTime);
        sink.Visit(ref MarkedPrice);
        sink.Visit(ref MarkedQuantity);
        sink.Visit(ref CrossPrice);
        sink.Visit(ref IsMarkedStanding);
        Unpack(packed);
    }

    private readonly long Pack() => (long)State | ((long)Type << 8) | ((long)TimeInForce << 16) | ((long)Side << 24)
        | (IsPostOnly ? 1L << 32 : 0) | (IsReduceOnly ? 1L << 33 : 0);

    private void Unpack(long packed)
    {
        State = (OrderState)(byte)packed;
        Type = (OrderType)(byte)(packed >> 8);
        TimeInForce = (TimeInForce)(byte)(packed >> 16);
        Side = (Side)(byte)(packed >> 24);
        IsPostOnly = (packed & (1L << 32)) != 0;
        IsReduceOnly = (packed & (1L << 33)) != 0;
    }
}
