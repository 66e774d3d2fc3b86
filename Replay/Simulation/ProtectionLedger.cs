using Engine.Core.Orders;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Replay.Simulation;

/// <summary>
/// What brackets hold, by the simplest arithmetic: what entries have filled less what their exits have, never more than
/// the strategy's position, whose reductions the oldest bracket bears first. What exits fill beyond that is missing,
/// until it is traded back; what is traded back beyond that is held again.
/// </summary>
internal sealed class ProtectionLedger
{
    private readonly Dictionary<long, LedgerBracket> _byOrder = [];
    private readonly List<LedgerBracket> _brackets = [];

    /// <summary>All brackets, in the order of their beginning.</summary>
    internal IReadOnlyList<LedgerBracket> Brackets => _brackets;

    /// <summary>An event has gone through.</summary>
    internal void OnEvent(SimulationState state)
    {
        Count(state);
        foreach (var command in state.Commands)
        {
            Note(state, in command);
        }

        foreach (var bracket in _brackets)
        {
            NoteTooLarge(state, bracket);
        }
    }

    private void Note(SimulationState state, in Command command)
    {
        if (command.Kind == CommandKind.ProtectionState && _byOrder.TryGetValue(command.OrderId.Value, out var told))
        {
            told.Told = (ProtectionState)command.StateAfter;
            told.IsReleased |= command.Reason == ReasonCode.ProtectionReleased;
            (told.Held, told.Excess) = told.IsReleased ? (0, 0) : (told.Held, told.Excess);
        }

        // A number that was used twice is another invariant's to find.
        if (command.Kind != CommandKind.OrderGrouped
            || !state.Ledger.Orders.TryGetValue(command.OrderId.Value, out var order))
        {
            return;
        }

        if (command.Role == GroupRole.Entry)
        {
            var bracket = new LedgerBracket { Begun = command, Entry = order };
            _byOrder[command.OrderId.Value] = bracket;
            _brackets.Add(bracket);
        }
        else if (command.Role <= GroupRole.Closing && _byOrder.TryGetValue(command.Group.Value, out var known))
        {
            known.Exits.Add((order, command.Role));
        }
    }

    /// <summary>Counts what was filled since, and takes what positions no longer have from the oldest.</summary>
    private void Count(SimulationState state)
    {
        var isChanged = false;
        foreach (var bracket in _brackets)
        {
            var entered = bracket.Entry.Filled.Value;
            var exited = Filled(bracket, isExit: true);
            var tradedBack = Filled(bracket, isExit: false);
            isChanged |= entered != bracket.EnteredSeen || exited != bracket.ExitedSeen
                || tradedBack != bracket.TradedBackSeen;
            var closed = exited - bracket.ExitedSeen;
            var back = tradedBack - bracket.TradedBackSeen;
            bracket.Held += bracket.IsReleased
                ? 0
                : entered - bracket.EnteredSeen + Math.Max(0, back - bracket.Excess);
            bracket.Excess = Math.Max(0, bracket.Excess - back)
                + (bracket.IsReleased ? 0 : Math.Max(0, closed - bracket.Held));
            bracket.Held = Math.Max(0, bracket.Held - closed);
            (bracket.EnteredSeen, bracket.ExitedSeen, bracket.TradedBackSeen) = (entered, exited, tradedBack);
        }

        if (isChanged || state.Event.Class == Engine.Model.Events.EventClass.Private)
        {
            foreach (var group in _brackets.GroupBy(
                bracket => (bracket.Begun.Strategy, bracket.Begun.Instrument, bracket.Entry.Placed.Side)))
            {
                Trim(state, group.Key.Strategy, group.Key.Instrument, group.Key.Side, [.. group]);
            }
        }
    }

    private static void Trim(
        SimulationState state, StrategyId strategy, InstrumentId instrument, Side side, List<LedgerBracket> brackets)
    {
        var leg = side == Side.Bid ? PositionLeg.Long : PositionLeg.Short;
        var position = state.Core.Portfolio.LegOfStrategy(strategy, instrument, leg).Quantity.Value;
        position = side == Side.Bid ? position : -position;
        var over = brackets.Sum(bracket => bracket.Held) - Math.Max(0, position);
        var overBack = brackets.Sum(bracket => bracket.Excess) - Math.Max(0, -position);
        foreach (var bracket in brackets)
        {
            var part = Math.Min(bracket.Held, Math.Max(0, over));
            bracket.Held -= part;
            over -= part;
            part = Math.Min(bracket.Excess, Math.Max(0, overBack));
            bracket.Excess -= part;
            overBack -= part;
        }
    }

    private static long Filled(LedgerBracket bracket, bool isExit) => bracket.Exits
        .Where(exit => exit.Order.Placed.Side != bracket.Entry.Placed.Side == isExit)
        .Sum(exit => exit.Order.Filled.Value);

    private static void NoteTooLarge(SimulationState state, LedgerBracket bracket)
    {
        var isTooLarge = bracket.Exits.Any(exit => exit.Order.Placed.Side != bracket.Entry.Placed.Side
            && state.Core.TryGetOrder(exit.Order.Placed.OrderId, out var known) && !known.IsFinal
            && known.LeavesQuantity.Value > bracket.Held);
        if (!isTooLarge)
        {
            bracket.TooLargeSince = TimestampNs.MaxValue;
        }
        else if (bracket.TooLargeSince == TimestampNs.MaxValue)
        {
            bracket.TooLargeSince = state.Core.Clock;
        }
    }
}
