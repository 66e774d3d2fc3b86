using Engine.Model.Units;

namespace Engine.Core.Bars;

/// <summary>Which bars to build.</summary>
/// <param name="Measure">What fills one.</param>
/// <param name="Size">How much of it, positive: ns, trades, lots, or 10⁻⁸ of the quote currency.</param>
public readonly record struct BarSpec(BarMeasure Measure, long Size)
{
    /// <summary>Bars of a length of time.</summary>
    public static BarSpec OfTime(long lengthNs) => new(BarMeasure.Time, lengthNs);

    /// <summary>Bars of a number of trades.</summary>
    public static BarSpec OfTrades(long count) => new(BarMeasure.Trades, count);

    /// <summary>Bars of a volume.</summary>
    public static BarSpec OfVolume(QtyLots volume) => new(BarMeasure.Volume, volume.Value);

    /// <summary>Bars of a value.</summary>
    public static BarSpec OfValue(Money value) => new(BarMeasure.Value, value.Value);
}
