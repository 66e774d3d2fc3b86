using Engine.Model.Accounts;
using Engine.Model.Instruments;

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

            if (state.IsHedged(instrument.Id)
                && (Differs(state, instrument, PositionLeg.Long) ?? Differs(state, instrument, PositionLeg.Short))
                    is { } leg)
            {
                return leg;
            }
        }

        return null;
    }

    private static string? Differs(SimulationState state, Instrument instrument, PositionLeg leg)
    {
        var core = state.Core.Portfolio.Leg(instrument.Id, leg).Quantity;
        var fills = state.Ledger.PositionOf(instrument.Id, leg);
        return core == fills
            ? null
            : $"{instrument.Name}, {leg}: the core holds {core.Value} lots, the fills sum to {fills.Value}";
    }
}
