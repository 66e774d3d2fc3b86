using Engine.Model.Units;

namespace Engine.Core.Bars;

/// <summary>A public trade, as bars and tape take it.</summary>
public readonly record struct TapeTrade
{
    /// <summary>When: the time of its event; not before the last one's.</summary>
    public required TimestampNs Time { get; init; }

    /// <summary>The price.</summary>
    public required PriceTicks Price { get; init; }

    /// <summary>The quantity, positive.</summary>
    public required QtyLots Quantity { get; init; }

    /// <summary>Who took; null where the venue does not say.</summary>
    public Side? Aggressor { get; init; }
}
