using System.Diagnostics;
using Adapters.Simulated.Venue.Accounts;
using Adapters.Simulated.Venue.Latencies;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>Keeps orders and positions, and writes a report for all that happens to them.</summary>
/// <param name="settings">The assumptions.</param>
/// <param name="account">Balances, positions, fees.</param>
/// <param name="latencies">When reports are with us.</param>
/// <param name="reports">Where reports wait to be taken, the oldest first.</param>
internal sealed class OrderDesk(
    SimulationSettings settings, VenueAccount account, LegLatencies latencies, SlotQueue<ReportRun> reports)
{
    private long _lastOrderKey;
    private long _lastTradeKey;

    /// <summary>The highest time so far.</summary>
    internal TimestampNs Clock;

    /// <summary>
    /// The instruments with a fill and with orders that wait for a price; looked at before each return.
    /// </summary>
    internal List<VenueInstrument> Filled { get; } = [];

    /// <summary>The orders.</summary>
    internal OrderTable Orders { get; } = new(settings.OrderCapacity);

    /// <summary>What stands between here and the queue of reports; null where nothing goes wrong.</summary>
    internal FaultyWire? Wire { get; init; }

    /// <summary>The reports that wait to be taken, the oldest first.</summary>
    internal SlotQueue<ReportRun> Reports => reports;

    /// <summary>Reports that an order is in the book.</summary>
    internal void Accept(int slot)
    {
        ref var order = ref Orders[slot];
        order.VenueKey = ++_lastOrderKey;
        order.State = OrderState.New;
        var report = Begin(EventKind.OrderAccepted, order.Instrument, order.Side);
        report.OrderAccepted.OrderId = order.Id;
        report.OrderAccepted.VenueOrderKey = Key128.FromNumber(order.VenueKey);
        Send(in report);
    }

    /// <summary>Reports that a command is refused.</summary>
    internal void Refuse(EventKind kind, in Command command, ReasonCode reason)
    {
        var report = Begin(kind, command.Instrument, command.Side);
        report.OrderRejected.OrderId = command.OrderId;
        report.OrderRejected.Reason = reason;
        Send(in report);
    }

    /// <summary>Reports an amend.</summary>
    internal void ReportAmended(int slot)
    {
        ref readonly var order = ref Orders[slot];
        var report = Begin(EventKind.OrderAmended, order.Instrument, order.Side);
        report.OrderAmended.OrderId = order.Id;
        report.OrderAmended.Price = order.Price;
        report.OrderAmended.Quantity = order.Quantity;
        report.OrderAmended.Trigger = order.IsTriggered ? PriceTicks.Zero : order.Trigger;
        Send(in report);
    }

    /// <summary>Reports that an order was triggered.</summary>
    internal void ReportTriggered(int slot, PriceTicks price)
    {
        ref readonly var order = ref Orders[slot];
        var report = Begin(EventKind.OrderTriggered, order.Instrument, order.Side);
        report.OrderTriggered.OrderId = order.Id;
        report.OrderTriggered.Trigger = order.Trigger;
        report.OrderTriggered.Price = price;
        Send(in report);
    }

    /// <summary>Reports what is known of an order.</summary>
    internal void ReportStatus(in Command query)
    {
        var report = Begin(EventKind.OrderStatus, query.Instrument, query.Side);
        report.OrderStatus.OrderId = query.OrderId;
        report.OrderStatus.State = OrderState.Unknown;
        var slot = Orders.Find(query.OrderId);
        if (slot != OrderTable.None)
        {
            ref readonly var order = ref Orders[slot];
            report.Flags = FlagsOf(order.Side) | EventFlags.LastOfRun;
            report.OrderStatus.Price = order.Price;
            report.OrderStatus.Quantity = order.Quantity;
            report.OrderStatus.CumulativeQuantity = order.Cumulative;
            report.OrderStatus.State = order.State;
        }

        Send(in report);
    }

    /// <summary>Reports what is held of an instrument: of perpetuals in hedge mode each leg.</summary>
    internal void ReportPosition(VenueInstrument instrument, AccountId owner)
    {
        ReportPosition(instrument, PositionLeg.Long, owner);
        if (account.IsHedged(instrument.Instrument))
        {
            ReportPosition(instrument, PositionLeg.Short, owner);
        }
    }

    /// <summary>Ends an open order and reports it.</summary>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="kind">Canceled or expired.</param>
    /// <param name="reason">Why.</param>
    internal void End(VenueInstrument instrument, int slot, EventKind kind, ReasonCode reason)
    {
        ref readonly var order = ref Orders[slot];
        var report = Begin(kind, order.Instrument, order.Side);
        FillDone(ref report, in order, reason);
        Send(in report);
        Finish(instrument, slot, kind == EventKind.OrderCanceled ? OrderState.Canceled : OrderState.Expired);
    }

    /// <summary>
    /// Ends an open order at a time that the order itself named, which no later event can have changed.
    /// </summary>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="reason">Why.</param>
    /// <param name="venueTime">When, by the venue's clock; not after what the stream has told of it.</param>
    internal void EndAt(VenueInstrument instrument, int slot, ReasonCode reason, TimestampNs venueTime)
    {
        ref readonly var order = ref Orders[slot];
        var arrives = latencies.ReportOf(Clock, venueTime);
        var report = Event.Create(EventKind.OrderExpired, arrives, order.Instrument, FlagsOf(order.Side));
        report.VenueTime = venueTime;
        FillDone(ref report, in order, reason);
        Send(in report);
        Finish(instrument, slot, OrderState.Expired);
    }

    /// <summary>Fills an order, in whole or in part, and reports it; what it finishes leaves its list.</summary>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="price">The price.</param>
    /// <param name="offered">What it could have; it takes no more than it still wants.</param>
    /// <param name="isMaker">Whether it had rested.</param>
    /// <returns>What it took: less than offered where it wanted less, or reduces a position that is smaller.</returns>
    internal QtyLots Fill(VenueInstrument instrument, int slot, PriceTicks price, QtyLots offered, bool isMaker)
    {
        ref var order = ref Orders[slot];
        var wanted = new QtyLots(Math.Min(offered.Value, Reducible(instrument, in order)));
        var quantity = account.AffordableLots(instrument, order.Side, price, wanted, isMaker);
        if (quantity <= QtyLots.Zero || !instrument.Instrument.TryNotional(price, quantity, out var notional))
        {
            EndIfNothingToReduce(instrument, slot);
            EndIfNotAffordable(instrument, slot, wanted, quantity);
            return QtyLots.Zero;
        }

        order.Cumulative += quantity;
        order.State = OrderState.PartiallyFilled;
        NoteFilled(instrument);
        Debug.Assert(order.Cumulative <= order.Quantity, "An order is never filled beyond its quantity.");

        var fee = account.Book(instrument, in order, price, quantity, notional, isMaker, Clock);
        SendFill(instrument, in order, price, quantity, fee, isMaker);
        if (order.Leaves == QtyLots.Zero)
        {
            Finish(instrument, slot, OrderState.Filled);
        }
        else
        {
            EndIfNothingToReduce(instrument, slot);
            EndIfNotAffordable(instrument, slot, wanted, quantity);
        }

        return quantity;
    }

    /// <summary>Reports funding on a leg of a position.</summary>
    internal void ReportFunding(
        VenueInstrument instrument, PositionLeg leg, QtyLots quantity, Rate rate, FinePrice price, Money amount,
        AccountId owner)
    {
        var report = Begin(EventKind.FundingPaid, instrument.Instrument.Id, Side.Bid);
        report.Flags |= FlagsOf(leg);
        report.FundingPaid.Amount = amount;
        report.FundingPaid.Rate = rate;
        report.FundingPaid.MarkPrice = price;
        report.FundingPaid.Quantity = quantity;
        report.FundingPaid.Account = owner;
        Send(in report);
    }

    /// <summary>Reports that a leg of a position is closed by force.</summary>
    internal void ReportLiquidated(
        VenueInstrument instrument, PositionLeg leg, FinePrice mark, Money balance, Money maintenance,
        QtyLots quantity, AccountId owner)
    {
        var report = Begin(EventKind.PositionLiquidated, instrument.Instrument.Id, Side.Bid);
        report.Flags |= FlagsOf(leg);
        report.PositionLiquidated.MarkPrice = mark;
        report.PositionLiquidated.MarginBalance = balance;
        report.PositionLiquidated.Maintenance = maintenance;
        report.PositionLiquidated.Quantity = quantity;
        report.PositionLiquidated.Account = owner;
        Send(in report);
    }

    /// <summary>Reports the fill of no order that closes a leg of a position by force.</summary>
    internal void ReportForcedFill(
        VenueInstrument instrument, PositionLeg leg, Side side, PriceTicks price, QtyLots quantity, Money fee,
        AccountId owner)
    {
        var order = new VenueOrder
        {
            Instrument = instrument.Instrument.Id,
            Account = owner,
            Side = side,
            Quantity = quantity,
            Cumulative = quantity,
        };
        SendFill(in order, price, quantity, new VenueFee(fee, instrument.Instrument.SettleAsset), FlagsOf(leg));
    }

    /// <summary>Visits counters, clock, finished orders and reports.</summary>
    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Clock);
        sink.Visit(ref _lastOrderKey);
        sink.Visit(ref _lastTradeKey);
        Orders.VisitFinished(sink);
        reports.VisitState(sink);
    }

    private void ReportPosition(VenueInstrument instrument, PositionLeg leg, AccountId owner)
    {
        var report = Begin(EventKind.Position, instrument.Instrument.Id, Side.Bid);
        report.Flags |= FlagsOf(leg);
        report.Position.Quantity = instrument.Holdings.Leg(leg).Quantity;
        report.Position.EntryPrice = instrument.Holdings.EntryPriceOf(leg);
        report.Position.Account = owner;
        Send(in report);
    }

    private static EventFlags FlagsOf(PositionLeg leg) =>
        leg == PositionLeg.Short ? EventFlags.ShortLeg : EventFlags.None;

    private static EventFlags FlagsOf(Side side) => side == Side.Ask ? EventFlags.Ask : EventFlags.None;

    /// <summary>
    /// What an order may still fill, in lots: a reduce-only order no more than the position that it reduces.
    /// </summary>
    internal long Reducible(VenueInstrument instrument, in VenueOrder order) => order.IsReduceOnly
        ? Math.Min(order.Leaves.Value, account.ReducibleLots(instrument, order.Side))
        : order.Leaves.Value;

    /// <summary>Ends a reduce-only order that has nothing to reduce.</summary>
    /// <returns>Whether it has ended.</returns>
    internal bool EndIfNothingToReduce(VenueInstrument instrument, int slot)
    {
        var isEnded = Orders[slot].IsReduceOnly && Reducible(instrument, in Orders[slot]) <= 0;
        if (isEnded)
        {
            End(instrument, slot, EventKind.OrderExpired, ReasonCode.VenueReduceOnly);
        }

        return isEnded;
    }

    private static void FillDone(ref Event report, in VenueOrder order, ReasonCode reason)
    {
        report.OrderDone.OrderId = order.Id;
        report.OrderDone.CumulativeQuantity = order.Cumulative;
        report.OrderDone.Reason = reason;
    }

    private void NoteFilled(VenueInstrument instrument)
    {
        if (!instrument.Conditional.IsEmpty && !instrument.IsFilled)
        {
            instrument.IsFilled = true;
            Filled.Add(instrument);
        }
    }

    /// <summary>Ends a spot order of which the balance does not pay for all that it could have had.</summary>
    private void EndIfNotAffordable(VenueInstrument instrument, int slot, QtyLots wanted, QtyLots quantity)
    {
        if (quantity < wanted && Orders[slot].IsOpen)
        {
            End(instrument, slot, EventKind.OrderExpired, ReasonCode.VenueInsufficientBalance);
        }
    }

    private void Finish(VenueInstrument instrument, int slot, OrderState state)
    {
        var place = Orders[slot].Place;
        if (place != OrderPlace.None)
        {
            Orders.Unlink(ref instrument.ChainOf(place), slot);
        }

        Orders.Finish(slot, state);
    }

    private void SendFill(
        VenueInstrument instrument, in VenueOrder order, PriceTicks price, QtyLots quantity, VenueFee fee,
        bool isMaker)
    {
        var leg = account.LegOf(instrument.Instrument, order.Side, order.IsReduceOnly);
        SendFill(in order, price, quantity, fee, FlagsOf(leg) | (isMaker ? EventFlags.Maker : EventFlags.None));
    }

    private void SendFill(
        in VenueOrder order, PriceTicks price, QtyLots quantity, VenueFee fee, EventFlags more)
    {
        var flags = FlagsOf(order.Side) | more;
        var run = default(ReportRun);
        run.First = Begin(EventKind.Fill, order.Instrument, order.Side);
        run.First.Flags = flags;
        run.First.Fill.OrderId = order.Id;
        run.First.Fill.Price = price;
        run.First.Fill.Quantity = quantity;
        run.First.Fill.Fee = fee.Amount;
        run.First.Fill.CumulativeQuantity = order.Cumulative;
        run.Second = Event.Create(EventKind.FillDetail, run.First.Time, order.Instrument);
        run.Second.VenueTime = run.First.VenueTime;
        run.Second.Flags = flags | EventFlags.LastOfRun;
        run.Second.FillDetail.FeeAsset = fee.Asset;
        run.Second.FillDetail.Account = order.Account;
        run.Second.FillDetail.TradeKey = Key128.FromNumber(++_lastTradeKey);
        Enqueue(in run);
    }

    /// <summary>A report decided now: it cannot reach us before what decided it did.</summary>
    private Event Begin(EventKind kind, InstrumentId instrument, Side side)
    {
        var arrives = latencies.Report(Clock, instrument, out var decided);
        var report = Event.Create(kind, arrives, instrument, FlagsOf(side));
        report.VenueTime = decided;
        return report;
    }

    private void Enqueue(in ReportRun run)
    {
        if (Wire is null)
        {
            reports.Enqueue(in run);
        }
        else
        {
            Wire.OnReport(in run);
        }
    }

    private void Send(in Event report)
    {
        var run = default(ReportRun);
        run.First = report;
        Enqueue(in run);
    }
}
