using Engine.Model.Commands;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>Tells what a gateway's word on a command means for the order that the command was about.</summary>
/// <remarks>
/// One order has several commands under way: its placing, an amend, a cancel, questions. A word on one of them says
/// nothing of the others. A question that did not leave, or had no answer, changes nothing that is known of its order:
/// it is asked again by its timer.
/// </remarks>
internal static class GatewayWords
{
    /// <summary>Whether it is about a request on the order, not about a question or a request of long ago.</summary>
    internal static bool IsOfRequest(in Order order, in GatewayReport report)
    {
        var identity = CommandIdentity.Of(report.Cause, report.Ordinal);
        return identity.IsSome
            && (identity == order.PlacedBy || identity == order.AmendedBy || identity == order.CanceledBy);
    }

    /// <summary>Whether it says that its command has definitely not left.</summary>
    internal static bool IsUnsent(GatewayOutcome outcome) =>
        outcome is GatewayOutcome.Throttled or GatewayOutcome.NotConnected or GatewayOutcome.Failed;

    /// <summary>What the order is told.</summary>
    /// <returns>False where the word changes nothing.</returns>
    internal static bool TryRead(in Order order, in GatewayReport report, out OrderReport meaning)
    {
        var identity = CommandIdentity.Of(report.Cause, report.Ordinal);
        meaning = IsUnsent(report.Outcome) ? OrderReport.NotSent : OrderReport.TimedOut;
        if (!identity.IsSome || report.Outcome is not GatewayOutcome.TimedOut && meaning != OrderReport.NotSent)
        {
            return false;
        }

        if (identity == order.PlacedBy)
        {
            return meaning == OrderReport.TimedOut ? WaitsForPlacing(order) : TryReadUnplaced(order, ref meaning);
        }

        if (identity == order.AmendedBy)
        {
            return meaning == OrderReport.TimedOut ? WaitsForAmend(order) : TryReadUnamended(order, ref meaning);
        }

        var waits = order.State == OrderState.PendingCancel
            || (order.State == OrderState.Unknown && meaning == OrderReport.TimedOut);
        return identity == order.CanceledBy && waits;
    }

    /// <summary>Once the venue has spoken of it, its placing was answered.</summary>
    private static bool WaitsForPlacing(in Order order) => order.State
        is OrderState.PendingNew or OrderState.Unknown
        || (order.State == OrderState.PendingCancel && !IsHeardOf(order));

    private static bool WaitsForAmend(in Order order) => order.State == OrderState.Unknown
        || (order.IsAmendUnanswered && order.State is OrderState.PendingAmend or OrderState.PendingCancel);

    private static bool IsHeardOf(in Order order) =>
        order.VenueOrderKey != Key128.None || order.CumulativeQuantity.Value > 0;

    private static bool TryReadUnplaced(in Order order, ref OrderReport meaning)
    {
        if (order.State == OrderState.PendingCancel)
        {
            meaning = OrderReport.NeverSent;
        }

        return order.State is OrderState.PendingNew || (order.State == OrderState.PendingCancel && !IsHeardOf(order));
    }

    private static bool TryReadUnamended(in Order order, ref OrderReport meaning)
    {
        if (order.State != OrderState.PendingAmend)
        {
            // It changes no state: what it asked for is no exposure any more, as where the venue refuses it.
            meaning = OrderReport.AmendRejected;
        }

        return order.IsAmendUnanswered && !order.IsFinal;
    }
}
