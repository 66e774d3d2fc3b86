using System.Runtime.CompilerServices;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>A step of the table: what it changes in the order and in the books, who is asked and who is told.</content>
internal sealed partial class OrderManager
{
    private void Apply(OrderId id, OrderReport report, ReasonCode reason) =>
        Apply(ref _table.Find(id), id, report, reason);

    private void Apply(ref Order order, OrderId id, OrderReport report, ReasonCode reason)
    {
        if (Unsafe.IsNullRef(in order))
        {
            // It ended so long ago that its slot is taken, or it was never ours: nothing here changes, a reader sees
            // it.
            Alert(InstrumentId.None, id, StrategyId.Engine, ReasonCode.OrderUnknown);
            return;
        }

        Advance(ref order, report, reason, order.ExposedQuantity, default);
    }

    /// <summary>Takes the step of the table, keeps the books and tells the strategy.</summary>
    private void Advance(
        ref Order order, OrderReport report, ReasonCode reason, QtyLots openBefore, in FillReport fill)
    {
        var (next, effect) = OrderStateMachine.Next(order.State, report);
        var hasFill = fill.Order != OrderId.None;
        if (effect == OrderEffect.Ignore && !hasFill)
        {
            // A refused amend has found its order canceled or unknown: what it asked for is no exposure any more.
            if (report == OrderReport.AmendRejected && order.IsAmendUnanswered)
            {
                order.IsAmendUnanswered = false;
                MoveExposure(ref order, openBefore);
            }

            return;
        }

        var previous = order.State;
        var answersAmend = report is OrderReport.Amended or OrderReport.AmendRejected
            || (report == OrderReport.NotSent && previous == OrderState.PendingAmend);
        order.IsAmendUnanswered &= !answersAmend;
        order.State = Resolve(order, next);
        order.IsAmendUnanswered &= !order.IsFinal;
        MoveExposure(ref order, openBefore);
        MarkResting(ref order);
        KeepBooks(order, previous, report);

        var isAsked = effect is OrderEffect.Query or OrderEffect.Contradiction;
        if (isAsked || order.State != previous || report == OrderReport.Triggered)
        {
            AwaitAsItIs(ref order, isAsked);
        }

        // While the line is lost nobody can answer; all are asked about when it is back.
        if (isAsked && !_gate.Breakers.IsLineLost(VenueOf(order.Instrument)))
        {
            Send(CommandKind.QueryOrder, order).Reason = reason;
        }

        if (effect is OrderEffect.LateFill or OrderEffect.Contradiction)
        {
            Alert(order.Instrument, order.Id, order.Strategy, ReasonCode.OrderUnknown, fill.Quantity.Value);
        }

        // The strategy may place orders in answer, and a slot may change hands: it is told by a copy.
        // Its group asks first: what protects a fill goes out before anything else that it causes.
        var copy = order;
        if (copy.Role != GroupRole.None || hasFill)
        {
            Groups.OnReport(copy, previous, report, reason, fill);
        }

        if (hasFill)
        {
            _host.OnFill(fill);
        }

        if (copy.State != previous || hasFill || report is OrderReport.Amended or OrderReport.Triggered)
        {
            _host.OnOrder(copy);
        }
    }

    /// <summary>
    /// Open means partly filled where something is filled, filled where all is, and waiting for the answer where an
    /// amend has none yet: that an order is there does not say whether its amend was carried out, so one that is
    /// unknown for that stays so. What the venue has once counted as filled is missing until it comes, whatever a
    /// report says that counts less. An order that never arrived was canceled if filled.
    /// </summary>
    private static OrderState Resolve(in Order order, OrderState next) => next switch
    {
        _ when order.State == OrderState.Unknown && order.CountedQuantity > order.CumulativeQuantity =>
            OrderState.Unknown,
        OrderState.New or OrderState.PartiallyFilled
            when order is { IsAmendUnanswered: true, State: OrderState.Unknown } => OrderState.Unknown,
        OrderState.New or OrderState.PartiallyFilled when order.IsAmendUnanswered => OrderState.PendingAmend,
        OrderState.New or OrderState.PartiallyFilled when order.LeavesQuantity <= QtyLots.Zero => OrderState.Filled,
        OrderState.New or OrderState.PartiallyFilled => order.CumulativeQuantity > QtyLots.Zero
            ? OrderState.PartiallyFilled
            : OrderState.New,
        OrderState.Rejected when order.CumulativeQuantity > QtyLots.Zero => OrderState.Canceled,
        _ => next,
    };

    private void KeepBooks(in Order order, OrderState previous, OrderReport report)
    {
        var unknown = (order.State == OrderState.Unknown ? 1 : 0) - (previous == OrderState.Unknown ? 1 : 0);
        _exposures.CountUnknown(order.Instrument, unknown);
        if (order.IsFinal && !previous.IsFinal())
        {
            _table.Finish(order.Id);
            _gate.Breakers.OnEnded(VenueOf(order.Instrument), order.Id);
            _exposures.CountOrder(order.Strategy, order.Instrument, -1);
        }
        else if (!order.IsFinal && previous.IsFinal())
        {
            _table.Reopen(order.Id);
            _exposures.CountOrder(order.Strategy, order.Instrument, 1);
        }

        if (report == OrderReport.Rejected && order.State == OrderState.Rejected && previous != OrderState.Rejected)
        {
            RejectedCount++;
        }
    }

    private void Alert(
        InstrumentId instrument, OrderId order, StrategyId strategy, ReasonCode reason, long measured = 0,
        long limit = 0)
    {
        ref var command = ref _outbox.Add(CommandKind.Alert);
        command.Instrument = instrument;
        command.OrderId = order;
        command.Strategy = strategy;
        command.Measured = measured;
        command.Limit = limit;
        command.Reason = reason;
    }
}
