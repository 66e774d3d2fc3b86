using Engine.Model.Units;

namespace Replay.Simulation.Invariants;

/// <summary>An order's number, and with it its client id, is never used again.</summary>
internal sealed class NoOrderNumberIsUsedTwice : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        return state.Ledger.Reused == OrderId.None
            ? null
            : $"order {state.Ledger.Reused.Value} was placed twice";
    }
}
