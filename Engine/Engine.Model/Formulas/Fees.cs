using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Engine.Model.Formulas;

/// <summary>Fees and funding: a rate of a notional, rounded once, half to even.</summary>
public static class Fees
{
    /// <summary>The fee of a notional. Positive when paid.</summary>
    /// <param name="notional">Of either sign; the fee is that of its magnitude.</param>
    /// <param name="rate">Negative for a rebate.</param>
    /// <exception cref="OverflowException">
    /// The fee does not fit, which no notional that fits can cause at a rate below 1.
    /// </exception>
    public static Money FeeOf(Money notional, Rate rate) => Scale(Int128.Abs(notional.Value), rate);

    /// <summary>What a position receives in funding: longs pay shorts when the rate is positive.</summary>
    /// <param name="notional">The position's value at the mark price, with the position's sign.</param>
    /// <param name="rate">The funding rate.</param>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public static Money FundingReceived(Money notional, Rate rate) => Scale(-(Int128)notional.Value, rate);

    private static Money Scale(Int128 amount, Rate rate) =>
        new(checked((long)Rounding.DivideHalfEven(amount * rate.Value, Rate.Scale)));
}
