using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Model.Accounts;

/// <summary>
/// The account's configuration in force: what covers positions, at which rates. Changed only by events of the stream,
/// so that core, venue and replay have the same. One thread.
/// </summary>
public sealed class AccountSettings
{
    private readonly long[] _bits = new long[AccountParameters.Table.Count];
    private MarginTier[] _tiers = [];

    // By instrument; zero where the account's own holds.
    private long[] _leverages = [];

    /// <summary>Starts with the defaults.</summary>
    public AccountSettings()
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] = AccountParameters.Table[i].Default;
        }

        BuildTiers();
    }

    /// <summary>What covers positions.</summary>
    public AccountMode Mode => (AccountMode)_bits[AccountParameters.ModePlace];

    /// <summary>How fills make positions.</summary>
    public PositionMode PositionMode => (PositionMode)_bits[AccountParameters.PositionModePlace];

    /// <summary>Whether perpetuals have a long and a short leg.</summary>
    public bool IsHedged => PositionMode == PositionMode.Hedge;

    /// <summary>What the venue takes of a liquidated notional.</summary>
    public Rate LiquidationFee => new(_bits[AccountParameters.LiquidationFeePlace]);

    /// <summary>Where fee rates come from.</summary>
    public FeeSchedule Fees => (FeeSchedule)_bits[AccountParameters.FeesPlace];

    /// <summary>The account's own maker fee.</summary>
    public Rate MakerFee => new(_bits[AccountParameters.MakerFeePlace]);

    /// <summary>The account's own taker fee.</summary>
    public Rate TakerFee => new(_bits[AccountParameters.TakerFeePlace]);

    /// <summary>Whether a spot fill pays its fee out of what it brings in.</summary>
    public bool PaysFeeInReceived => _bits[AccountParameters.FeeAssetPlace] == 1;

    /// <summary>The asset that fees are paid in while it lasts; empty where there is none.</summary>
    public string FeeAssetName => _bits[AccountParameters.FeeAssetPlace] > 1
        ? AccountParameters.FeeAssets[(int)_bits[AccountParameters.FeeAssetPlace]]
        : string.Empty;

    /// <summary>What is taken off a fee that is paid in an asset of its own.</summary>
    public Rate FeeDiscount => new(_bits[AccountParameters.FeeDiscountPlace]);

    /// <summary>The price of the fee asset where no instrument says it; zero for none.</summary>
    public FinePrice FeeAssetPrice => new(_bits[AccountParameters.FeeAssetPricePlace]);

    /// <summary>The opening balance of the fee asset.</summary>
    public Money FeeAssetBalance => new(_bits[AccountParameters.FeeAssetBalancePlace]);

    /// <summary>The volume of the 30 days before the run.</summary>
    public Money FeeVolume => new(_bits[AccountParameters.FeeVolumePlace]);

    /// <summary>How often perpetuals are funded where the data does not say when, ns.</summary>
    public long FundingIntervalNs => _bits[AccountParameters.FundingIntervalPlace];

    /// <summary>The brackets of maintenance margin in force, ascending; at least one.</summary>
    public ReadOnlySpan<MarginTier> Tiers => _tiers;

    /// <summary>The bits at a place from <see cref="AccountParameters.FirstPlace" /> on.</summary>
    public long Bits(int index) => _bits[index];

    /// <summary>The leverage of an instrument: its own, or the account's.</summary>
    public long LeverageOf(InstrumentId instrument)
    {
        var own = (uint)instrument.Value < (uint)_leverages.Length ? _leverages[instrument.Value] : 0;
        return own != 0 ? own : _bits[AccountParameters.LeveragePlace];
    }

    /// <summary>The fee rate of the table for a volume of 30 days.</summary>
    /// <param name="volume">In quote currency.</param>
    /// <param name="isMaker">Whether the order had rested.</param>
    public Rate TierFee(Money volume, bool isMaker)
    {
        var place = AccountParameters.FeeTiersPlace;
        for (var tier = 1; tier < AccountParameters.FeeTierCount; tier++)
        {
            var next = AccountParameters.FeeTiersPlace + (3 * tier);
            if (_bits[next] == 0 || volume.Value < _bits[next])
            {
                break;
            }

            place = next;
        }

        return new Rate(_bits[place + (isMaker ? 1 : 2)]);
    }

    /// <summary>The volume of 30 days from which on a row of the fee table holds; zero of the first.</summary>
    /// <param name="tier">
    /// The row, from 0; a later one whose volume is zero is not there, nor are those behind it.
    /// </param>
    public Money FeeTierVolume(int tier) =>
        tier == 0 ? Money.Zero : new Money(_bits[AccountParameters.FeeTiersPlace + (3 * tier)]);

    /// <summary>Whether an event sets a parameter of the account.</summary>
    public static bool IsOne(in Event e) => e.Kind == EventKind.ParameterSet
        && e.ParameterSet.Strategy == StrategyId.Engine
        && e.ParameterSet.Parameter is >= AccountParameters.FirstPlace and < AccountParameters.EndPlace;

    /// <summary>Takes a parameter event; leverage may name an instrument, for which alone it then holds.</summary>
    /// <exception cref="InvalidDataException">
    /// There is no such place, the name, type or range does not fit it, or brackets do not ascend: names it.
    /// </exception>
    public void Apply(in Event e)
    {
        var index = e.ParameterSet.Parameter - AccountParameters.FirstPlace;
        if ((uint)index >= (uint)_bits.Length)
        {
            throw new InvalidDataException(
                $"There is no parameter {e.ParameterSet.Parameter} of the account; it has {_bits.Length} from "
                + $"{AccountParameters.FirstPlace} on.");
        }

        var row = AccountParameters.Table[index];
        var name = e.ParameterSet.Name.ToString();
        if (name != row.Name || e.ParameterSet.Type != row.Type)
        {
            throw new InvalidDataException(
                $"Parameter {e.ParameterSet.Parameter} of the account is '{row.Name}' ({row.Type}) here and '{name}' "
                + $"({e.ParameterSet.Type}) in the stream: it was made by another version.");
        }

        RequireRange(row, e.ParameterSet.Bits);
        if (e.Instrument.IsSome)
        {
            SetOfInstrument(e.Instrument, index, e.ParameterSet.Bits);
            return;
        }

        _bits[index] = e.ParameterSet.Bits;
        BuildTiers();
    }

    /// <summary>Checks what single rows cannot: that brackets and fee tiers ascend.</summary>
    /// <exception cref="InvalidDataException">They do not: names the first.</exception>
    public void RequireConsistent()
    {
        for (var i = 1; i < _tiers.Length; i++)
        {
            if (_tiers[i].UpTo <= _tiers[i - 1].UpTo || _tiers[i].Rate < _tiers[i - 1].Rate)
            {
                throw new InvalidDataException(
                    $"Bracket {i + 1} of the maintenance margin does not ascend: account.tier{i + 1}UpTo and "
                    + $"account.tier{i + 1}Rate must not be below those of bracket {i}.");
            }
        }

        for (var tier = 1; tier < AccountParameters.FeeTierCount; tier++)
        {
            var place = AccountParameters.FeeTiersPlace + (3 * tier);
            if (_bits[place] == 0)
            {
                break;
            }

            if (_bits[place] <= _bits[place - 3])
            {
                throw new InvalidDataException(
                    $"Tier {tier + 1} of the fees does not ascend: account.feeTier{tier + 1}Volume must be above "
                    + $"account.feeTier{tier}Volume.");
            }
        }
    }

    /// <summary>Visits the values.</summary>
    /// <exception cref="InvalidDataException">A stored value is out of its range.</exception>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        for (var i = 0; i < _bits.Length; i++)
        {
            sink.Visit(ref _bits[i]);
            if (sink.IsRestoring)
            {
                RequireRange(AccountParameters.Table[i], _bits[i]);
            }
        }

        var count = _leverages.Length;
        sink.VisitCount(ref count);
        if (sink.IsRestoring)
        {
            _leverages = new long[count];
            BuildTiers();
        }

        for (var i = 0; i < count; i++)
        {
            sink.Visit(ref _leverages[i]);
        }
    }

    private static void RequireRange(AccountParameter row, long bits)
    {
        if (bits < row.Minimum || bits > row.Maximum)
        {
            throw new InvalidDataException($"Parameter '{row.Name}' of the account is out of its range.");
        }
    }

    private void SetOfInstrument(InstrumentId instrument, int index, long bits)
    {
        if (index != AccountParameters.LeveragePlace)
        {
            throw new InvalidDataException(
                $"Parameter '{AccountParameters.Table[index].Name}' of the account is set for instrument "
                + $"{instrument.Value}: leverage alone may be.");
        }

        if (instrument.Value >= _leverages.Length)
        {
            Array.Resize(ref _leverages, instrument.Value + 1);
        }

        _leverages[instrument.Value] = bits;
    }

    /// <summary>
    /// A bracket's deduction makes its margin equal to that of the one before where they meet: what the bracket's rate
    /// is higher, times the notional at which it begins, and the deduction of the one before (Binance's "cum").
    /// </summary>
    private void BuildTiers()
    {
        var flat = _bits[AccountParameters.MaintenanceRatePlace];
        if (flat > 0)
        {
            _tiers = [new MarginTier(new Money(long.MaxValue), new Rate(flat), 0)];
            return;
        }

        var tiers = new List<MarginTier>(AccountParameters.MarginTierCount);
        Int128 deduction = 0;
        long from = 0, before = 0;
        for (var i = 0; i < AccountParameters.MarginTierCount; i++)
        {
            var place = AccountParameters.MarginTiersPlace + (2 * i);
            var (upTo, rate) = (_bits[place], _bits[place + 1]);
            var isLast = upTo == 0 || i == AccountParameters.MarginTierCount - 1;
            deduction += (Int128)from * (i == 0 ? 0 : rate - before);
            tiers.Add(new MarginTier(new Money(isLast ? long.MaxValue : upTo), new Rate(rate), deduction));
            if (isLast)
            {
                break;
            }

            (from, before) = (upTo, rate);
        }

        _tiers = [.. tiers];
    }
}
