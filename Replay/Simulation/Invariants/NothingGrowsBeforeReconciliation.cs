using Engine.Model.Commands;
using Engine.Model.Units;

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
            var held = state.Ledger.PositionOf(command.Instrument).Value;
            var closable = command.Side == Side.Bid ? -held : held;
            if (command.Kind == CommandKind.PlaceOrder && (command.Flags & CommandFlags.ReduceOnly) == 0
                && command.Quantity.Value > closable)
            {
                return $"order {command.OrderId.Value} of {command.Quantity.Value} lots left before the reconciliation "
                    + $"was done, and {closable} could be closed";
            }
        }

        return null;
    }
}
