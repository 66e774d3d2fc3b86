using Adapters.Simulated.Venue.Accounts;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>What the venue refuses before it looks at the book.</summary>
internal static class OrderFilters
{
    /// <summary>Judges a new order by itself and by the position.</summary>
    /// <returns><see cref="ReasonCode.None" /> where it may enter.</returns>
    internal static ReasonCode Judge(in Command order, VenueInstrument instrument, VenueAccount account)
    {
        var isLimit = order.Type == OrderType.Limit;
        var isPostOnly = (order.Flags & CommandFlags.PostOnly) != 0;
        var isReduceOnly = (order.Flags & CommandFlags.ReduceOnly) != 0;
        if (!isLimit && order.Type != OrderType.Market)
        {
            return ReasonCode.VenueFilter;
        }

        if (order.TimeInForce is not (TimeInForce.GoodTillCanceled or TimeInForce.ImmediateOrCancel)
            && !(order.Type == OrderType.Market && order.TimeInForce == TimeInForce.None))
        {
            return ReasonCode.VenueFilter;
        }

        if (isPostOnly && (!isLimit || order.TimeInForce == TimeInForce.ImmediateOrCancel))
        {
            return ReasonCode.VenueFilter;
        }

        if (isReduceOnly && account.ReducibleLots(instrument, order.Side) <= 0)
        {
            return ReasonCode.VenueReduceOnly;
        }

        if (isLimit)
        {
            return JudgeTerms(order.Price, order.Quantity, isReduceOnly, instrument.Instrument);
        }

        return JudgeTerms(ReferencePrice(instrument), order.Quantity, isReduceOnly, instrument.Instrument);
    }

    /// <summary>Judges price and quantity against the instrument's rules.</summary>
    /// <param name="price">The limit, or what the order will probably pay; null where that is not known.</param>
    /// <param name="quantity">The total quantity.</param>
    /// <param name="isReduceOnly">Whether the least notional does not apply, so that small rests can be closed.</param>
    /// <param name="instrument">The instrument.</param>
    internal static ReasonCode JudgeTerms(PriceTicks? price, QtyLots quantity, bool isReduceOnly, Instrument instrument)
    {
        var isQuantityAllowed = quantity > QtyLots.Zero && quantity >= instrument.MinQuantity
            && (instrument.MaxQuantity == QtyLots.Zero || quantity <= instrument.MaxQuantity);
        if (!isQuantityAllowed || price <= PriceTicks.Zero)
        {
            return ReasonCode.VenueFilter;
        }

        if (price is { } known
            && (!instrument.TryNotional(known, quantity, out var notional)
                || (!isReduceOnly && notional < instrument.MinNotional)))
        {
            return ReasonCode.VenueFilter;
        }

        return ReasonCode.None;
    }

    private static PriceTicks? ReferencePrice(VenueInstrument instrument) =>
        instrument.Market.TryReferencePrice(out var price) ? price : null;
}
