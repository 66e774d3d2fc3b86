using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Model.Instruments;
using Engine.Model.Units;

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
        if (FirstDifference(core, venue, isInOrder: true) is { } difference)
        {
            throw new CoreFaultException($"{difference}.", core.Sequence);
        }
    }

    /// <summary>The first position or else sum of money that differs, as a sentence; null where all agree.</summary>
    /// <param name="core">The books.</param>
    /// <param name="venue">The truth.</param>
    /// <param name="isInOrder">
    /// Whether all fills were heard of in their order. Average costs follow it, and with them what of the money is
    /// balance and what is open profit: out of it both together are compared.
    /// </param>
    internal static string? FirstDifference(TradingCore core, SimulatedVenue venue, bool isInOrder)
    {
        var instruments = core.Instruments.All;
        return instruments.Select(one => PositionDifference(core, venue, one)).FirstOrDefault(said => said is not null)
            ?? AssetsOf(core).Select(asset => MoneyDifference(core, venue, asset, isInOrder))
                .FirstOrDefault(said => said is not null);
    }

    /// <summary>Every asset that a fill, a fee or funding can have moved.</summary>
    private static IEnumerable<AssetId> AssetsOf(TradingCore core)
    {
        for (var number = 1; number <= core.Instruments.AssetCount; number++)
        {
            yield return new AssetId(number);
        }
    }

    private static string? MoneyDifference(TradingCore core, SimulatedVenue venue, AssetId asset, bool isInOrder)
    {
        var (what, ours, theirs) = isInOrder
            ? ("balance", core.Portfolio.Wallet(asset), venue.BalanceOf(asset))
            : ("cash", core.Portfolio.WalletWithoutCosts(asset), venue.CashOf(asset));
        return ours == theirs
            ? null
            : $"the {what} of {core.Instruments.AssetName(asset)} is {ours.Value} here and {theirs.Value} at the "
                + "simulated venue (10⁻⁸)";
    }

    private static string? PositionDifference(TradingCore core, SimulatedVenue venue, Instrument instrument)
    {
        var (ours, theirs) = (core.Portfolio[instrument.Id].Quantity, venue.PositionOf(instrument.Id));
        return ours == theirs
            ? null
            : $"the position in {instrument.Name} is {ours.Value} lots here and {theirs.Value} at the simulated venue";
    }
}
