using Engine.Model.Events;
using Engine.Model.Units;

namespace Engine.Model.Accounts;

/// <summary>The table of the account's parameters, and their places among the engine's own.</summary>
/// <remarks>
/// The brackets of the maintenance margin and the fee tiers have the shape of a large derivatives venue's; the true
/// figures of an account and a symbol are those that its venue answers (Binance <c>/fapi/v1/leverageBracket</c> and
/// <c>/fapi/v1/commissionRate</c>, Bybit <c>/v5/market/risk-limit</c> and <c>/v5/account/fee-rate</c>, OKX
/// <c>/api/v5/public/position-tiers</c> and <c>/api/v5/account/trade-fee</c>, Kraken <c>marginLevels</c> of
/// <c>/derivatives/api/v3/instruments</c>), to be set row by row. The default liquidation fee is the
/// <c>liquidationFee</c> of Binance USD-M's <c>exchangeInfo</c>.
/// </remarks>
public static class AccountParameters
{
    /// <summary>The place of the first row among the engine's own parameters.</summary>
    public const int FirstPlace = 512;

    /// <summary>The first place that is not the account's.</summary>
    public const int EndPlace = 640;

    /// <summary>How many brackets of maintenance margin there are.</summary>
    public const int MarginTierCount = 10;

    /// <summary>How many fee tiers there are.</summary>
    public const int FeeTierCount = 6;

    /// <summary>The most that leverage may be.</summary>
    public const int LeverageMax = 200;

    internal const int ModePlace = 0;
    internal const int PositionModePlace = 1;
    internal const int LeveragePlace = 2;
    internal const int MaintenanceRatePlace = 3;
    internal const int LiquidationFeePlace = 4;
    internal const int FeesPlace = 5;
    internal const int MakerFeePlace = 6;
    internal const int TakerFeePlace = 7;
    internal const int FeeAssetPlace = 8;
    internal const int FeeDiscountPlace = 9;
    internal const int FeeAssetPricePlace = 10;
    internal const int FeeAssetBalancePlace = 11;
    internal const int FeeVolumePlace = 12;
    internal const int FundingIntervalPlace = 13;
    internal const int MarginTiersPlace = 14;
    internal const int FeeTiersPlace = MarginTiersPlace + (2 * MarginTierCount);

    private const long RateMin = -Rate.Scale / 100;
    private const long RateMax = Rate.Scale / 10;
    private const long BasisPoint = Rate.Scale / 10_000;

    private static readonly string[] Modes = ["cash", "cross", "isolated"];
    private static readonly string[] PositionModes = ["netting", "hedge"];
    private static readonly string[] Schedules = ["instrument", "account", "tiers"];

    /// <summary>
    /// What a fee may be paid in: the settle asset, what the fill brings in (spot), or an asset by its name.
    /// </summary>
    public static readonly IReadOnlyList<string> FeeAssets =
        ["settle", "received", "BNB", "OKB", "BGB", "KCS", "MNT", "CRO"];

    /// <summary>The notional up to which a bracket holds, in whole units of quote, and its rate in basis points.</summary>
    private static readonly (long UpTo, long Bps)[] Brackets =
    [
        (50_000, 40), (250_000, 50), (1_000_000, 100), (10_000_000, 250), (20_000_000, 500), (50_000_000, 1_000),
        (100_000_000, 1_250), (200_000_000, 1_500), (300_000_000, 2_500), (0, 5_000),
    ];

    /// <summary>The volume from which a fee tier holds, and its rates in hundredths of a basis point.</summary>
    private static readonly (long From, long Maker, long Taker)[] FeeTable =
    [
        (0, 200, 500), (15_000_000, 160, 400), (50_000_000, 140, 350), (100_000_000, 120, 320),
        (600_000_000, 100, 300), (1_000_000_000, 80, 270),
    ];

    /// <summary>The table, by place from <see cref="FirstPlace" /> on.</summary>
    public static readonly IReadOnlyList<AccountParameter> Table =
    [
        Choice("mode", (long)AccountMode.Cross, Modes,
            "What covers perpetuals: cash takes none, cross is the whole balance, isolated each position's own margin."),
        Choice("positionMode", (long)PositionMode.Netting, PositionModes,
            "Whether buys and sells of a perpetual net, or open and close a long and a short leg."),
        new("leverage", ParameterType.Integer, 10, 1, LeverageMax,
            "The notional that one unit of margin may open, for perpetuals."),
        OfRate("maintenanceRate", 0, 0, Rate.Scale,
            "The maintenance margin as a fraction of any notional; 0 for that of the brackets."),
        OfRate("liquidationFee", 125 * BasisPoint, 0, Rate.Scale,
            "What the venue takes of the notional that it liquidates, as far as margin is left."),
        Choice("fees", (long)FeeSchedule.Instrument, Schedules,
            "Which fee rates hold: each instrument's, the account's two, or the tiers by the volume of 30 days."),
        OfRate("makerFee", 2 * BasisPoint, RateMin, RateMax, "The account's maker fee; negative for a rebate."),
        OfRate("takerFee", 5 * BasisPoint, RateMin, RateMax, "The account's taker fee."),
        Choice("feeAsset", 0, FeeAssets,
            "What fees are paid in: the settle asset, what a spot fill brings in, or an asset while it lasts."),
        OfRate("feeDiscount", 0, 0, Rate.Scale, "What is taken off a fee that is paid in an asset of its own."),
        OfMoney("feeAssetPrice", "The price of the fee asset in the settle asset where no instrument says it; 0 none."),
        OfMoney("feeAssetBalance", "The opening balance of the fee asset, in units of it."),
        OfMoney("feeVolume", "The volume of the 30 days before the run, for the fee tiers, in quote currency."),
        new("fundingInterval", ParameterType.DurationNs, 8 * 60 * TimestampNs.PerMinute, TimestampNs.PerMinute,
            TimestampNs.PerDay, "How often perpetuals are funded where the data does not say when."),
        .. MarginRows(),
        .. FeeRows(),
    ];

    private static IEnumerable<AccountParameter> MarginRows()
    {
        for (var i = 0; i < MarginTierCount; i++)
        {
            var (upTo, bps) = Brackets[i];
            var number = i + 1;
            yield return new AccountParameter(
                $"tier{number}UpTo", ParameterType.Money, upTo * Money.Scale, 0, long.MaxValue,
                "The notional up to which a bracket of maintenance margin holds; 0 for any.");
            yield return OfRate(
                $"tier{number}Rate", bps * BasisPoint, 0, Rate.Scale, "The maintenance margin in a bracket.");
        }
    }

    private static IEnumerable<AccountParameter> FeeRows()
    {
        for (var i = 0; i < FeeTierCount; i++)
        {
            var (from, maker, taker) = FeeTable[i];
            var number = i + 1;
            yield return new AccountParameter(
                $"feeTier{number}Volume", ParameterType.Money, from * Money.Scale, 0, long.MaxValue,
                "The volume of 30 days from which a fee tier holds.");
            yield return OfRate(
                $"feeTier{number}Maker", maker * BasisPoint / 100, RateMin, RateMax, "The maker fee of a tier.");
            yield return OfRate(
                $"feeTier{number}Taker", taker * BasisPoint / 100, RateMin, RateMax, "The taker fee of a tier.");
        }
    }

    private static AccountParameter Choice(string name, long value, IReadOnlyList<string> choices, string help) =>
        new(name, ParameterType.Integer, value, 0, choices.Count - 1, help) { Choices = choices };

    private static AccountParameter OfRate(string name, long value, long least, long most, string help) =>
        new(name, ParameterType.Rate, value, least, most, help);

    private static AccountParameter OfMoney(string name, string help) =>
        new(name, ParameterType.Money, 0, 0, long.MaxValue, help);
}
