using Engine.Model.Units;

namespace Adapters.Simulated.Matching;

/// <summary>A new order for a <see cref="MatchingBook" />.</summary>
public readonly struct MatchRequest
{
    /// <summary>Its id: any number that no standing order has.</summary>
    public required long Id { get; init; }

    /// <summary>Bid to buy, Ask to sell.</summary>
    public required Side Side { get; init; }

    /// <summary>The limit; of no meaning for a market order.</summary>
    public required PriceTicks Price { get; init; }

    /// <summary>How much; positive.</summary>
    public required QtyLots Quantity { get; init; }

    /// <summary>How it wants to trade.</summary>
    public MatchInstruction Instruction { get; init; }

    /// <summary>What it wants where it meets an order of its owner; moved later, it still wants that.</summary>
    public SelfTradePrevention SelfTrade { get; init; }

    /// <summary>Whose it is; 0 for nobody's, whose orders trade with each other.</summary>
    public int Owner { get; init; }
}
