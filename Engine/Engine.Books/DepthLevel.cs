using Engine.Model.Units;

namespace Engine.Books;

/// <summary>One level of a book.</summary>
/// <param name="Price">The price.</param>
/// <param name="Quantity">What rests there, positive.</param>
public readonly record struct DepthLevel(PriceTicks Price, QtyLots Quantity);
