using System.Runtime.CompilerServices;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Engine.Model.Formulas;

/// <summary>Turns ticks × lots into money: one exact multiplication and at most one rounding.</summary>
/// <remarks>
/// ticks × lots × tick × lot × multiplier, in 10⁻⁸ of the quote asset, is ticks × lots × <c>Up</c> ÷ <c>Down</c>,
/// with Down a power of ten. For most instruments Down is 1 and nothing is rounded at all.
/// </remarks>
internal readonly struct NotionalFactor
{
    private const int MoneyScale = 8;

    private readonly long _up;
    private readonly long _down;
    private readonly long _fineUp;
    private readonly long _fineDown;

    private NotionalFactor(long up, long down, long fineUp, long fineDown)
    {
        _up = up;
        _down = down;
        _fineUp = fineUp;
        _fineDown = fineDown;
    }

    /// <summary>Works the factor out.</summary>
    /// <exception cref="ArgumentException">A step was never set, or the factor does not fit into 64 bits.</exception>
    internal static NotionalFactor Create(DecimalStep tick, DecimalStep lot, DecimalStep multiplier)
    {
        var perLot = (Int128)lot.Mantissa * multiplier.Mantissa;
        if (perLot == 0 || tick.Mantissa == 0)
        {
            throw new ArgumentException(
                $"The grid (tick {tick}, lot {lot}, multiplier {multiplier}) has a step of zero.",
                nameof(tick));
        }

        if (perLot > Int128.MaxValue / tick.Mantissa)
        {
            throw NotExact($"tick {tick}, lot {lot}, multiplier {multiplier}");
        }

        var (up, down) = Split(perLot * tick.Mantissa, tick.Scale + lot.Scale + multiplier.Scale - MoneyScale);
        // A fine price is in 10⁻⁸, as money is: its own scale and money's cancel.
        var (fineUp, fineDown) = Split(perLot, lot.Scale + multiplier.Scale);
        return new NotionalFactor(up, down, fineUp, fineDown);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryNotional(PriceTicks price, QtyLots quantity, out Money notional) =>
        TryScale(price.Value, quantity.Value, _up, _down, out notional);

    internal bool TryNotional(FinePrice price, QtyLots quantity, out Money notional) =>
        TryScale(price.Value, quantity.Value, _fineUp, _fineDown, out notional);

    internal FinePrice AveragePrice(Money cost, QtyLots quantity)
    {
        var numerator = (Int128)cost.Value * _fineDown;
        var denominator = (Int128)quantity.Value * _fineUp;
        return new FinePrice(checked((long)(denominator < 0
            ? Rounding.DivideHalfEven(-numerator, -denominator)
            : Rounding.DivideHalfEven(numerator, denominator))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryScale(long price, long quantity, long up, long down, out Money notional)
    {
        // The product of real orders fits into 64 bits with nothing to round, and has no sign, which would cost as much
        // again as the product: take that road first.
        if (down == 1 && (price | quantity) >= 0)
        {
            var isNarrow = Math.BigMul((ulong)price, (ulong)quantity, out ulong ofGrid) == 0
                & Math.BigMul(ofGrid, (ulong)up, out ulong product) == 0 & (long)product >= 0;
            notional = new Money(isNarrow ? (long)product : 0);
            return isNarrow;
        }

        return TryScaleWide(price, quantity, up, down, out notional);
    }

    private static bool TryScaleWide(long price, long quantity, long up, long down, out Money notional)
    {
        var high = Math.BigMul(price, quantity, out long low);
        var isNarrow = high == low >> 63;
        if (isNarrow)
        {
            high = Math.BigMul(low, up, out long scaled);
            if (high == scaled >> 63)
            {
                notional = new Money(down == 1 ? scaled : Rounding.DivideHalfEven(scaled, down));
                return true;
            }
        }

        notional = Money.Zero;
        var product = (Int128)price * quantity;
        // What fits into 64 bits fits into 128 when it is scaled: only more than that needs the division.
        if (!isNarrow && Int128.Abs(product) > Int128.MaxValue / up)
        {
            return false;
        }

        var value = Rounding.DivideHalfEven(product * up, down);
        if (value > long.MaxValue || value < long.MinValue)
        {
            return false;
        }

        notional = new Money((long)value);
        return true;
    }

    private static (long Up, long Down) Split(Int128 mantissa, int scale)
    {
        while (scale > 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            scale--;
        }

        if (scale < 0 && -scale <= PowersOfTen.ExponentMax && mantissa <= long.MaxValue)
        {
            mantissa *= PowersOfTen.AsLong(-scale);
            scale = 0;
        }

        if (mantissa > long.MaxValue || scale is < 0 or > PowersOfTen.ExponentMax)
        {
            throw NotExact($"mantissa {mantissa}, scale {scale}");
        }

        return ((long)mantissa, PowersOfTen.AsLong(scale));
    }

    private static ArgumentException NotExact(string grid) => new(
        $"The grid ({grid}) leaves no exact money: the product of tick, lot and multiplier must have at most 18 digits "
        + "and 26 decimal places, that of lot and multiplier at most 18 decimal places.",
        nameof(grid));
}
