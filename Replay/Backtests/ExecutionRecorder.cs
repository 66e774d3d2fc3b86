using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>
/// Follows orders from sending to their end: how long each leg took, how long they waited, how good their fills were.
/// One thread; works for commands, reports and fills alone, never for market data.
/// </summary>
internal sealed class ExecutionRecorder
{
    /// <summary>Basis points in one.</summary>
    internal const double BpsPerOne = 10_000;

    private readonly OrderTraces _traces = new();
    private readonly FillHorizons _horizons = new();

    /// <summary>When it wants to see the market; the end of time where no fill waits.</summary>
    internal TimestampNs NextDue => _horizons.NextDue;

    /// <summary>The market was so at all moments that are due before this time.</summary>
    internal void Look(IReadOnlyList<MarketState> markets, TimestampNs until) => _horizons.Measure(markets, until);

    /// <summary>An order was sent.</summary>
    internal void OnPlaced(in Command command, RunTracker run, MarketState market, TimestampNs now)
    {
        var isProtective = command.Reason == ReasonCode.Protection;
        run.Execution.Orders += isProtective ? 0 : 1;
        run.Execution.ProtectiveOrders += isProtective ? 1 : 0;
        _traces.Add(new OrderTrace
        {
            Id = command.OrderId,
            Run = run,
            SentTime = now,
            ArrivalMiddle = MiddleOrZero(market),
            Quantity = command.Quantity,
            Price = command.Price,
            IsProtective = isProtective,
        });
    }

    /// <summary>An amend was sent: where it moves the price, the order is decided anew.</summary>
    internal void OnAmendSent(in Command command, MarketState market)
    {
        ref var trace = ref _traces.Find(command.OrderId);
        if (!Unsafe.IsNullRef(in trace) && command.Price != trace.Price)
        {
            trace.ArrivalMiddle = MiddleOrZero(market);
        }
    }

    /// <summary>The venue, or the gateway, has said something of an order that is not a fill.</summary>
    internal void OnReport(in Event e, TradingCore core)
    {
        switch (e.Kind)
        {
            case EventKind.OrderAccepted:
                OnAnswer(in e, e.OrderAccepted.OrderId, isRejected: false);
                break;
            case EventKind.OrderRejected:
                OnAnswer(in e, e.OrderRejected.OrderId, isRejected: true);
                _traces.Remove(e.OrderRejected.OrderId);
                break;
            case EventKind.OrderCanceled or EventKind.OrderExpired:
                OnReply(in e, e.OrderDone.OrderId);
                _traces.Remove(e.OrderDone.OrderId);
                break;
            case EventKind.OrderAmended:
                OnAmended(in e);
                break;
            case EventKind.OrderTriggered:
                OnTriggered(in e);
                break;
            case EventKind.OrderStatus when IsEnd(e.OrderStatus.State):
                _traces.Remove(e.OrderStatus.OrderId);
                break;
            case EventKind.GatewayReport when core.TryGetOrder(e.GatewayReport.OrderId, out var order) && order.IsFinal:
                // Of its placing: a cancel or a question that did not leave ends no order.
                _traces.Remove(e.GatewayReport.OrderId);
                break;
            default:
                break;
        }
    }

    /// <summary>An order was filled.</summary>
    /// <param name="fill">The fill.</param>
    /// <param name="e">Its first slot.</param>
    /// <param name="run">Whose it is.</param>
    /// <param name="market">The market now.</param>
    internal void OnFill(in FillReport fill, in Event e, RunTracker run, MarketState market)
    {
        var measures = run.Execution.Of(fill.IsMaker ? Liquidity.Maker : Liquidity.Taker);
        var sign = fill.Side == Side.Bid ? 1 : -1;
        var weight = (double)fill.Notional.Value / Money.Scale;
        var arrival = 0.0;
        ref var trace = ref _traces.Find(fill.Order);
        if (!Unsafe.IsNullRef(in trace))
        {
            arrival = trace.ArrivalMiddle;
            if (arrival > 0)
            {
                measures.OnSlippage(sign * (fill.Price.Value - arrival) / arrival * BpsPerOne, weight);
            }

            OnReply(in e, fill.Order);
            OnTraceFilled(ref trace, in fill, e.Fill.CumulativeQuantity);
        }

        if (MarketMiddle.IsBeyond(market, fill.Side, fill.Price, arrival))
        {
            run.Execution.FillsBeyondMarket++;
        }

        if (MarketMiddle.TryGet(market, out var middle))
        {
            measures.OnEdge(sign * (middle - fill.Price.Value) / middle * BpsPerOne, weight);
            _horizons.Add(new PendingFill
            {
                Time = fill.Time,
                Instrument = fill.Instrument,
                Sign = sign,
                Middle = middle,
                Weight = weight,
                Measures = measures,
            });
        }
    }

    private void OnTraceFilled(ref OrderTrace trace, in FillReport fill, QtyLots cumulative)
    {
        var execution = trace.Run.Execution;
        if (!trace.IsFilled)
        {
            trace.IsFilled = true;
            execution.OrdersFilled += trace.IsProtective ? 0 : 1;
            execution.ProtectiveOrdersFilled += trace.IsProtective ? 1 : 0;
        }

        if (fill.IsMaker && !trace.HasWaited && trace.RestingSince > TimestampNs.Zero)
        {
            trace.HasWaited = true;
            execution.QueueWait.Record(fill.Time - trace.RestingSince);
        }

        if (cumulative >= trace.Quantity)
        {
            _traces.Remove(trace.Id);
        }
    }

    private void OnAnswer(in Event e, OrderId id, bool isRejected)
    {
        ref var trace = ref _traces.Find(id);
        if (Unsafe.IsNullRef(in trace) || trace.IsAnswered)
        {
            return;
        }

        trace.IsAnswered = true;
        trace.RestingSince = e.Time;
        trace.Run.Execution.OrdersRejected += isRejected ? 1 : 0;
        if (e.VenueTime > TimestampNs.Zero)
        {
            trace.Run.Execution.Entry.Record(e.VenueTime - trace.SentTime);
            trace.Run.Execution.Reply.Record(e.Time - e.VenueTime);
        }
    }

    private void OnAmended(in Event e)
    {
        OnReply(in e, e.OrderAmended.OrderId);
        ref var trace = ref _traces.Find(e.OrderAmended.OrderId);
        if (Unsafe.IsNullRef(in trace))
        {
            return;
        }

        if (trace.Price != e.OrderAmended.Price)
        {
            trace.Price = e.OrderAmended.Price;
            trace.RestingSince = e.Time;
            trace.HasWaited = false;
        }

        trace.Quantity = e.OrderAmended.Quantity;
    }

    /// <summary>A conditional order begins to wait when it is triggered, and is decided by the price of then.</summary>
    private void OnTriggered(in Event e)
    {
        OnReply(in e, e.OrderTriggered.OrderId);
        ref var trace = ref _traces.Find(e.OrderTriggered.OrderId);
        if (!Unsafe.IsNullRef(in trace))
        {
            trace.RestingSince = e.Time;
            var reached = e.OrderTriggered.Price > PriceTicks.Zero ? e.OrderTriggered.Price : e.OrderTriggered.Trigger;
            trace.ArrivalMiddle = reached > PriceTicks.Zero ? reached.Value : trace.ArrivalMiddle;
        }
    }

    private void OnReply(in Event e, OrderId id)
    {
        ref var trace = ref _traces.Find(id);
        if (!Unsafe.IsNullRef(in trace) && e.VenueTime > TimestampNs.Zero)
        {
            trace.Run.Execution.Reply.Record(e.Time - e.VenueTime);
        }
    }

    private static bool IsEnd(OrderState state) =>
        state is OrderState.Canceled or OrderState.Expired or OrderState.Rejected;

    private static double MiddleOrZero(MarketState market) =>
        MarketMiddle.TryGet(market, out var middle) ? middle : 0;
}
