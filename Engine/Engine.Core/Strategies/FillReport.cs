using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>A fill, as a strategy and a recorder see it.</summary>
public readonly struct FillReport
{
    /// <summary>The order; none where the venue has closed the position by force.</summary>
    public required OrderId Order { get; init; }

    /// <summary>Whose order it was.</summary>
    public required StrategyId Strategy { get; init; }

    /// <summary>The instrument.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>When the core learnt of it.</summary>
    public required TimestampNs Time { get; init; }

    /// <summary>Our side.</summary>
    public required Side Side { get; init; }

    /// <summary>The price.</summary>
    public required PriceTicks Price { get; init; }

    /// <summary>The quantity, positive.</summary>
    public required QtyLots Quantity { get; init; }

    /// <summary>What the venue has filled of the order with it; zero where the venue does not say.</summary>
    public QtyLots CumulativeQuantity { get; init; }

    /// <summary>The value, positive.</summary>
    public required Money Notional { get; init; }

    /// <summary>The fee in the settle asset, whatever it was paid in; positive when paid.</summary>
    public required Money Fee { get; init; }

    /// <summary>The profit that it realised for the strategy, before its fee.</summary>
    public required Money RealizedPnl { get; init; }

    /// <summary>The strategy's position before it.</summary>
    public required QtyLots PositionBefore { get; init; }

    /// <summary>The strategy's position after it: less than the quantity more where the fee was paid of it.</summary>
    public required QtyLots PositionAfter { get; init; }

    /// <summary>Whether we were the maker.</summary>
    public required bool IsMaker { get; init; }
}
