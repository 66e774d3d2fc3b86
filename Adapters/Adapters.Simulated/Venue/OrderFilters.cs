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
        if (!AreTermsAllowed(in order))
        {
            return ReasonCode.VenueFilter;
        }

        var isReduceOnly = (order.Flags & CommandFlags.ReduceOnly) != 0;
        if (isReduceOnly && account.ReducibleLots(instrument, order.Side) <= 0)
        {
            return ReasonCode.VenueReduceOnly;
        }

        return JudgeTerms(
            PriceToJudge(order.Type, order.Price, order.Trigger, instrument),
            order.Quantity,
            isReduceOnly,
            instrument.Instrument);
    }

    /// <summary>The limit, else the trigger, else where the market is; null where that is not known.</summary>
    internal static PriceTicks? PriceToJudge(
        OrderType type, PriceTicks price, PriceTicks trigger, VenueInstrument instrument)
    {
        if (type.HasLimit())
        {
            return price;
        }

        return type.IsConditional() && trigger > PriceTicks.Zero ? trigger : ReferencePrice(instrument);
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

    private static bool AreTermsAllowed(in Command order)
    {
        var timeInForce = order.TimeInForce;
        var isTimeAllowed = timeInForce switch
        {
            TimeInForce.None => !order.Type.HasLimit(),
            TimeInForce.GoodTillDate => order.Type is not (OrderType.Market or OrderType.TrailingStop),
            _ => timeInForce < TimeInForce.GoodTillDate,
        };
        var isPostOnly = (order.Flags & CommandFlags.PostOnly) != 0;
        var mayBePostOnly = order.Type == OrderType.Limit && timeInForce.MayRest();
        return order.Type.IsKnown() && isTimeAllowed && (!isPostOnly || mayBePostOnly) && IsTriggerAllowed(in order);
    }

    private static bool IsTriggerAllowed(in Command order)
    {
        if (order.Type == OrderType.TrailingStop)
        {
            return order.Trigger >= PriceTicks.Zero
                && order.ExpiryOrOffset is >= 1 and <= OrderTypes.TrailingOffsetMaxBps;
        }

        return order.Type.IsConditional() ? order.Trigger > PriceTicks.Zero : order.Trigger == PriceTicks.Zero;
    }

    private static PriceTicks? ReferencePrice(VenueInstrument instrument) =>
        instrument.Market.TryReferencePrice(out var price) ? price : null;
}
