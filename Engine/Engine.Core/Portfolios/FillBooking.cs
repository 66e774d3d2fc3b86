using Engine.Model.Accounts;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>A fill as the books take it: its notional is computed, and rounded, once.</summary>
internal readonly struct FillBooking
{
    /// <summary>The instrument.</summary>
    internal required InstrumentId Instrument { get; init; }

    /// <summary>Whose order it was.</summary>
    internal required StrategyId Strategy { get; init; }

    /// <summary>Our side.</summary>
    internal required Side Side { get; init; }

    /// <summary>The price.</summary>
    internal required PriceTicks Price { get; init; }

    /// <summary>The quantity, positive.</summary>
    internal required QtyLots Quantity { get; init; }

    /// <summary>The value, positive.</summary>
    internal required Money Notional { get; init; }

    /// <summary>The fee in its asset; positive when paid.</summary>
    internal required Money Fee { get; init; }

    /// <summary>The asset of the fee.</summary>
    internal required AssetId FeeAsset { get; init; }

    /// <summary>The leg that it changes, where positions are hedged.</summary>
    internal PositionLeg Leg { get; init; }
}
