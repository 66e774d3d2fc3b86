using Adapters.Simulated.Venue.Rules;
using Adapters.Simulated.Venue.Triggers;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <content>Changes of orders, by the rules of the instrument's venue.</content>
internal sealed partial class OrderEntry
{
    private void Amend(in Command command, TimestampNs arrival, VenueInstrument? instrument)
    {
        var slot = FindOpen(in command, instrument);
        if (slot == OrderTable.None)
        {
            desk.Refuse(EventKind.AmendRejected, in command, ReasonCode.VenueUnknownOrder);
            return;
        }

        // A field that the command leaves at zero stays as it is.
        ref readonly var before = ref desk.Orders[slot];
        var after = before;
        after.Price = command.Price == PriceTicks.Zero ? before.Price : command.Price;
        after.Quantity = command.Quantity == QtyLots.Zero ? before.Quantity : command.Quantity;
        after.Trigger = command.Trigger == PriceTicks.Zero ? before.Trigger : command.Trigger;
        var (reason, failed) = JudgeAmend(in before, ref after, instrument!);
        if (reason == ReasonCode.None)
        {
            Apply(instrument!, slot, in after, arrival);
        }
        else if (failed == FailedAmend.Refused)
        {
            desk.Refuse(EventKind.AmendRejected, in command, reason);
        }
        else
        {
            desk.End(instrument!, slot, EventKind.OrderCanceled, reason);
        }
    }

    private void Apply(VenueInstrument instrument, int slot, in VenueOrder after, TimestampNs arrival)
    {
        ref var order = ref desk.Orders[slot];
        var isSizeDown = after.Price == order.Price && after.Quantity <= order.Quantity;
        order.Price = after.Price;
        order.Quantity = after.Quantity;
        order.Trigger = after.Trigger;
        if (order.Place == OrderPlace.Conditional)
        {
            desk.ReportAmended(slot);
            if (TriggerWatch.IsReached(instrument, ref order))
            {
                desk.Orders.Unlink(ref instrument.Conditional, slot);
                triggers.FireAtOnce(instrument, slot);
                order.Arrival = arrival;
                EnterIfAllowed(instrument, slot);
            }

            return;
        }

        if (isSizeDown && instrument.Rules.SizeDownKeepsPlace)
        {
            desk.ReportAmended(slot);
            return;
        }

        desk.Orders.Unlink(ref instrument.ChainOf(order.Place), slot);
        order.Arrival = arrival;
        order.IsFresh = true;
        desk.ReportAmended(slot);
        Enter(instrument, slot);
    }

    /// <summary>Judges an amend, and says what becomes of the order where it cannot be carried out.</summary>
    private (ReasonCode Reason, FailedAmend Failed) JudgeAmend(
        in VenueOrder before, ref VenueOrder after, VenueInstrument instrument)
    {
        var rules = instrument.Rules;
        var isChanged = after.Price != before.Price || after.Quantity != before.Quantity
            || after.Trigger != before.Trigger;
        if (!IsAmendable(in before, in after, rules) || (!isChanged && rules.RefusesNoChange))
        {
            return (ReasonCode.VenueAmendUnsupported, FailedAmend.Refused);
        }

        if (after.Quantity <= before.Cumulative)
        {
            return rules.AmendToFilled == FailedAmend.EndsOrder
                ? (ReasonCode.AmendedToFilled, FailedAmend.EndsOrder)
                : (ReasonCode.VenueFilter, FailedAmend.Refused);
        }

        // A replacement is a new order for what is left; it comes when the old one is gone.
        var isReplaced = rules.AmendReplaces && (after.Price != before.Price || after.Quantity > before.Quantity
            || after.Trigger != before.Trigger);
        var reason = OrderFilters.JudgeTerms(
            OrderFilters.PriceToJudge(after.Type, after.Price, after.Trigger, instrument),
            isReplaced ? after.Leaves : after.Quantity,
            after.IsReduceOnly,
            instrument.Instrument);
        if (reason == ReasonCode.None && before.Place != OrderPlace.Conditional)
        {
            reason = _funds.Judge(instrument, in after, desk.Orders.Find(after.Id));
        }

        if (reason != ReasonCode.None)
        {
            return (reason, isReplaced ? FailedAmend.EndsOrder : FailedAmend.Refused);
        }

        if (after.IsPostOnly && after.Price != before.Price && takers.WouldTake(instrument, after.Side, after.Price))
        {
            return (ReasonCode.VenuePostOnlyWouldCross, rules.AmendThatWouldTake);
        }

        var isReached = after.Place == OrderPlace.Conditional && rules.ReachedTrigger == ReachedTrigger.Rejects
            && TriggerWatch.IsReached(instrument, ref after);
        return (
            isReached ? ReasonCode.VenueTriggerAtOnce : ReasonCode.None,
            isReplaced ? FailedAmend.EndsOrder : FailedAmend.Refused);
    }

    private static bool IsAmendable(in VenueOrder before, in VenueOrder after, VenueRules rules)
    {
        if (before.Place == OrderPlace.Waiting || before.Type == OrderType.TrailingStop)
        {
            return false;
        }

        var isConditional = before.Place == OrderPlace.Conditional;
        return isConditional ? rules.AmendsConditional && (after.Price == before.Price || before.Type.HasLimit())
            : after.Trigger == before.Trigger;
    }
}
