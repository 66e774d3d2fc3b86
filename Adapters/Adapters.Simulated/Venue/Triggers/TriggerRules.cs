using Engine.Model.Commands;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Triggers;

/// <summary>When a conditional order is triggered, and where a trailing stop stands.</summary>
/// <remarks>
/// A price is given as the ticks below and above it: the same for prices on the grid, neighbours for a mark price.
/// </remarks>
internal static class TriggerRules
{
    private const long BpsOne = 10_000;

    /// <summary>
    /// Whether an order waits for the price to rise: a bid that stops a loss, an ask that takes a profit.
    /// </summary>
    internal static bool WaitsForRise(in VenueOrder order) => (order.Side == Side.Bid) != order.Type.IsTakeProfit();

    /// <summary>Takes a price into account.</summary>
    /// <returns>Whether it triggers the order.</returns>
    internal static bool Judge(ref VenueOrder order, PriceTicks below, PriceTicks above)
    {
        if (order.Type == OrderType.TrailingStop)
        {
            Follow(ref order, below, above);
            if (order.Extreme == PriceTicks.Zero)
            {
                return false;
            }
        }

        return WaitsForRise(in order) ? below >= StopOf(in order) : above <= StopOf(in order);
    }

    /// <summary>Makes a trailing stop active where a price says so, and has it follow the best price.</summary>
    internal static void Follow(ref VenueOrder order, PriceTicks below, PriceTicks above)
    {
        if (order.Side == Side.Ask)
        {
            var isActive = order.Extreme != PriceTicks.Zero || below >= order.Trigger;
            order.Extreme = isActive && below > order.Extreme ? below : order.Extreme;
            return;
        }

        if (order.Extreme == PriceTicks.Zero)
        {
            var isActive = order.Trigger == PriceTicks.Zero || above <= order.Trigger;
            order.Extreme = isActive ? above : PriceTicks.Zero;
        }
        else if (above < order.Extreme)
        {
            order.Extreme = above;
        }
    }

    /// <summary>
    /// The price that triggers: of a trailing stop that is active the best price less (a bid: plus) its distance, on
    /// the grid and no nearer.
    /// </summary>
    internal static PriceTicks StopOf(in VenueOrder order)
    {
        if (order.Type != OrderType.TrailingStop)
        {
            return order.Trigger;
        }

        var extreme = (Int128)order.Extreme.Value;
        return order.Side == Side.Ask
            ? new PriceTicks((long)(extreme * (BpsOne - order.TrailingOffsetBps) / BpsOne))
            : new PriceTicks(checked(
                (long)(((extreme * (BpsOne + order.TrailingOffsetBps)) + BpsOne - 1) / BpsOne)));
    }
}
