using Engine.Core.Guards;
using Engine.Core.Orders;
using Engine.Core.Risk;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Replay.Simulation.Invariants;

/// <summary>
/// What a bracket holds has each of its protective orders alive or asked for, or a command has told why not.
/// </summary>
internal sealed class ProtectionIsNeverSilentlyLost : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        if (state.Core.KillState != KillState.Off || state.Core.TradingState == TradingState.Stopped)
        {
            return null;
        }

        foreach (var bracket in state.Protection.Brackets)
        {
            if (bracket.Held > 0 && !bracket.IsReleased && Missing(state, bracket) is { } missing)
            {
                return $"the bracket of order {bracket.Entry.Placed.OrderId.Value} holds {bracket.Held} lots, "
                    + $"{missing} and was last told to be {bracket.Told}";
            }
        }

        return null;
    }

    private static string? Missing(SimulationState state, LedgerBracket bracket)
    {
        var exit = bracket.Entry.Placed.Side == Side.Bid ? Side.Ask : Side.Bid;
        var closable = state.ClosableLots(bracket.Begun.Instrument, exit, isReduceOnly: true);
        switch (bracket.Told)
        {
            case ProtectionState.Lost or ProtectionState.Closing or ProtectionState.Withdrawn:
                return null;
            case ProtectionState.Netted:
                return closable > 0 ? $"the account could close {closable}" : null;
            default:
                return MissingOf(state, bracket, GroupRole.TakeProfit)
                    ?? MissingOf(state, bracket, GroupRole.Stop)
                    ?? (bracket.Told == ProtectionState.Protected ? Short(state, bracket, closable) : null);
        }
    }

    private static string? MissingOf(SimulationState state, LedgerBracket bracket, GroupRole role) =>
        bracket.Wants(role)
        && !bracket.Exits.Any(exit => exit.Role == role && IsAlive(state, exit.Order, long.MinValue))
            ? $"has no {role}"
            : null;

    /// <summary>Where it is said to be protected, it is so in full.</summary>
    private static string? Short(SimulationState state, LedgerBracket bracket, long closable)
    {
        var least = Math.Min(bracket.Held, closable);
        foreach (var role in (GroupRole[])[GroupRole.TakeProfit, GroupRole.Stop])
        {
            if (bracket.Wants(role)
                && !bracket.Exits.Any(exit => exit.Role == role && IsAlive(state, exit.Order, least)))
            {
                return $"has no {role} for {least}";
            }
        }

        return null;
    }

    private static bool IsAlive(SimulationState state, LedgerOrder order, long least) =>
        state.Core.TryGetOrder(order.Placed.OrderId, out var known) && !known.IsFinal
        && known.LeavesQuantity.Value >= least;
}
