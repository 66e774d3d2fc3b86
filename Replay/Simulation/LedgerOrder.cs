using Engine.Model.Commands;
using Engine.Model.Units;

namespace Replay.Simulation;

/// <summary>One order as commands and reports alone tell of it.</summary>
internal sealed class LedgerOrder
{
    /// <summary>The command that placed it.</summary>
    internal required Command Placed { get; init; }

    /// <summary>When it was placed, by the core's clock.</summary>
    internal required TimestampNs Time { get; init; }

    /// <summary>The most that it may fill: as placed, or as amended.</summary>
    internal QtyLots QuantityMax { get; set; }

    /// <summary>What has filled.</summary>
    internal QtyLots Filled { get; set; }

    /// <summary>The core's state of it when it was last looked at.</summary>
    internal OrderState State { get; set; } = OrderState.PendingNew;

    /// <summary>
    /// Since when the core waits for an answer on it, or does not know; the maximum where it does not.
    /// </summary>
    internal TimestampNs WaitsSince { get; set; } = TimestampNs.MaxValue;
}
