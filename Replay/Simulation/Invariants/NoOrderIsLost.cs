using Engine.Model.Units;

namespace Replay.Simulation.Invariants;

/// <summary>
/// Every order that was placed and has not ended is known to the core, filled as far as the fills say.
/// </summary>
internal sealed class NoOrderIsLost : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        foreach (var (number, order) in state.Ledger.Open)
        {
            if (!state.Core.TryGetOrder(new OrderId(number), out var known))
            {
                return $"order {number} was placed, has not ended, and the core does not know it";
            }

            if (known.CumulativeQuantity != order.Filled)
            {
                return $"order {number} is filled by {known.CumulativeQuantity.Value} lots in the core, by "
                    + $"{order.Filled.Value} in the stream";
            }
        }

        return null;
    }
}
