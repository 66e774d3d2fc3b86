using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>The price at which the venue values positions.</summary>
internal static class VenueMark
{
    /// <summary>
    /// The mark price of a perpetual where the stream has one; else the middle of the book, the last trade or the last
    /// bar, as long as the data can be trusted.
    /// </summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="isAnyBetterThanNone">Whether a price of data that cannot be trusted will do.</param>
    /// <param name="price">The price, positive.</param>
    /// <returns>False where there is none, or none that can be trusted.</returns>
    internal static bool TryRead(VenueInstrument instrument, bool isAnyBetterThanNone, out FinePrice price)
    {
        var market = instrument.Market;
        price = market.MarkPrice;
        if (market.HasMark && instrument.Instrument.ContractType == ContractType.LinearPerpetual)
        {
            return true;
        }

        price = FinePrice.Zero;
        if ((isAnyBetterThanNone || market.IsLive) && market.TryReferencePrice(out var ticks) && ticks.Value > 0)
        {
            price = Ticks.ToFine(instrument.Instrument, ticks);
        }

        return price > FinePrice.Zero;
    }
}
