using System.Runtime.CompilerServices;
using Engine.Core.Portfolios;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
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

    /// <summary>Takes a fill, both slots of it.</summary>
    /// <returns>False where it is a duplicate and changed nothing.</returns>
    internal bool OnFill(in Event fill, in Event detail, Instrument instrument, out FillReport report)
    {
        ref readonly var slot = ref fill.Fill;
        report = default;
        if (detail.FillDetail.TradeKey != Key128.None
            && !_tradeKeys.Add(detail.FillDetail.Account, fill.Instrument, detail.FillDetail.TradeKey))
        {
            return false;
        }

        if (!instrument.TryNotional(slot.Price, slot.Quantity, out var notional))
        {
            throw new OverflowException($"The value of a fill of order {slot.OrderId.Value} does not fit.");
        }

        ref var order = ref _table.Find(slot.OrderId);
        var isKnown = !Unsafe.IsNullRef(in order);
        if (isKnown && order.AcceptedQuantity > QtyLots.Zero && IsAccepted(ref order, slot))
        {
            return false;
        }

        report = Book(fill, new FillBooking
        {
            Instrument = fill.Instrument,
            Strategy = isKnown ? order.Strategy : StrategyId.Engine,
            Side = fill.Side,
            Price = slot.Price,
            Quantity = slot.Quantity,
            Notional = notional,
            Fee = slot.Fee,
            FeeAsset = detail.FillDetail.FeeAsset,
            Leg = (fill.Flags & EventFlags.ShortLeg) != 0 ? PositionLeg.Short : PositionLeg.Long,
        });
        return true;
    }

    /// <summary>
    /// Takes a fill that no order of ours has made, both slots of it: the venue has closed a position. It is shared
    /// between the strategies that hold that side of it, in their order, until it is used up; what is left over nobody
    /// has asked for.
    /// </summary>
    /// <param name="fill">Its first slot.</param>
    /// <param name="detail">Its second slot.</param>
    /// <param name="instrument">What was traded.</param>
    /// <param name="parts">Gets the strategies' parts of it.</param>
    /// <returns>False where it is a duplicate and changed nothing.</returns>
    internal bool OnVenueFill(in Event fill, in Event detail, Instrument instrument, List<FillReport> parts)
    {
        parts.Clear();
        if (detail.FillDetail.TradeKey != Key128.None
            && !_tradeKeys.Add(detail.FillDetail.Account, fill.Instrument, detail.FillDetail.TradeKey))
        {
            return false;
        }

        if (!instrument.TryNotional(fill.Fill.Price, fill.Fill.Quantity, out var notional))
        {
            throw new OverflowException($"The value of a fill of the venue in {instrument.Name} does not fit.");
        }

        var rest = new VenueFillRest(fill.Fill.Quantity, notional, fill.Fill.Fee);
        var leg = (fill.Flags & EventFlags.ShortLeg) != 0 ? PositionLeg.Short : PositionLeg.Long;
        for (var number = 1; number <= _portfolio.StrategyCount + 1 && rest.Quantity > QtyLots.Zero; number++)
        {
            // What no strategy asked for comes last, and takes what nobody holds.
            var isLast = number > _portfolio.StrategyCount;
            var strategy = isLast ? StrategyId.Engine : new StrategyId((ushort)number);
            var held = _portfolio.LegOfStrategy(strategy, fill.Instrument, leg).Quantity.Value;
            var closable = fill.Side == Side.Bid ? -held : held;
            var lots = isLast ? rest.Quantity.Value : Math.Min(rest.Quantity.Value, Math.Max(0, closable));
            if (lots > 0)
            {
                var part = rest.Take(new QtyLots(lots), instrument, fill.Fill.Price);
                parts.Add(Book(fill, new FillBooking
                {
                    Instrument = fill.Instrument,
                    Strategy = strategy,
                    Side = fill.Side,
                    Price = fill.Fill.Price,
                    Quantity = part.Quantity,
                    Notional = part.Notional,
                    Fee = part.Fee,
                    FeeAsset = detail.FillDetail.FeeAsset,
                    Leg = leg,
                }));
            }
        }

        return true;
    }

    /// <summary>Carries a booked fill over to its order and tells the strategy.</summary>
    internal void AfterFill(in FillReport fill)
    {
        if (fill.Order == OrderId.None && fill.Strategy != StrategyId.Engine)
        {
            Groups.OnPosition(fill.Strategy, fill.Instrument);
            _host.OnFill(fill);
            return;
        }

        ref var order = ref _table.Find(fill.Order);
        if (Unsafe.IsNullRef(in order))
        {
            // Money has moved for an order that is not in the books: the position has it, and a person must know.
            Alert(fill.Instrument, fill.Order, StrategyId.Engine, ReasonCode.OrderUnknown, fill.Quantity.Value);
            Groups.OnPosition(fill.Strategy, fill.Instrument);
            return;
        }

        var before = order.ExposedQuantity;
        order.CumulativeQuantity += fill.Quantity;
        // What an unanswered amend asks for may stand at the venue: then this is not all of it.
        var isFull = order.CumulativeQuantity >= order.LargestQuantity;
        if (order.CumulativeQuantity > order.LargestQuantity)
        {
            Alert(
                order.Instrument, order.Id, order.Strategy, ReasonCode.OrderOverfilled,
                order.CumulativeQuantity.Value, order.LargestQuantity.Value);
        }

        Advance(ref order, isFull ? OrderReport.FullyFilled : OrderReport.PartFilled, ReasonCode.None, before, fill);
        if (order.Id == fill.Order && IsFillMissing(ref order, fill.CumulativeQuantity))
        {
            // One before it has not come, or comes later: also of an order that was taken for ended.
            Advance(
                ref order, OrderReport.FillMissing, ReasonCode.FillMissing, order.ExposedQuantity, default);
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
        for (var slot = 0; slot < _table.Capacity; slot++)
        {
            ref var order = ref _table.At(slot);
            if (order.Id != OrderId.None)
            {
                Advance(ref order, OrderReport.SessionLost, ReasonCode.GatewayTimeout, order.ExposedQuantity, default);
            }
        }
    }

    private FillReport Book(in Event fill, in FillBooking booking)
    {
        var effect = _portfolio.ApplyFill(booking);
        if (effect.IsFeeUnvalued)
        {
            Alert(
                booking.Instrument, fill.Fill.OrderId, booking.Strategy, ReasonCode.FeeUnvalued, booking.Fee.Value);
        }

        return new FillReport
        {
            Order = fill.Fill.OrderId,
            Strategy = booking.Strategy,
            Instrument = booking.Instrument,
            Time = fill.Time,
            Side = booking.Side,
            Price = booking.Price,
            Quantity = booking.Quantity,
            CumulativeQuantity = fill.Fill.CumulativeQuantity,
            Notional = booking.Notional,
            Fee = effect.FeeValue,
            RealizedPnl = effect.RealizedPnl,
            PositionBefore = effect.PositionBefore,
            PositionAfter = effect.PositionAfter,
            IsMaker = (fill.Flags & EventFlags.Maker) != 0,
        };
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
        order.IsAmendUnanswered &= !answersAmend && !next.IsFinal();
        order.State = Resolve(order, next);
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
    /// amend has none yet: that an order is there does not say whether its amend was carried out, so one that is unknown
    /// for that stays so. An order that never arrived was canceled if filled.
    /// </summary>
    private static OrderState Resolve(in Order order, OrderState next) => next switch
    {
        OrderState.New or OrderState.PartiallyFilled when order is { IsAmendUnanswered: true, State: OrderState.Unknown }
            => OrderState.Unknown,
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
