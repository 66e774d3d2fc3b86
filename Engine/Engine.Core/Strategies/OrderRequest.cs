using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>What a strategy asks for.</summary>
public readonly struct OrderRequest
{
    /// <summary>The instrument.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>The side.</summary>
    public required Side Side { get; init; }

    /// <summary>The quantity, positive.</summary>
    public required QtyLots Quantity { get; init; }

    /// <summary>The type.</summary>
    public required OrderType Type { get; init; }

    /// <summary>The limit price, of a conditional order that has one, too; zero for the others.</summary>
    public PriceTicks Price { get; init; }

    /// <summary>
    /// The price that triggers a conditional order. Of a trailing stop the price from which on it trails, on the side
    /// of profit; zero for at once. Zero for orders without a condition.
    /// </summary>
    public PriceTicks Trigger { get; init; }

    /// <summary>When a good-till-date order ends, by the venue's clock; zero for the others.</summary>
    public TimestampNs Expiry { get; init; }

    /// <summary>
    /// The distance of a trailing stop from the best price seen since it became active, 1 … 9,999 basis points of that
    /// price; zero for the others.
    /// </summary>
    public long TrailingOffsetBps { get; init; }

    /// <summary>
    /// Whether the mark price triggers a conditional order, which a single odd trade does not move; else the last
    /// trade does.
    /// </summary>
    public bool TriggerOnMark { get; init; }

    /// <summary>How long it stands.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Whether it may only add liquidity.</summary>
    public bool IsPostOnly { get; init; }

    /// <summary>Whether it may only reduce the position.</summary>
    public bool IsReduceOnly { get; init; }

    /// <summary>
    /// Where what it opens will be given up, for the limit on risk per trade; zero where that is not known.
    /// </summary>
    public PriceTicks ProtectiveStop { get; init; }

    /// <summary>A market order.</summary>
    public static OrderRequest Market(
        InstrumentId instrument, Side side, QtyLots quantity, bool reduceOnly = false) => new()
        {
            Instrument = instrument,
            Side = side,
            Quantity = quantity,
            Type = OrderType.Market,
            TimeInForce = TimeInForce.ImmediateOrCancel,
            IsReduceOnly = reduceOnly,
        };

    /// <summary>A limit order that stands until it is canceled.</summary>
    public static OrderRequest Limit(
        InstrumentId instrument, Side side, PriceTicks price, QtyLots quantity, bool postOnly = false) => new()
        {
            Instrument = instrument,
            Side = side,
            Price = price,
            Quantity = quantity,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.GoodTillCanceled,
            IsPostOnly = postOnly,
        };

    /// <summary>
    /// A market order that waits until the market runs against it: a bid until it is at the trigger or above.
    /// </summary>
    public static OrderRequest Stop(
        InstrumentId instrument, Side side, PriceTicks trigger, QtyLots quantity, bool reduceOnly = true) =>
        Conditional(OrderType.Stop, instrument, side, quantity, reduceOnly) with { Trigger = trigger };

    /// <summary>
    /// A market order that waits until the market comes towards it: a bid until it is at the trigger or below.
    /// </summary>
    public static OrderRequest TakeProfit(
        InstrumentId instrument, Side side, PriceTicks trigger, QtyLots quantity, bool reduceOnly = true) =>
        Conditional(OrderType.TakeProfit, instrument, side, quantity, reduceOnly) with { Trigger = trigger };

    /// <summary>A market order whose trigger follows the best price at a distance in basis points of it.</summary>
    public static OrderRequest TrailingStop(
        InstrumentId instrument, Side side, long offsetBps, QtyLots quantity, bool reduceOnly = true) =>
        Conditional(OrderType.TrailingStop, instrument, side, quantity, reduceOnly) with
        {
            TrailingOffsetBps = offsetBps,
        };

    /// <summary>What the eight bytes that expiry and offset share carry.</summary>
    internal long ExpiryOrOffset => Type == OrderType.TrailingStop ? TrailingOffsetBps : Expiry.Value;

    private static OrderRequest Conditional(
        OrderType type, InstrumentId instrument, Side side, QtyLots quantity, bool reduceOnly) => new()
        {
            Instrument = instrument,
            Side = side,
            Quantity = quantity,
            Type = type,
            TimeInForce = TimeInForce.GoodTillCanceled,
            IsReduceOnly = reduceOnly,
        };
}
