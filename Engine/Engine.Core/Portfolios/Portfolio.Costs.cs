using Engine.Model.Accounts;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <content>What the venue says that open perpetuals have cost.</content>
/// <remarks>
/// Average costs follow the order of fills. Whoever has heard of them in another order than the venue divides the same
/// cash differently into cost and result: both sums are right, and the balance, which has one of them in it, is not the
/// venue's. Its average entry price tells the venue's division, rounded; what that leaves open the balance tells.
/// </remarks>
public sealed partial class Portfolio
{
    /// <summary>
    /// What a leg has cost by the venue's average entry, where that is another than ours by more than its rounding.
    /// </summary>
    internal bool IsOtherCost(InstrumentId instrument, PositionLeg leg, FinePrice entry, out Money cost)
    {
        ref readonly var held = ref Leg(instrument, leg);
        cost = held.Cost;
        var what = _instruments[instrument];
        if (what.ContractType != ContractType.LinearPerpetual || held.IsFlat || entry <= FinePrice.Zero
            || !what.TryNotional(entry, held.Quantity, out var venues))
        {
            return false;
        }

        var difference = Int128.Abs((Int128)venues.Value - held.Cost.Value);
        if (difference <= 2 * EntryRounding.Of(what, held.Quantity))
        {
            return false;
        }

        cost = venues;
        return true;
    }

    /// <summary>
    /// Takes the venue's word on what a leg has cost. Cash, equity and the sum of cost and result stay as they are, and
    /// so do the strategies' positions, of which the venue knows nothing.
    /// </summary>
    internal void Recost(InstrumentId instrument, PositionLeg leg, Money cost)
    {
        AccountRow(instrument, leg).Recost(cost);
        SumLegs(instrument);
        CheckConsistent(instrument);
    }

    /// <summary>
    /// Takes what a balance differs by for cost, where the rounding of entry prices explains all of it.
    /// </summary>
    /// <param name="asset">The asset.</param>
    /// <param name="difference">The venue's balance less the wallet.</param>
    /// <returns>False where it is more: nothing has changed.</returns>
    internal bool TryTakeAsRounding(AssetId asset, Money difference)
    {
        if (Int128.Abs(difference.Value) > RoundingOfEntries(asset))
        {
            return false;
        }

        var left = difference.Value;
        for (var i = 0; i < LegCount * _instrumentCount && left != 0; i++)
        {
            var (instrument, leg) = (new InstrumentId(i / LegCount), (PositionLeg)(i % LegCount));
            var most = RoundingOf(instrument, leg, asset);
            var part = Math.Clamp(left, -most, most);
            if (part != 0)
            {
                Recost(instrument, leg, Leg(instrument, leg).Cost + new Money(part));
                left -= part;
            }
        }

        return true;
    }

    private Int128 RoundingOfEntries(AssetId asset)
    {
        Int128 sum = 0;
        for (var i = 0; i < LegCount * _instrumentCount; i++)
        {
            sum += RoundingOf(new InstrumentId(i / LegCount), (PositionLeg)(i % LegCount), asset);
        }

        return sum;
    }

    private long RoundingOf(InstrumentId instrument, PositionLeg leg, AssetId asset)
    {
        var what = _instruments[instrument];
        var isOne = what.ContractType == ContractType.LinearPerpetual && what.SettleAsset == asset
            && (leg == PositionLeg.Long || _legs.Length != 0);
        return isOne && !Leg(instrument, leg).IsFlat ? EntryRounding.Of(what, Leg(instrument, leg).Quantity) : 0;
    }
}
