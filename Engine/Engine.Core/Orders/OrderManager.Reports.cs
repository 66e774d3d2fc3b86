using System.Runtime.CompilerServices;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>What the venue and the gateway say of orders.</content>
internal sealed partial class OrderManager
{
    /// <summary>Takes a report that is not a fill.</summary>
    internal void OnReport(in Event e)
    {
        switch (e.Kind)
        {
            case EventKind.OrderAccepted:
                OnAccepted(e.OrderAccepted.OrderId, e.OrderAccepted.VenueOrderKey);
                break;
            case EventKind.OrderRejected:
                Doubt(e.OrderRejected.OrderId, e.OrderRejected.Reason);
                Apply(e.OrderRejected.OrderId, OrderReport.Rejected, e.OrderRejected.Reason);
                break;
            case EventKind.OrderCanceled:
                OnDone(e.OrderDone, OrderReport.Canceled);
                break;
            case EventKind.OrderExpired:
                Doubt(e.OrderDone.OrderId, e.OrderDone.Reason);
                OnDone(e.OrderDone, OrderReport.Expired);
                break;
            case EventKind.CancelRejected:
                Apply(e.OrderRejected.OrderId, Refusal(e, OrderReport.CancelRejected), e.OrderRejected.Reason);
                break;
            case EventKind.AmendRejected:
                Apply(e.OrderRejected.OrderId, Refusal(e, OrderReport.AmendRejected), e.OrderRejected.Reason);
                break;
            case EventKind.OrderAmended:
                OnAmended(e);
                break;
            case EventKind.OrderTriggered:
                OnTriggered(e.OrderTriggered.OrderId);
                break;
            case EventKind.OrderStatus:
                OnStatus(e);
                break;
            case EventKind.GatewayReport:
                OnGateway(e);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// A new session begins: every request that was under way may or may not have happened. Groups ask for nothing
    /// until trading has its state again.
    /// </summary>
    internal void OnSessionLost()
    {
        Groups.Pause();
        Doubts.Reset();
        foreach (ref var order in _table.Open)
        {
            Advance(ref order, OrderReport.SessionLost, ReasonCode.GatewayTimeout, order.ExposedQuantity, default);
        }
    }

    private static OrderReport Refusal(in Event e, OrderReport plain) =>
        e.OrderRejected.Reason == ReasonCode.VenueUnknownOrder ? OrderReport.RequestOnUnknownOrder : plain;

    /// <summary>It has ended, unless the venue has filled more of it than we have heard of.</summary>
    private void OnDone(in OrderDone done, OrderReport report)
    {
        ref var order = ref _table.Find(done.OrderId);
        var isMissing = IsFillMissing(ref order, done.CumulativeQuantity);
        Apply(
            ref order, done.OrderId, isMissing ? OrderReport.FillMissing : report,
            isMissing ? ReasonCode.FillMissing : done.Reason);
    }

    /// <summary>
    /// The venue refuses an order because it finds nothing to close, where our books say that there is: before the
    /// strategy hears of it and asks for the same again, the books are in doubt.
    /// </summary>
    private void Doubt(OrderId id, ReasonCode reason)
    {
        if (reason is not (ReasonCode.VenueReduceOnly or ReasonCode.VenueInsufficientBalance))
        {
            return;
        }

        ref readonly var order = ref _table.Find(id);
        if (!Unsafe.IsNullRef(in order) && !order.IsFinal && Contradicts(order, reason))
        {
            Doubts.OnRefusal(order.Instrument, reason);
        }
    }

    private bool Contradicts(in Order order, ReasonCode reason)
    {
        var held = _portfolio.ClosableLots(order.Instrument, order.Side);
        if (reason == ReasonCode.VenueReduceOnly)
        {
            return order.IsReduceOnly && held > 0;
        }

        return order.Side == Side.Ask
            && _markets[order.Instrument.Value].Instrument.ContractType == ContractType.Spot
            && held - LotsOfOthers(order) >= order.LeavesQuantity.Value;
    }

    /// <summary>
    /// What other orders of its side may lock of the balance: also those that wait for a trigger, which some venues
    /// lock for.
    /// </summary>
    private long LotsOfOthers(in Order order)
    {
        var lots = 0L;
        foreach (ref var other in _table.Open)
        {
            var isMeant = other.Id != order.Id && other.Instrument == order.Instrument && other.Side == order.Side;
            lots += isMeant ? other.OpenQuantity.Value : 0;
        }

        return lots;
    }

    private void OnAccepted(OrderId id, Key128 venueKey)
    {
        ref var order = ref _table.Find(id);
        if (!Unsafe.IsNullRef(in order) && order.VenueOrderKey == Key128.None)
        {
            order.VenueOrderKey = venueKey;
            MarkResting(ref order);
        }

        Apply(id, OrderReport.Accepted, ReasonCode.None);
    }

    private void OnAmended(in Event e)
    {
        ref var order = ref _table.Find(e.OrderAmended.OrderId);
        if (Unsafe.IsNullRef(in order) || order.IsFinal)
        {
            Apply(e.OrderAmended.OrderId, OrderReport.Amended, ReasonCode.None);
            return;
        }

        var before = order.ExposedQuantity;
        switch (AmendAnswers.Judge(order, e))
        {
            case AmendAnswer.Known:
                break;
            case AmendAnswer.Asked:
                order.Price = e.OrderAmended.Price;
                order.Quantity = e.OrderAmended.Quantity;
                order.Trigger = e.OrderAmended.Trigger == PriceTicks.Zero ? order.Trigger : e.OrderAmended.Trigger;
                order.AmendedTime = e.VenueTime;
                Advance(ref order, OrderReport.Amended, ReasonCode.None, before, default);
                break;
            default:
                Advance(ref order, OrderReport.AmendedUnasked, ReasonCode.AmendUnasked, before, default);
                break;
        }
    }

    private void OnTriggered(OrderId id)
    {
        ref var order = ref _table.Find(id);
        if (Unsafe.IsNullRef(in order))
        {
            Apply(id, OrderReport.Triggered, ReasonCode.None);
            return;
        }

        if (order.IsTriggered)
        {
            return;
        }

        var before = order.ExposedQuantity;
        order.IsTriggered = true;
        Advance(ref order, OrderReport.Triggered, ReasonCode.None, before, default);
    }

    private void OnStatus(in Event e)
    {
        ref readonly var status = ref e.OrderStatus;
        ref var order = ref _table.Find(status.OrderId);
        if (IsFillMissing(ref order, status.CumulativeQuantity))
        {
            Apply(ref order, status.OrderId, OrderReport.FillMissing, ReasonCode.FillMissing);
            return;
        }

        if (Unsafe.IsNullRef(in order) && status.State is OrderState.New or OrderState.PartiallyFilled)
        {
            OnForeign(e);
            return;
        }

        if (!Unsafe.IsNullRef(in order) && !order.IsFinal && TakesTermsOf(in order, in status))
        {
            var found = status.State == OrderState.Filled ? OrderReport.FullyFilled : OrderReport.FoundOpen;
            var before = order.ExposedQuantity;
            order.Price = status.Price;
            order.Quantity = status.Quantity;
            order.IsAmendUnanswered = false;
            Advance(ref order, found, ReasonCode.None, before, default);
            return;
        }

        if (status.State == OrderState.Filled && OnStatusFilled(status.OrderId))
        {
            return;
        }

        var report = status.State switch
        {
            OrderState.Canceled => OrderReport.Canceled,
            OrderState.Expired => OrderReport.Expired,
            OrderState.Rejected => OrderReport.Rejected,
            OrderState.Unknown when !Unsafe.IsNullRef(in order) && !IsPastValidity(order) => OrderReport.NotFoundYet,
            OrderState.Unknown => OrderReport.NotFound,
            // Filled at the venue: the fills themselves are what ends the order here, and they are still to come.
            _ => OrderReport.FoundOpen,
        };
        Apply(ref order, status.OrderId, report, ReasonCode.None);
    }

    /// <summary>An order of ours is open that the books do not have: it is canceled, and a person is told.</summary>
    private void OnForeign(in Event e)
    {
        ref var cancel = ref _outbox.Add(CommandKind.CancelOrder);
        cancel.Instrument = e.Instrument;
        cancel.OrderId = e.OrderStatus.OrderId;
        cancel.Reason = ReasonCode.ForeignOrder;
        Alert(
            e.Instrument, e.OrderStatus.OrderId, StrategyId.Engine, ReasonCode.ForeignOrder,
            e.OrderStatus.Quantity.Value, e.OrderStatus.CumulativeQuantity.Value);
    }

    /// <summary>
    /// Whether a status settles what the terms of an order are: an amend whose answer was lost may have happened. Where
    /// no answer is lost, the answers say it, and a status that comes late would take it back.
    /// </summary>
    private static bool TakesTermsOf(in Order order, in OrderStatus status) => status.Quantity > QtyLots.Zero
        && status.State switch
        {
            OrderState.New or OrderState.PartiallyFilled => order.State == OrderState.Unknown,
            OrderState.Filled => order.CumulativeQuantity >= status.CumulativeQuantity,
            _ => false,
        };

    /// <summary>
    /// Filled at the venue, and every fill is here: it has ended, whatever was thought of it meanwhile.
    /// </summary>
    private bool OnStatusFilled(OrderId id)
    {
        ref var order = ref _table.Find(id);
        if (Unsafe.IsNullRef(in order) || order.LeavesQuantity > QtyLots.Zero)
        {
            return false;
        }

        if (!order.IsFinal)
        {
            Advance(ref order, OrderReport.FullyFilled, ReasonCode.None, order.ExposedQuantity, default);
        }

        return true;
    }

    private void OnGateway(in Event e)
    {
        if (e.GatewayReport.OrderId == OrderId.None)
        {
            // A question about a position: it is asked again in any case.
            return;
        }

        ref var order = ref _table.Find(e.GatewayReport.OrderId);
        if (!Unsafe.IsNullRef(in order) && GatewayWords.TryRead(order, e.GatewayReport, out var report))
        {
            Apply(
                ref order, order.Id, report,
                report == OrderReport.TimedOut ? ReasonCode.GatewayTimeout : ReasonCode.GatewayFailure);
        }
    }

    /// <summary>Whether a gateway's word is about a request on an order, and not about a question.</summary>
    internal bool IsOfRequest(in GatewayReport report)
    {
        ref readonly var order = ref _table.Find(report.OrderId);
        return !Unsafe.IsNullRef(in order) && GatewayWords.IsOfRequest(order, report);
    }
}
