using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Model.Instruments;

namespace Replay.Backtests;

/// <summary>
/// The venue's truth and the core's books, once every report has arrived: two counts of the same fills that must agree
/// to the last unit.
/// </summary>
internal static class AccountAgreement
{
    /// <summary>Checks it.</summary>
    /// <exception cref="CoreFaultException">They do not agree: names the instrument or the asset, and both.</exception>
    internal static void Require(TradingCore core, SimulatedVenue venue)
    {
        core.Portfolio.AssertConsistent();
        if (FirstDifference(core, venue) is { } difference)
        {
            throw new CoreFaultException($"{difference}.", core.Sequence);
        }
    }

    /// <summary>The first position or balance that differs, as a sentence; null where all agree.</summary>
    internal static string? FirstDifference(TradingCore core, SimulatedVenue venue)
    {
        foreach (var instrument in core.Instruments.All)
        {
            var asset = instrument.SettleAsset;
            var (ours, theirs) = (core.Portfolio.Wallet(asset), venue.BalanceOf(asset));
            var difference = PositionDifference(core, venue, instrument) ?? (ours == theirs
                ? null
                : $"the balance of {core.Instruments.AssetName(asset)} is {ours.Value} here and {theirs.Value} at the "
                    + "simulated venue (10⁻⁸)");
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? PositionDifference(TradingCore core, SimulatedVenue venue, Instrument instrument)
    {
        // A fee that was paid out of a spot position is taken from the balance at the venue, not from what was filled.
        var isByBalance = instrument.ContractType == ContractType.Spot && core.Portfolio.Settings.PaysFeeInReceived;
        var (ours, theirs) = (core.Portfolio[instrument.Id].Quantity, venue.PositionOf(instrument.Id));
        return ours == theirs || isByBalance
            ? null
            : $"the position in {instrument.Name} is {ours.Value} lots here and {theirs.Value} at the simulated venue";
    }
}
