using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>What an amend asks for.</summary>
/// <param name="Price">The limit; zero of an order without one.</param>
/// <param name="Quantity">The total quantity, filled part included.</param>
/// <param name="Trigger">The trigger; zero where it stays as it is.</param>
internal readonly record struct OrderTerms(PriceTicks Price, QtyLots Quantity, PriceTicks Trigger);
