using Engine.Model.Units;

namespace Adapters.Simulated.Matching;

/// <summary>A trade: always at the maker's price.</summary>
public readonly struct MatchTrade
{
    /// <summary>The order that stood.</summary>
    public required long Maker { get; init; }

    /// <summary>The order that came, or was moved.</summary>
    public required long Taker { get; init; }

    /// <summary>The maker's price.</summary>
    public required PriceTicks Price { get; init; }

    /// <summary>How much.</summary>
    public required QtyLots Quantity { get; init; }

    /// <summary>What is left of the maker.</summary>
    public required QtyLots MakerLeaves { get; init; }

    /// <summary>What is left of the taker.</summary>
    public required QtyLots TakerLeaves { get; init; }

    /// <summary>Whose the maker is; 0 for nobody's.</summary>
    public required int MakerOwner { get; init; }

    /// <summary>Whose the taker is; 0 for nobody's.</summary>
    public required int TakerOwner { get; init; }

    /// <summary>The taker's side.</summary>
    public required Side AggressorSide { get; init; }
}
