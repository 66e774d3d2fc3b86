namespace Replay.Simulation.Invariants;

/// <summary>An order that the core holds for ended is not open at the venue.</summary>
internal sealed class FinalIsFinal : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        foreach (var order in state.Ended)
        {
            if (state.Venue.IsOpen(order.Placed.OrderId))
            {
                return $"order {order.Placed.OrderId.Value} is {order.State} in the core and open at the venue";
            }
        }

        return null;
    }
}
