using Engine.Core.Orders;
using Engine.Model.Commands;

namespace Replay.Simulation.Invariants;

/// <summary>
/// Whatever was lost can be asked for, so no position is ever corrected to the venue's word, nor given up: each
/// difference is made good by the fills that were missing.
/// </summary>
internal sealed class DifferencesAreMadeGoodByFills : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        foreach (var command in state.Commands)
        {
            // That an average cost was divided otherwise is no difference of what is held.
            if (command.Kind == CommandKind.Reconciled && command.Instrument.Value >= 0
                && (command.Flags & CommandFlags.EntryPrice) == 0)
            {
                return $"the position of {state.Core.Instruments[command.Instrument].Name} was corrected from "
                    + $"{command.Limit} to {command.Measured} lots";
            }

            if (command.Kind == CommandKind.BooksState && command.StateAfter == (long)BooksState.Apart)
            {
                return $"the books of {state.Core.Instruments[command.Instrument].Name} were given up";
            }
        }

        return null;
    }
}
