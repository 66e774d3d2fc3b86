using Engine.Model.Accounts;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Model.Formulas;

/// <summary>Where a position is liquidated, where it is bankrupt, and at what price the venue closes it.</summary>
/// <remarks>
/// The conditions are the venues' own (Binance, "How to Calculate Liquidation Price of USDⓈ-M Futures Contracts";
/// Bybit, "Liquidation Price" and "Bankruptcy Price"): wallet + unrealised profit = maintenance margin, and wallet +
/// unrealised profit = 0. They are solved by bisection over the steps of <see cref="FinePrice" /> instead of by the
/// published quotient, because brackets and roundings then need no case of their own: what is returned is the step at
/// which the condition, computed as the venue computes it, begins to hold. Not for the hot path.
/// </remarks>
public static class Liquidations
{
    /// <summary>The price at which a position is liquidated.</summary>
    /// <param name="instrument">The perpetual.</param>
    /// <param name="quantity">Signed; long is positive.</param>
    /// <param name="cost">What the position cost; negative for a short.</param>
    /// <param name="wallet">
    /// What covers it without its own unrealised profit: its isolated margin, or of a cross account the wallet and the
    /// others' unrealised profit less the others' maintenance margins.
    /// </param>
    /// <param name="tiers">The brackets of maintenance margin.</param>
    /// <returns>
    /// The highest such price of a long, the lowest of a short; zero where there is none that can be traded.
    /// </returns>
    public static FinePrice Price(
        Instrument instrument, QtyLots quantity, Money cost, Money wallet, ReadOnlySpan<MarginTier> tiers)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        if (quantity == QtyLots.Zero)
        {
            return FinePrice.Zero;
        }

        return quantity > QtyLots.Zero
            ? HighestOfLong(instrument, quantity, (Int128)wallet.Value - cost.Value, tiers)
            : LowestOfShort(instrument, quantity, (Int128)wallet.Value - cost.Value, tiers);
    }

    /// <summary>
    /// The price at which a cross account that holds both legs of an instrument is liquidated. Both move with the mark:
    /// one gains what the other loses, and both need their maintenance margin.
    /// </summary>
    /// <param name="instrument">The perpetual.</param>
    /// <param name="longLeg">The long leg, not negative.</param>
    /// <param name="shortLeg">The short leg, not positive.</param>
    /// <param name="cost">What both have cost together.</param>
    /// <param name="wallet">What covers them without their own unrealised profit, as for <see cref="Price" />.</param>
    /// <param name="tiers">The brackets of maintenance margin.</param>
    /// <param name="mark">The mark price, positive.</param>
    /// <param name="isBelow">Whether the price is asked for that lies below the mark; else the one above.</param>
    /// <returns>The price next to the mark; the mark itself where it is due; zero where there is none.</returns>
    public static FinePrice PriceOfLegs(
        Instrument instrument, QtyLots longLeg, QtyLots shortLeg, Money cost, Money wallet,
        ReadOnlySpan<MarginTier> tiers, FinePrice mark, bool isBelow)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var rest = (Int128)wallet.Value - cost.Value;
        if (IsDue(instrument, longLeg, shortLeg, rest, mark.Value, tiers))
        {
            return mark;
        }

        // The margin's rates rise with the notional, so what is not due lies in one piece around the mark.
        long safe = mark.Value, due = isBelow ? 1 : safe;
        while (!IsDue(instrument, longLeg, shortLeg, rest, due, tiers))
        {
            if (isBelow || due > long.MaxValue / 4)
            {
                return FinePrice.Zero;
            }

            (safe, due) = (due, due * 2);
        }

        while (Math.Abs(safe - due) > 1)
        {
            var middle = due + ((safe - due) / 2);
            (due, safe) = IsDue(instrument, longLeg, shortLeg, rest, middle, tiers) ? (middle, safe) : (due, middle);
        }

        return new FinePrice(due);
    }

    /// <summary>
    /// The tick at which the venue closes a position that it liquidates: the mark price, rounded against the position,
    /// and no worse than the tick at which nothing is left of what covers it.
    /// </summary>
    /// <param name="instrument">The perpetual.</param>
    /// <param name="quantity">Signed, not zero.</param>
    /// <param name="cost">What the position cost; negative for a short.</param>
    /// <param name="wallet">What covers it without its own unrealised profit.</param>
    /// <param name="mark">The mark price, positive.</param>
    /// <returns>
    /// A positive tick. Where the mark has gapped beyond the bankruptcy price it is that price: the venue's insurance
    /// fund bears the difference.
    /// </returns>
    public static PriceTicks ClosingPrice(
        Instrument instrument, QtyLots quantity, Money cost, Money wallet, FinePrice mark)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var isLong = quantity > QtyLots.Zero;
        var ticks = isLong ? Ticks.Floor(instrument, mark) : Ticks.Ceiling(instrument, mark);
        var bankrupt = BankruptcyTick(instrument, quantity, (Int128)wallet.Value - cost.Value, ticks);
        return isLong == bankrupt > ticks ? bankrupt : ticks;
    }

    /// <summary>
    /// Of a long the lowest tick at or above a given one at which something covers it still, of a short the highest at
    /// or below.
    /// </summary>
    private static PriceTicks BankruptcyTick(
        Instrument instrument, QtyLots quantity, Int128 rest, PriceTicks from)
    {
        var isLong = quantity > QtyLots.Zero;
        long covered, step = 1;
        var bare = Math.Max(1, from.Value);
        if (IsCovered(bare))
        {
            return new PriceTicks(bare);
        }

        // The first tick that covers it lies on the better side: double the distance until it is passed, then bisect.
        while (true)
        {
            covered = isLong ? checked(bare + step) : Math.Max(1, bare - step);
            if (IsCovered(covered) || covered == 1)
            {
                break;
            }

            step = checked(step * 2);
        }

        while (Math.Abs(covered - bare) > 1)
        {
            var middle = bare + ((covered - bare) / 2);
            (bare, covered) = IsCovered(middle) ? (bare, middle) : (middle, covered);
        }

        return new PriceTicks(covered);

        bool IsCovered(long tick) => instrument.TryNotional(new PriceTicks(tick), quantity, out var value)
            ? rest + value.Value >= 0
            : isLong;
    }

    private static FinePrice HighestOfLong(
        Instrument instrument, QtyLots quantity, Int128 rest, ReadOnlySpan<MarginTier> tiers)
    {
        // At the least price the position is worth next to nothing: where even that is covered, it is never liquidated.
        if (!IsDue(instrument, quantity, rest, 1, tiers))
        {
            return FinePrice.Zero;
        }

        long due = 1, safe = 2;
        while (IsDue(instrument, quantity, rest, safe, tiers))
        {
            if (safe > long.MaxValue / 4)
            {
                return FinePrice.Zero;
            }

            (due, safe) = (safe, safe * 2);
        }

        while (safe - due > 1)
        {
            var middle = due + ((safe - due) / 2);
            (due, safe) = IsDue(instrument, quantity, rest, middle, tiers) ? (middle, safe) : (due, middle);
        }

        return new FinePrice(due);
    }

    private static FinePrice LowestOfShort(
        Instrument instrument, QtyLots quantity, Int128 rest, ReadOnlySpan<MarginTier> tiers)
    {
        long safe = 0, due = 1;
        while (!IsDue(instrument, quantity, rest, due, tiers))
        {
            if (due > long.MaxValue / 4)
            {
                return FinePrice.Zero;
            }

            (safe, due) = (due, due * 2);
        }

        while (due - safe > 1)
        {
            var middle = safe + ((due - safe) / 2);
            (safe, due) = IsDue(instrument, quantity, rest, middle, tiers) ? (safe, middle) : (middle, due);
        }

        return new FinePrice(due);
    }

    private static bool IsDue(
        Instrument instrument, QtyLots longLeg, QtyLots shortLeg, Int128 rest, long price,
        ReadOnlySpan<MarginTier> tiers)
    {
        if (!instrument.TryNotional(new FinePrice(price), longLeg, out var up)
            || !instrument.TryNotional(new FinePrice(price), shortLeg, out var down))
        {
            // Beyond all numbers the larger leg decides.
            return longLeg + shortLeg < QtyLots.Zero;
        }

        var needed = (Int128)Margins.Maintenance(up, tiers).Value + Margins.Maintenance(-down, tiers).Value;
        return rest + up.Value + down.Value <= needed;
    }

    /// <summary>Whether wallet and unrealised profit have fallen to the maintenance margin at a price.</summary>
    private static bool IsDue(
        Instrument instrument, QtyLots quantity, Int128 rest, long price, ReadOnlySpan<MarginTier> tiers)
    {
        if (!instrument.TryNotional(new FinePrice(price), quantity, out var value))
        {
            // Beyond all numbers a short has lost everything and a long lost nothing.
            return quantity < QtyLots.Zero;
        }

        var notional = new Money(Math.Abs(value.Value));
        return rest + value.Value <= Margins.Maintenance(notional, tiers).Value;
    }
}
