using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Replay.Simulation;

/// <summary>One bracket as commands and fills alone tell of it.</summary>
internal sealed class LedgerBracket
{
    /// <summary>The command that said what protects the entry.</summary>
    internal required Command Begun { get; init; }

    /// <summary>The entry.</summary>
    internal required LedgerOrder Entry { get; init; }

    /// <summary>Every order that was placed to close what the entry has filled, with its role.</summary>
    internal List<(LedgerOrder Order, GroupRole Role)> Exits { get; } = [];

    /// <summary>What of the entry's fills was counted.</summary>
    internal long EnteredSeen { get; set; }

    /// <summary>What of the exits' fills was counted.</summary>
    internal long ExitedSeen { get; set; }

    /// <summary>What is held, lots: entered, not closed, and within the strategy's position.</summary>
    internal long Held { get; set; }

    /// <summary>What of the orders that trade back was counted.</summary>
    internal long TradedBackSeen { get; set; }

    /// <summary>What its exits have closed beyond what was held, lots; within what the strategy is missing.</summary>
    internal long Excess { get; set; }

    /// <summary>What a command has last told of it.</summary>
    internal ProtectionState Told { get; set; } = ProtectionState.Waiting;

    /// <summary>Whether the strategy has asked for its protection to end.</summary>
    internal bool IsReleased { get; set; }

    /// <summary>Since when an exit stands for more than is held; the maximum where none does.</summary>
    internal TimestampNs TooLargeSince { get; set; } = TimestampNs.MaxValue;

    /// <summary>Whether a role has a price.</summary>
    internal bool Wants(GroupRole role) =>
        (role == GroupRole.TakeProfit ? Begun.Price : Begun.Trigger) != PriceTicks.Zero;
}
