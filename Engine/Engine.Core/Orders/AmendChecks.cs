using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>What of an order can be changed, and the order that would come of it.</summary>
internal static class AmendChecks
{
    /// <summary>Whether an open order can be changed so now.</summary>
    /// <returns><see cref="ReasonCode.None" /> where it can.</returns>
    internal static ReasonCode Judge(in Order order, in OrderTerms terms)
    {
        // What takes at once is gone before an amend could reach it, and of a trailing stop nobody but the venue knows
        // where it stands.
        var waits = order.IsWaiting && order.Type != OrderType.TrailingStop;
        if (!waits && !(order.Type.HasLimit() && order.TimeInForce.MayRest()))
        {
            return ReasonCode.AmendUnsupported;
        }

        var hasPrice = terms.Price != PriceTicks.Zero;
        if ((terms.Trigger != PriceTicks.Zero && !waits) || (hasPrice && !order.Type.HasLimit()))
        {
            return ReasonCode.AmendUnsupported;
        }

        return order.State is OrderState.New or OrderState.PartiallyFilled
            ? ReasonCode.None
            : ReasonCode.RequestInFlight;
    }

    /// <summary>Whether nothing would change.</summary>
    internal static bool IsAsItStands(in Order order, in OrderTerms terms) => terms.Price == order.Price
        && terms.Quantity == order.Quantity && (terms.Trigger == PriceTicks.Zero || terms.Trigger == order.Trigger);

    /// <summary>The order that an amend would make of what is not filled yet.</summary>
    internal static OrderRequest RequestOf(in Order order, in OrderTerms terms)
    {
        // Once it is triggered it is a limit order like others, and is judged as one. A trailing stop, which has a
        // distance where others have an expiry, is never amended.
        var trigger = terms.Trigger == PriceTicks.Zero ? order.Trigger : terms.Trigger;
        return new OrderRequest
        {
            Instrument = order.Instrument,
            Side = order.Side,
            Quantity = terms.Quantity - order.CumulativeQuantity,
            Type = order.IsTriggered ? order.Type.Triggered() : order.Type,
            Price = terms.Price,
            Trigger = order.IsWaiting ? trigger : PriceTicks.Zero,
            Expiry = new TimestampNs(order.ExpiryOrOffset),
            TriggerOnMark = order.IsTriggerOnMark && order.IsWaiting,
            TimeInForce = order.TimeInForce,
            IsPostOnly = order.IsPostOnly,
            IsReduceOnly = order.IsReduceOnly,
        };
    }
}
