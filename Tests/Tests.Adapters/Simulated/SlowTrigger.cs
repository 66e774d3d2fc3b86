using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>When an order that waits for a price is triggered, by looking through all prices from the start.</summary>
internal static class SlowTrigger
{
    /// <summary>The place of the first price that triggers an order; −1 where none does.</summary>
    /// <param name="order">The order.</param>
    /// <param name="prices">All prices, those before its arrival, too.</param>
    /// <param name="arrival">The place of the first price that it can see; there is one before it.</param>
    internal static int Find(in Command order, IReadOnlyList<decimal> prices, int arrival)
    {
        for (var last = arrival; last < prices.Count; last++)
        {
            var isReached = order.Type == OrderType.TrailingStop
                ? IsTrailed(in order, [.. prices.Take(last + 1).Skip(arrival - 1)])
                : IsReached(in order, prices[last]);
            if (isReached)
            {
                return last;
            }
        }

        return -1;
    }

    /// <summary>Whether a price reaches the trigger of an order that does not trail.</summary>
    internal static bool IsReached(in Command order, decimal price)
    {
        var isStop = order.Type is OrderType.Stop or OrderType.StopLimit;
        var isAbove = order.Side == Side.Bid ? isStop : !isStop;
        return isAbove ? price >= order.Trigger.Value : price <= order.Trigger.Value;
    }

    private static bool IsTrailed(in Command order, List<decimal> seen)
    {
        // Only what came from the activation price on counts.
        var activation = order.Trigger.Value;
        var isAsk = order.Side == Side.Ask;
        var first = activation == 0
            ? 0
            : seen.FindIndex(price => isAsk ? price >= activation : price <= activation);
        if (first < 0)
        {
            return false;
        }

        // The best price and the trigger lie on the grid; a mark price between two ticks has reached the nearer one.
        var active = seen.Skip(first).ToList();
        var offset = order.ExpiryOrOffset / 10_000m;
        return isAsk
            ? decimal.Ceiling(active[^1]) <= active.Max(decimal.Floor) * (1 - offset)
            : decimal.Floor(active[^1]) >= active.Min(decimal.Ceiling) * (1 + offset);
    }
}
