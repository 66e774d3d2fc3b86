namespace Replay.Simulation.Invariants;

/// <summary>The core's position in each instrument is the sum of the fills that came.</summary>
internal sealed class PositionIsTheSumOfFills : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        foreach (var instrument in state.Core.Instruments.All)
        {
            var (core, fills) = (state.Core.Portfolio[instrument.Id].Quantity, state.Ledger.PositionOf(instrument.Id));
            if (core != fills)
            {
                return $"{instrument.Name}: the core holds {core.Value} lots, the fills sum to {fills.Value}";
            }
        }

        return null;
    }
}
