using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>Puts the account of a simulated run into its preamble: parameters, and an asset that pays fees.</summary>
internal static class AccountPreamble
{
    /// <summary>Adds the parameters that differ from the defaults.</summary>
    /// <exception cref="RunConfigurationException">
    /// There is no such parameter, a value does not fit, or nothing says what the fee asset is worth.
    /// </exception>
    internal static void Add(
        RunPreamble preamble, BacktestRequest request, InstrumentRegistry registry, IReadOnlyList<Instrument> chosen)
    {
        foreach (var (name, text) in request.AccountSettings)
        {
            preamble.AddAccountParameter(name, text);
        }

        if (AccountCheck.ContradictionOf(request.AccountSettings) is { } contradiction)
        {
            throw new RunConfigurationException(contradiction);
        }

        var settings = preamble.Settings;
        if (settings.FeeAssetName.Length == 0)
        {
            return;
        }

        var asset = registry.FindAsset(settings.FeeAssetName);
        foreach (var instrument in chosen)
        {
            var isPriced = settings.FeeAssetPrice > FinePrice.Zero || chosen.Any(
                other => other.BaseAsset == asset && other.QuoteAsset == instrument.SettleAsset);
            if (!isPriced)
            {
                throw new RunConfigurationException(
                    $"account.feeAsset: nothing says the price of {settings.FeeAssetName} in "
                    + $"{registry.AssetName(instrument.SettleAsset)}, which {instrument.Name} settles in; trade an "
                    + "instrument that does, or set account.feeAssetPrice");
            }
        }

        if (!asset.IsSome)
        {
            asset = new AssetId(registry.AssetCount + 1);
            preamble.AddAsset(asset, settings.FeeAssetName);
        }

        if (settings.FeeAssetBalance > Money.Zero)
        {
            preamble.AddBalance(asset, settings.FeeAssetBalance);
        }
    }
}
