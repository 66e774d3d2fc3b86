using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Engine.Model.Formulas;

/// <summary>Fees in an asset that is not the one that profit is counted in.</summary>
public static class FeeValues
{
    /// <summary>What an amount of an asset is worth at a price, rounded half to even.</summary>
    /// <param name="amount">In 10⁻⁸ of the asset, of either sign.</param>
    /// <param name="price">The price of one unit of it.</param>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public static Money ValueOf(Money amount, FinePrice price) => new(
        checked((long)Rounding.DivideHalfEven((Int128)amount.Value * price.Value, FinePrice.Scale)));

    /// <summary>How much of an asset is worth a value, rounded half to even.</summary>
    /// <param name="value">In the asset that prices are in, of either sign.</param>
    /// <param name="price">The price of one unit of the asset, positive.</param>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public static Money AmountOf(Money value, FinePrice price) => new(
        checked((long)Rounding.DivideHalfEven((Int128)value.Value * FinePrice.Scale, price.Value)));

    /// <summary>A fee with a discount taken off, rounded half to even; a rebate keeps its full size.</summary>
    /// <param name="fee">Positive when paid.</param>
    /// <param name="discount">0 … 1.</param>
    public static Money Discounted(Money fee, Rate discount) => fee <= Money.Zero
        ? fee
        : new Money((long)Rounding.DivideHalfEven((Int128)fee.Value * (Rate.Scale - discount.Value), Rate.Scale));
}
