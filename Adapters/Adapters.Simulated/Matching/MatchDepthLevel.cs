using Engine.Model.Units;

namespace Adapters.Simulated.Matching;

/// <summary>A price level as seen from outside.</summary>
/// <param name="Price">The price.</param>
/// <param name="Quantity">What all orders at it have left.</param>
/// <param name="OrderCount">How many orders stand at it.</param>
public readonly record struct MatchDepthLevel(PriceTicks Price, QtyLots Quantity, int OrderCount);
