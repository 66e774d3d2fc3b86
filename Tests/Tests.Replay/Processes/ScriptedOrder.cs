using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Replay.Processes;

/// <summary>An order as its venue has it, under the name that we gave it.</summary>
internal sealed class ScriptedOrder
{
    internal required string Name { get; init; }

    internal required Command Placed { get; init; }

    internal required long VenueKey { get; init; }

    internal OrderState State { get; set; } = OrderState.New;

    internal PriceTicks Price { get; set; }

    internal long Lots { get; set; }

    internal long Filled { get; set; }

    internal bool IsTriggered { get; set; }

    internal bool IsOpen => State is OrderState.New or OrderState.PartiallyFilled;

    internal bool IsReduceOnly => (Placed.Flags & CommandFlags.ReduceOnly) != 0;
}
