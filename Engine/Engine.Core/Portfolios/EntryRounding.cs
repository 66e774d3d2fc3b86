using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>How far a cost may be from the one that an average entry price was made of, because the price is rounded.
/// </summary>
internal static class EntryRounding
{
    // Beside the price's own rounding: that of the quantity's share here, and of the product of price and quantity.
    private const long Margin = 2;

    /// <summary>In 10⁻⁸ of the quote asset: half a unit of the price for each unit of the base asset, and a margin.
    /// </summary>
    internal static long Of(Instrument instrument, QtyLots quantity)
    {
        var fits = instrument.TryNotional(new FinePrice(1), new QtyLots(Math.Abs(quantity.Value)), out var units);
        return fits ? (units.Value / 2) + Margin : long.MaxValue / 4;
    }
}
