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

    /// <summary>The limit price; zero for a market order.</summary>
    public PriceTicks Price { get; init; }

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
}
