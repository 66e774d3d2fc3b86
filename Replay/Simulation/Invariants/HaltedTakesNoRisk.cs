using Engine.Core.Risk;
using Engine.Model.Commands;

namespace Replay.Simulation.Invariants;

/// <summary>
/// While trading is halted nothing leaves but what the kill switch closes and what protects or closes what a bracket
/// holds; while it is reducing, nothing that grows.
/// </summary>
internal sealed class HaltedTakesNoRisk : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        var trading = state.TradingBefore;
        foreach (var command in state.Commands)
        {
            if (command.Kind == CommandKind.TradingState)
            {
                trading = (TradingState)command.StateAfter;
            }
            else if (command.Kind is CommandKind.PlaceOrder && trading != TradingState.Active
                && !MayLeave(state, in command, trading))
            {
                return $"order {command.OrderId.Value} left while trading is {trading}";
            }
        }

        return null;
    }

    private static bool MayLeave(SimulationState state, in Command command, TradingState trading)
    {
        var isReduceOnly = (command.Flags & CommandFlags.ReduceOnly) != 0;
        if (isReduceOnly && command.Reason == ReasonCode.KillSwitch)
        {
            return true;
        }

        var closable = state.ClosableBy(in command);
        var protects = isReduceOnly && command.Reason is ReasonCode.Protection or ReasonCode.ProtectionLost
            or ReasonCode.TriggerReached or ReasonCode.GroupOverfilled;
        return (trading == TradingState.Reducing || (protects && trading == TradingState.Halted))
            && command.Quantity.Value <= closable;
    }
}
