using Engine.Model.Events;

namespace Replay.Simulation.Invariants;

/// <summary>No order fills by more than was asked for.</summary>
internal sealed class NothingFillsTwice : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        var e = state.Event;
        return e.Kind == EventKind.FillDetail && state.Ledger.LastFilled is { } order
            && order.Filled > order.QuantityMax
            ? $"order {order.Placed.OrderId.Value} asked for {order.QuantityMax.Value} lots and has filled "
                + $"{order.Filled.Value}"
            : null;
    }
}
