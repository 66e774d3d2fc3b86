using Engine.Model.Accounts;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Engine.Model.Formulas;

/// <summary>Initial and maintenance margin of linear perpetuals, in exact integers, rounded against us.</summary>
/// <remarks>
/// Sources: Binance, "Leverage and Margin of USDⓈ-M Futures" (maintenance margin = notional × rate − maintenance
/// amount of its bracket, endpoint <c>/fapi/v1/leverageBracket</c>: <c>maintMarginRatio</c>, <c>cum</c>); Bybit's
/// <c>positionIM</c> and <c>positionMM</c>; OKX's <c>imr</c> and <c>mmr</c>.
/// </remarks>
public static class Margins
{
    // Below it a rate times anything below the scale fits into 64 bits.
    private const long NarrowRate = long.MaxValue / Rate.Scale;

    /// <summary>The margin that opens a notional: notional ÷ leverage, rounded up.</summary>
    /// <param name="notional">Not negative.</param>
    /// <param name="leverage">1 … 200.</param>
    public static Money Initial(Money notional, long leverage)
    {
        var (quotient, remainder) = Math.DivRem(notional.Value, leverage);
        return new Money(remainder > 0 ? quotient + 1 : quotient);
    }

    /// <summary>The margin below which a notional is liquidated, rounded up.</summary>
    /// <param name="notional">Not negative.</param>
    /// <param name="tiers">Ascending; the last one holds for any notional.</param>
    public static Money Maintenance(Money notional, ReadOnlySpan<MarginTier> tiers)
    {
        var i = 0;
        while (i < tiers.Length - 1 && notional > tiers[i].UpTo)
        {
            i++;
        }

        if (tiers[i].Deduction == 0 && tiers[i].Rate.Value < NarrowRate)
        {
            // Whole units of the scale and the rest of them apart: each product fits into 64 bits.
            var (whole, rest) = Math.DivRem(notional.Value, Rate.Scale);
            var ofRest = ((rest * tiers[i].Rate.Value) + Rate.Scale - 1) / Rate.Scale;
            return new Money((whole * tiers[i].Rate.Value) + ofRest);
        }

        var exact = ((Int128)notional.Value * tiers[i].Rate.Value) - tiers[i].Deduction;
        return exact <= 0 ? Money.Zero : new Money((long)((exact + Rate.Scale - 1) / Rate.Scale));
    }

    /// <summary>
    /// The margin of an open position's notional: what opened it, never less than what keeps it open.
    /// </summary>
    /// <param name="notional">Not negative.</param>
    /// <param name="leverage">1 … 200.</param>
    /// <param name="tiers">Ascending; the last one holds for any notional.</param>
    public static Money Required(Money notional, long leverage, ReadOnlySpan<MarginTier> tiers)
    {
        var initial = Initial(notional, leverage);
        var maintenance = Maintenance(notional, tiers);
        return initial > maintenance ? initial : maintenance;
    }

    /// <summary>
    /// Whether a position, or an account, is liquidated: what is left of its margin has fallen to the maintenance
    /// margin (a margin ratio of 100 %).
    /// </summary>
    /// <param name="balance">Margin and unrealised profit.</param>
    /// <param name="maintenance">The maintenance margin.</param>
    public static bool IsLiquidated(Money balance, Money maintenance) =>
        maintenance > Money.Zero && balance <= maintenance;

    /// <summary>
    /// Maintenance margin ÷ margin balance, rounded up: 0 without positions, 1 where liquidation begins.
    /// </summary>
    /// <param name="maintenance">Not negative.</param>
    /// <param name="balance">Margin and unrealised profit.</param>
    /// <returns>As a rate; the greatest that there is where the balance is used up.</returns>
    public static Rate Ratio(Money maintenance, Money balance)
    {
        if (maintenance == Money.Zero)
        {
            return Rate.Zero;
        }

        if (balance <= Money.Zero)
        {
            return new Rate(long.MaxValue);
        }

        var ratio = (((Int128)maintenance.Value * Rate.Scale) + balance.Value - 1) / balance.Value;
        return new Rate(ratio > long.MaxValue ? long.MaxValue : (long)ratio);
    }

    /// <summary>The margin set aside for an isolated position, after a fill.</summary>
    /// <param name="margin">Before it.</param>
    /// <param name="openLots">The lots that were open, not negative.</param>
    /// <param name="closedLots">How many of them the fill closes.</param>
    /// <param name="openedNotional">The notional that the fill opens; zero where it closes alone.</param>
    /// <param name="leverage">1 … 200.</param>
    /// <returns>
    /// What closes takes its share along, rounded half to even, the last of it all; what opens brings its own.
    /// </returns>
    public static Money Isolated(
        Money margin, long openLots, long closedLots, Money openedNotional, long leverage)
    {
        var released = closedLots == 0
            ? 0
            : closedLots >= openLots
                ? margin.Value
                : (long)Rounding.DivideHalfEven((Int128)margin.Value * closedLots, openLots);
        return new Money(checked(margin.Value - released + Initial(openedNotional, leverage).Value));
    }
}
