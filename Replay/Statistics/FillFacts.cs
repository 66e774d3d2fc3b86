using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>What the statistics need to know of one fill; money is in quote currency.</summary>
public readonly record struct FillFacts
{
    /// <summary>When the engine learnt of it.</summary>
    public required TimestampNs Time { get; init; }

    /// <summary>Whose order it was.</summary>
    public required StrategyId Strategy { get; init; }

    /// <summary>What was traded.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Bid bought, ask sold.</summary>
    public required Side Side { get; init; }

    /// <summary>The price in quote currency, for display only; no sum is made of it.</summary>
    public required double Price { get; init; }

    /// <summary>The price in ticks.</summary>
    public required PriceTicks PriceTicks { get; init; }

    /// <summary>The quantity of this fill; positive.</summary>
    public required QtyLots Quantity { get; init; }

    /// <summary>The value of this fill; not negative.</summary>
    public required Money Notional { get; init; }

    /// <summary>The fee in quote currency; positive when paid, negative for a rebate.</summary>
    public required Money Fee { get; init; }

    /// <summary>The profit that this fill realised, before fees; zero where it only opened.</summary>
    public required Money RealizedPnl { get; init; }

    /// <summary>The position of this strategy in this instrument after the fill; long is positive.</summary>
    public required QtyLots PositionAfter { get; init; }

    /// <summary>Whether our order made or took.</summary>
    public required Liquidity Liquidity { get; init; }

    private readonly QtyLots? _positionBefore;

    /// <summary>The quantity with the sign of its side.</summary>
    public QtyLots SignedQuantity => Side == Side.Bid ? Quantity : -Quantity;

    /// <summary>
    /// The position of this strategy in this instrument before the fill. Where it is not told, that after the fill less
    /// the quantity: a fee that was paid out of the position would be missed.
    /// </summary>
    public QtyLots PositionBefore
    {
        get => _positionBefore ?? (PositionAfter - SignedQuantity);
        init => _positionBefore = value;
    }
}
