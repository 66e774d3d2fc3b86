using System.Globalization;
using Adapters.Simulated.Venue;
using Engine.Model.Accounts;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Reports;

namespace Replay.Backtests;

/// <summary>
/// What a backtest takes the account for: margin, liquidation, fees, funding; in the words of its report.
/// </summary>
internal static class AccountAssumptions
{
    private const int NamesMax = 4;

    /// <summary>All of it, in the order in which it is shown.</summary>
    internal static IEnumerable<ReportFact> Of(
        AccountSettings account, IReadOnlyList<Instrument> instruments, FundingPolicy funding)
    {
        yield return new ReportFact("Account", AccountFact(account));
        if (account.Mode != AccountMode.Cash
            && instruments.Any(instrument => instrument.ContractType == ContractType.LinearPerpetual))
        {
            yield return new ReportFact("Maintenance margin", MaintenanceFact(account));
            yield return new ReportFact(
                "Liquidation",
                "when the margin falls to the maintenance margin at the mark price (where there is none: the middle, "
                + "the last trade or close): the position is closed whole, at the mark and no worse than bankruptcy, "
                + $"without taking liquidity; fee {Percent(account.LiquidationFee)}. Venues may close in parts, and at "
                + "the prices of their book");
        }

        yield return new ReportFact("Fees", FeeFact(account, instruments));
        yield return new ReportFact("Funding", funding == FundingPolicy.None
            ? "of perpetuals, where the journal tells it; where it does not, none is paid (simulation.funding=none)"
            : "of perpetuals, at the times and rates that the journal tells; a position held over a funding that it "
                + "does not tell ends the run");
    }

    /// <summary>A rate as people read it.</summary>
    internal static string Percent(Rate rate) =>
        (rate.Value * 100m / Rate.Scale).ToString("0.########", CultureInfo.InvariantCulture) + " %";

    private static string AccountFact(AccountSettings account) => account.Mode == AccountMode.Cash
        ? "cash: spot alone, paid in full"
        : $"{(account.Mode == AccountMode.Cross ? "cross" : "isolated")} margin, "
            + $"leverage {account.LeverageOf(InstrumentId.None)}, "
            + (account.IsHedged ? "long and short legs" : "positions net") + "; spot paid in full";

    private static string MaintenanceFact(AccountSettings account)
    {
        var tiers = account.Tiers;
        if (tiers.Length == 1)
        {
            return $"{Percent(tiers[0].Rate)} of any notional";
        }

        var parts = new List<string>();
        foreach (ref readonly var tier in tiers[..^1])
        {
            parts.Add($"{Percent(tier.Rate)} up to {Amount(tier.UpTo)}");
        }

        parts.Add($"{Percent(tiers[^1].Rate)} above");
        return $"of the notional of each instrument: {string.Join(", ", parts)}; the same brackets for all "
            + "instruments, which venues set for each";
    }

    private static string FeeFact(AccountSettings account, IReadOnlyList<Instrument> instruments)
    {
        var rates = account.Fees switch
        {
            FeeSchedule.Account => Rates(account.MakerFee, account.TakerFee),
            FeeSchedule.Tiers => TierFact(account),
            _ => $"{OfInstruments(instruments)}, as the journal defines them",
        };
        return account.PaysFeeInReceived
            ? $"{rates}; of spot buys in what they bring"
            : account.FeeAssetName.Length == 0
                ? rates
                : $"{rates}; paid in {account.FeeAssetName} while it lasts, at a discount of "
                    + Percent(account.FeeDiscount);
    }

    private static string OfInstruments(IReadOnlyList<Instrument> instruments)
    {
        var groups = instruments.GroupBy(instrument => (instrument.MakerFee, instrument.TakerFee)).ToList();
        return groups.Count == 1
            ? Rates(groups[0].Key.MakerFee, groups[0].Key.TakerFee)
            : string.Join("; ", groups.Select(
                group => $"{Rates(group.Key.MakerFee, group.Key.TakerFee)} in {Names([.. group])}"));
    }

    private static string Names(IReadOnlyList<Instrument> instruments)
    {
        var names = string.Join(", ", instruments.Take(NamesMax).Select(instrument => instrument.Name));
        return instruments.Count <= NamesMax ? names : $"{names} and {instruments.Count - NamesMax} more";
    }

    private static string TierFact(AccountSettings account)
    {
        var tiers = new List<string>();
        for (var tier = 0; tier < AccountParameters.FeeTierCount; tier++)
        {
            var from = account.FeeTierVolume(tier);
            if (tier > 0 && from == Money.Zero)
            {
                break;
            }

            var rates = Rates(account.TierFee(from, isMaker: true), account.TierFee(from, isMaker: false));
            tiers.Add(tier == 0 ? rates : $"{rates} from {Amount(from)} on");
        }

        return $"by the volume of the last 30 days, {Amount(account.FeeVolume)} at the beginning: "
            + string.Join(", ", tiers);
    }

    private static string Rates(Rate maker, Rate taker) => $"maker {Percent(maker)}, taker {Percent(taker)}";

    private static string Amount(Money amount) =>
        (amount.Value / (decimal)Money.Scale).ToString("N0", CultureInfo.InvariantCulture);
}
