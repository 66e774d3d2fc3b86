using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Engine.Model.Formulas;

/// <summary>Prices off the tick grid, and amounts that are no whole lots.</summary>
public static class Ticks
{
    /// <summary>The highest tick at or below a price; at least 1.</summary>
    /// <param name="instrument">Whose grid.</param>
    /// <param name="price">Positive.</param>
    public static PriceTicks Floor(Instrument instrument, FinePrice price)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var (scaled, step) = Scale(instrument, price);
        return new PriceTicks(Math.Max(1, checked((long)(scaled / step))));
    }

    /// <summary>The lowest tick at or above a price; at least 1.</summary>
    /// <param name="instrument">Whose grid.</param>
    /// <param name="price">Positive.</param>
    public static PriceTicks Ceiling(Instrument instrument, FinePrice price)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var (scaled, step) = Scale(instrument, price);
        return new PriceTicks(Math.Max(1, checked((long)((scaled + step - 1) / step))));
    }

    /// <summary>A tick as a price off the grid, rounded half to even.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static FinePrice ToFine(Instrument instrument, PriceTicks price)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var tick = instrument.TickSize;
        var exact = (Int128)price.Value * tick.Mantissa * FinePrice.Scale;
        return new FinePrice(checked((long)Rounding.DivideHalfEven(exact, PowersOfTen.AsLong(tick.Scale))));
    }

    /// <summary>How many units of 10⁻⁸ of the base asset a lot of spot is; zero where it is no whole number.</summary>
    public static long UnitsPerLot(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        if (instrument.ContractType != ContractType.Spot)
        {
            return 0;
        }

        var mantissa = (Int128)instrument.LotSize.Mantissa * instrument.Multiplier.Mantissa * Money.Scale;
        var scale = instrument.LotSize.Scale + instrument.Multiplier.Scale;
        if (scale > PowersOfTen.ExponentMax)
        {
            return 0;
        }

        var units = mantissa / PowersOfTen.AsLong(scale);
        return mantissa % PowersOfTen.AsLong(scale) == 0 && units <= long.MaxValue ? (long)units : 0;
    }

    private static (Int128 Scaled, Int128 Step) Scale(Instrument instrument, FinePrice price)
    {
        var tick = instrument.TickSize;
        return ((Int128)price.Value * PowersOfTen.AsLong(tick.Scale), (Int128)tick.Mantissa * FinePrice.Scale);
    }
}
