using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>Turns amounts of the quote currency into lots, rounded down.</summary>
internal static class Sizing
{
    /// <summary>The most lots that an amount buys at a price; zero where it does not buy one.</summary>
    internal static QtyLots LotsFor(Instrument instrument, PriceTicks price, Money amount)
    {
        // A lot alone may be worth less than money can say; a million of them are not.
        const long Many = 1_000_000;
        if (price.Value <= 0 || !instrument.TryNotional(price, new QtyLots(Many), out var value) || value.Value <= 0)
        {
            return QtyLots.Zero;
        }

        var lots = (Int128)amount.Value * Many / value.Value;
        return lots > long.MaxValue ? QtyLots.Zero : new QtyLots((long)lots);
    }

    /// <summary>The lots, or zero where the venue would not take so few.</summary>
    internal static QtyLots Tradable(Instrument instrument, PriceTicks price, QtyLots lots)
    {
        var isEnough = lots > QtyLots.Zero && lots >= instrument.MinQuantity
            && instrument.TryNotional(price, lots, out var notional) && notional >= instrument.MinNotional;
        return isEnough ? lots : QtyLots.Zero;
    }
}
