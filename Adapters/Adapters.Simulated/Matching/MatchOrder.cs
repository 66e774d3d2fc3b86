using Engine.Model.Units;

namespace Adapters.Simulated.Matching;

/// <summary>An order of a <see cref="MatchingBook" /> as it is when it is told of.</summary>
public readonly struct MatchOrder
{
    internal MatchOrder(in PooledOrder order)
    {
        Id = order.Id;
        Price = new PriceTicks(order.Price);
        Leaves = new QtyLots(order.Lots);
        Owner = order.Owner;
        Side = order.Side;
    }

    /// <summary>Its id.</summary>
    public long Id { get; }

    /// <summary>Its limit.</summary>
    public PriceTicks Price { get; }

    /// <summary>What is not traded of it.</summary>
    public QtyLots Leaves { get; }

    /// <summary>Whose it is; 0 for nobody's.</summary>
    public int Owner { get; }

    /// <summary>Its side.</summary>
    public Side Side { get; }
}
