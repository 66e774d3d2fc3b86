using Engine.Core.Orders;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>What a strategy sees of its bracket.</summary>
public readonly record struct BracketStatus
{
    /// <summary>How far it protects what it holds.</summary>
    public required ProtectionState State { get; init; }

    /// <summary>What the entry has filled and nothing has closed yet.</summary>
    public required QtyLots Held { get; init; }

    /// <summary>The price at which profit is taken; zero for none, and before the first fill of a distance.</summary>
    public required PriceTicks TakeProfit { get; init; }

    /// <summary>The price at which loss is cut; zero for none, and before the first fill of a distance.</summary>
    public required PriceTicks Stop { get; init; }

    /// <summary>The order that takes profit; none where none went out yet.</summary>
    public required OrderId TakeProfitOrder { get; init; }

    /// <summary>The order that cuts loss; none where none went out yet.</summary>
    public required OrderId StopOrder { get; init; }
}
