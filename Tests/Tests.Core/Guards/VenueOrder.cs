using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Guards;

/// <summary>What the faulty venue knows of one order.</summary>
internal sealed class VenueOrder
{
    public required OrderId Id { get; init; }

    public required Side Side { get; init; }

    public required long Price { get; init; }

    public required bool IsMarket { get; init; }

    public required bool IsReduceOnly { get; init; }

    public long Leaves { get; set; }

    public bool IsOpen { get; set; }

    /// <summary>How it ended, where not by its fills.</summary>
    public EventKind End { get; set; }

    /// <summary>Its fills, to be told as often as somebody asks.</summary>
    public List<Action> Fills { get; } = [];
}
