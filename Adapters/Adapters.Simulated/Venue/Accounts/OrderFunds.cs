using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>Says whether balance and margin cover an order, with all that is open already.</summary>
/// <remarks>
/// Open spot orders lock what they would take, bids with the taker's fee where it is paid in quote. A perpetual needs
/// margin for the larger of what it holds and what it would hold if all open orders of one side were filled; hedged,
/// for each leg with the orders that open it. Reduce-only orders, and orders that wait for a trigger, lock nothing.
/// </remarks>
/// <param name="account">Balances and positions.</param>
/// <param name="orders">The orders.</param>
internal sealed class OrderFunds(VenueAccount account, OrderTable orders)
{
    /// <summary>Judges an order, or the order that an amend would make.</summary>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="order">The order, with the price and the quantity that it would have.</param>
    /// <param name="replaced">The slot of the order that it takes the place of; none where it is new.</param>
    /// <returns><see cref="ReasonCode.None" /> where it is covered.</returns>
    internal ReasonCode Judge(VenueInstrument instrument, in VenueOrder order, int replaced = OrderTable.None)
    {
        var what = instrument.Instrument;
        if (what.ContractType == ContractType.LinearPerpetual && account.Settings.Mode == AccountMode.Cash)
        {
            return ReasonCode.VenueAccountMode;
        }

        if (!account.IsFunded || !TryNotional(instrument, in order, out var notional))
        {
            return ReasonCode.None;
        }

        var isCovered = what.ContractType == ContractType.Spot
            ? CoversSpot(instrument, in order, notional, replaced)
            : order.IsReduceOnly || CoversPerpetual(instrument, in order, notional, replaced);
        return isCovered ? ReasonCode.None : ReasonCode.VenueInsufficientBalance;
    }

    /// <summary>What a settle asset has left: its balance, and what is open in it, less what that needs.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="countsGains">Whether the profit that is open covers, too: of spot it does not.</param>
    /// <param name="replaced">An order that is not counted.</param>
    internal Money FreeOf(AssetId asset, bool countsGains, int replaced = OrderTable.None)
    {
        var free = account.BalanceOf(asset);
        var open = Money.Zero;
        foreach (var holdings in account.Holdings)
        {
            if (holdings.IsPerpetual && holdings.Instrument.SettleAsset == asset)
            {
                open += account.Settings.Mode == AccountMode.Isolated ? Money.Zero : holdings.Unrealized;
                free -= RequiredBy(holdings, Side.Bid, Money.Zero, replaced);
            }
            else if (!holdings.IsPerpetual && holdings.Instrument.QuoteAsset == asset)
            {
                free -= LockedQuote(holdings, replaced);
            }
        }

        return countsGains || open < Money.Zero ? free + open : free;
    }

    private static Money Magnitude(Money value) => value < Money.Zero ? -value : value;

    private static Money Max(Money left, Money right) => left > right ? left : right;

    private static bool TryNotional(VenueInstrument instrument, in VenueOrder order, out Money notional)
    {
        var price = order.Price;
        notional = Money.Zero;
        // A market order pays what is offered; what that comes to in full is seen when it is filled.
        var hasPrice = price > PriceTicks.Zero
            || instrument.TryBest(TakerMatching.Opposite(order.Side), out price)
            || instrument.Market.TryReferencePrice(out price);
        return hasPrice && instrument.Instrument.TryNotional(price, order.Leaves, out notional);
    }

    /// <summary>
    /// The same of an order that stands here: with a price it is worked out once for what is left of it.
    /// </summary>
    private static bool TryValue(VenueInstrument instrument, ref VenueOrder order, out Money notional)
    {
        if (order.Price > PriceTicks.Zero && order.ValuedPrice == order.Price && order.ValuedLeaves == order.Leaves)
        {
            notional = order.Value;
            return true;
        }

        var isKnown = TryNotional(instrument, in order, out notional);
        if (isKnown)
        {
            (order.ValuedPrice, order.ValuedLeaves, order.Value) = (order.Price, order.Leaves, notional);
        }

        return isKnown;
    }

    private bool CoversSpot(VenueInstrument instrument, in VenueOrder order, Money notional, int replaced)
    {
        var what = instrument.Instrument;
        if (order.Side == Side.Bid)
        {
            var cost = notional + FeeInQuote(what, notional);
            return cost <= FreeOf(what.QuoteAsset, countsGains: false, replaced);
        }

        var holdings = instrument.Holdings;
        if (holdings.UnitsPerLot == 0)
        {
            return true;
        }

        var locked = (Int128)order.Leaves.Value;
        for (var slot = instrument.Asks.Head; slot != OrderTable.None; slot = orders[slot].Next)
        {
            locked += slot == replaced ? 0 : orders[slot].Leaves.Value;
        }

        for (var slot = instrument.Waiting.Head; slot != OrderTable.None; slot = orders[slot].Next)
        {
            locked += slot == replaced || orders[slot].Side == Side.Bid ? 0 : orders[slot].Leaves.Value;
        }

        return locked * holdings.UnitsPerLot <= account.BalanceOf(what.BaseAsset).Value;
    }

    private bool CoversPerpetual(VenueInstrument instrument, in VenueOrder order, Money notional, int replaced)
    {
        var holdings = instrument.Holdings;
        holdings.Remark(order.Price);
        var before = RequiredBy(holdings, Side.Bid, Money.Zero, OrderTable.None);
        var without = replaced == OrderTable.None
            ? before
            : RequiredBy(holdings, Side.Bid, Money.Zero, replaced);
        var after = RequiredBy(holdings, order.Side, notional, replaced);
        if (after <= before)
        {
            // What needs no more than there was may always be done: else a position under water could not be closed.
            return true;
        }

        var fee = Fees.FeeOf(notional, account.Fees.RateOf(instrument.Instrument, isMaker: false));
        var free = FreeOf(instrument.Instrument.SettleAsset, countsGains: true, replaced);
        return after - without + Max(fee, Money.Zero) <= free;
    }

    /// <summary>The margin that a perpetual needs, positions and open orders together, with one more order.</summary>
    private Money RequiredBy(VenueHoldings holdings, Side side, Money more, int replaced)
    {
        var bids = side == Side.Bid ? more : Money.Zero;
        var asks = side == Side.Ask ? more : Money.Zero;
        AddOpen(holdings.Market, holdings.Market.Bids.Head, replaced, ref bids, ref asks);
        AddOpen(holdings.Market, holdings.Market.Asks.Head, replaced, ref bids, ref asks);
        AddOpen(holdings.Market, holdings.Market.Waiting.Head, replaced, ref bids, ref asks);
        if (holdings.IsFlat && bids == Money.Zero && asks == Money.Zero)
        {
            return Money.Zero;
        }

        var value = holdings.ValueOf(PositionLeg.Long);
        if (!account.Settings.IsHedged)
        {
            var held = Magnitude(value);
            var worst = Max(held, Max(value + bids, asks - value));
            return MarginOf(holdings, PositionLeg.Long, held, worst);
        }

        var shortHeld = Magnitude(holdings.ValueOf(PositionLeg.Short));
        return MarginOf(holdings, PositionLeg.Long, value, value + bids)
            + MarginOf(holdings, PositionLeg.Short, shortHeld, shortHeld + asks);
    }

    private Money MarginOf(VenueHoldings holdings, PositionLeg leg, Money held, Money worst)
    {
        if (account.Settings.Mode != AccountMode.Isolated)
        {
            return holdings.Required(worst);
        }

        var leverage = account.Settings.LeverageOf(holdings.Instrument.Id);
        return holdings.MarginOf(leg) + Margins.Initial(worst - held, leverage);
    }

    private void AddOpen(VenueInstrument instrument, int slot, int replaced, ref Money bids, ref Money asks)
    {
        for (; slot != OrderTable.None; slot = orders[slot].Next)
        {
            ref var order = ref orders[slot];
            if (slot == replaced || order.IsReduceOnly || !TryValue(instrument, ref order, out var notional))
            {
                continue;
            }

            if (order.Side == Side.Bid)
            {
                bids += notional;
            }
            else
            {
                asks += notional;
            }
        }
    }

    private Money LockedQuote(VenueHoldings holdings, int replaced)
    {
        var bids = Money.Zero;
        var asks = Money.Zero;
        AddOpen(holdings.Market, holdings.Market.Bids.Head, replaced, ref bids, ref asks);
        AddOpen(holdings.Market, holdings.Market.Waiting.Head, replaced, ref bids, ref asks);
        return bids + FeeInQuote(holdings.Instrument, bids);
    }

    private Money FeeInQuote(Instrument instrument, Money notional)
    {
        if (account.Settings.PaysFeeInReceived)
        {
            return Money.Zero;
        }

        return Max(Fees.FeeOf(notional, account.Fees.RateOf(instrument, isMaker: false)), Money.Zero);
    }
}
