using Engine.Model.Commands;

namespace Replay.Simulation.Invariants;

/// <summary>
/// From the start of a later session until the venue has said all, nothing leaves that adds risk, whatever the core
/// holds for its state.
/// </summary>
internal sealed class NothingGrowsBeforeReconciliation : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        if (!state.Ledger.IsReconciling)
        {
            return null;
        }

        foreach (var command in state.Commands)
        {
            if (command.Kind != CommandKind.PlaceOrder || (command.Flags & CommandFlags.ReduceOnly) != 0)
            {
                continue;
            }

            var closable = state.ClosableBy(in command);
            if (command.Quantity.Value > closable)
            {
                return $"order {command.OrderId.Value} of {command.Quantity.Value} lots left before the reconciliation "
                    + $"was done, and {closable} could be closed";
            }
        }

        return null;
    }
}
