using Engine.Model.Accounts;
using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>Says what a fill costs, and in which asset it is paid.</summary>
/// <param name="account">Its configuration, and what is left of the assets that fees are paid in.</param>
/// <param name="registry">Assets and instruments.</param>
/// <param name="instruments">The markets, by instrument.</param>
internal sealed class FeeDesk(
    VenueAccount account, InstrumentRegistry registry, List<VenueInstrument> instruments)
{
    private readonly VolumeWindow _volume = new();

    /// <summary>The rate of a fill now.</summary>
    internal Rate RateOf(Instrument instrument, bool isMaker) => account.Settings.Fees switch
    {
        FeeSchedule.Account => isMaker ? account.Settings.MakerFee : account.Settings.TakerFee,
        FeeSchedule.Tiers => account.Settings.TierFee(_volume.Total, isMaker),
        _ => isMaker ? instrument.MakerFee : instrument.TakerFee,
    };

    /// <summary>The account's configuration has changed.</summary>
    internal void OnSettings() => _volume.Open(account.Settings.FeeVolume);

    /// <summary>Counts a fill for the tiers.</summary>
    internal void OnFill(Money notional, TimestampNs now)
    {
        if (account.Settings.Fees == FeeSchedule.Tiers)
        {
            _volume.MoveTo(now);
            _volume.Add(notional);
        }
    }

    /// <summary>What a fill costs.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="side">Our side.</param>
    /// <param name="quantity">The lots.</param>
    /// <param name="notional">Their value.</param>
    /// <param name="isMaker">Whether the order had rested.</param>
    /// <exception cref="InvalidDataException">
    /// Fees are to be paid in an asset that the stream does not define, or whose price nobody says: names it.
    /// </exception>
    internal VenueFee Of(
        Instrument instrument, Side side, QtyLots quantity, Money notional, bool isMaker)
    {
        var settings = account.Settings;
        var rate = RateOf(instrument, isMaker);
        var fee = Fees.FeeOf(notional, rate);
        if (settings.PaysFeeInReceived && side == Side.Bid && Ticks.UnitsPerLot(instrument) is var units and > 0)
        {
            return new VenueFee(Fees.FeeOf(new Money(checked(quantity.Value * units)), rate), instrument.BaseAsset);
        }

        if (settings.FeeAssetName.Length == 0 || fee <= Money.Zero)
        {
            return new VenueFee(fee, instrument.SettleAsset);
        }

        var asset = registry.FindAsset(settings.FeeAssetName);
        if (!asset.IsSome)
        {
            throw new InvalidDataException(
                $"Fees are to be paid in {settings.FeeAssetName} (account.feeAsset), which the stream does not "
                + "define.");
        }

        var amount = FeeValues.AmountOf(
            FeeValues.Discounted(fee, settings.FeeDiscount), PriceOf(asset, instrument.SettleAsset));
        return !account.IsFunded || account.BalanceOf(asset) >= amount
            ? new VenueFee(amount, asset)
            : new VenueFee(fee, instrument.SettleAsset);
    }

    internal void VisitState(StateSink sink) => _volume.VisitState(sink);

    private FinePrice PriceOf(AssetId asset, AssetId settle)
    {
        foreach (var candidate in instruments)
        {
            var instrument = candidate.Instrument;
            if (instrument.BaseAsset == asset && instrument.QuoteAsset == settle
                && VenueMark.TryRead(candidate, isAnyBetterThanNone: true, out var price))
            {
                return price;
            }
        }

        return account.Settings.FeeAssetPrice > FinePrice.Zero
            ? account.Settings.FeeAssetPrice
            : throw new InvalidDataException(
                $"A fee is to be paid in {account.Settings.FeeAssetName} (account.feeAsset), and nothing says "
                + $"its price in {registry.AssetName(settle)}: trade an instrument that does, or set "
                + "account.feeAssetPrice.");
    }
}
