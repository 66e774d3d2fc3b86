using Engine.Model.Events;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>Tells the answer to an amend from one that comes twice or late.</summary>
/// <remarks>
/// A report of an amend carries no number of its request. So the terms decide: those that were asked for and are not
/// answered yet are the answer, those that the order has already are a duplicate. The venue's own clock, where it gives
/// one, tells an earlier amend from a later one, so that an old answer that comes again cannot set old terms back.
/// What is left is not guessed at: the order becomes Unknown and the venue is asked.
/// </remarks>
internal static class AmendAnswers
{
    /// <summary>Judges a report of an amend against what is known of its order.</summary>
    internal static AmendAnswer Judge(in Order order, in Event e)
    {
        ref readonly var terms = ref e.OrderAmended;
        if (e.VenueTime.Value > 0 && e.VenueTime < order.AmendedTime)
        {
            return AmendAnswer.Known;
        }

        if (order.IsAmendUnanswered && terms.Price == order.RequestedPrice
            && terms.Quantity == order.RequestedQuantity && IsSame(terms.Trigger, order.RequestedTrigger))
        {
            return AmendAnswer.Asked;
        }

        return terms.Price == order.Price && terms.Quantity == order.Quantity && IsSame(terms.Trigger, order.Trigger)
            ? AmendAnswer.Known
            : AmendAnswer.Unasked;
    }

    /// <summary>Zero is no word on the trigger: not asked for, or triggered meanwhile.</summary>
    private static bool IsSame(PriceTicks reported, PriceTicks trigger) =>
        reported == PriceTicks.Zero || trigger == PriceTicks.Zero || reported == trigger;
}
