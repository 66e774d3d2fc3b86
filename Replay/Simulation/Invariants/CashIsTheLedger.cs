namespace Replay.Simulation.Invariants;

/// <summary>The core's cash is what was deposited, paid and received.</summary>
internal sealed class CashIsTheLedger : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        foreach (var instrument in state.Core.Instruments.All)
        {
            var asset = instrument.SettleAsset;
            var (core, ledger) = (state.Core.Portfolio.Cash(asset), state.Ledger.CashOf(asset));
            if (core != ledger)
            {
                return $"{state.Core.Instruments.AssetName(asset)}: the core has {core.Value}, the ledger "
                    + $"{ledger.Value} (10⁻⁸)";
            }
        }

        return null;
    }
}
