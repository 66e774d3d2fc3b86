using Adapters.Simulated.Venue;
using Engine.Books;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>What must be true of every report, whatever the market did.</summary>
internal sealed class ReportAudit(SimulationSettings settings)
{
    private readonly Dictionary<long, AuditedOrder> _orders = [];
    private readonly Dictionary<int, long> _positions = [];
    private readonly Dictionary<(long Time, int Instrument), (long Bid, long Ask)> _offered = [];
    private readonly Dictionary<int, (long Bid, long Ask)> _best = [];
    private long _clock;
    private long _lastReportTime;

    internal int FillCount { get; private set; }

    internal int MakerFillCount { get; private set; }

    internal int TriggerCount { get; private set; }

    /// <summary>How many ended for each reason.</summary>
    internal Dictionary<ReasonCode, int> Ends { get; } = [];

    /// <summary>The first broken rule; null where all were kept.</summary>
    internal string? Fault { get; private set; }

    internal void OnCommand(in Command command)
    {
        if (command.Kind == CommandKind.PlaceOrder)
        {
            _orders[command.OrderId.Value] = new AuditedOrder { Command = command, SentAt = _clock };
        }
        else if (command.Kind == CommandKind.AmendOrder && _orders.TryGetValue(command.OrderId.Value, out var order))
        {
            // An amend may or may not reach the order in time: the wider bound of the two holds from here on.
            if (command.Price != PriceTicks.Zero)
            {
                order.HighestPrice = Math.Max(order.HighestPrice, command.Price.Value);
                order.LowestPrice = Math.Min(order.LowestPrice, command.Price.Value);
            }

            order.IsAmended = true;
            order.QuantityMax = Math.Max(order.QuantityMax, command.Quantity.Value);
        }
    }

    internal void OnEvent(in Event e, MarketState? market)
    {
        _clock = Math.Max(_clock, e.Time.Value);
        if (market is not null)
        {
            var bid = market.HasBid ? market.BestBid.Value : long.MaxValue;
            var ask = market.HasAsk ? market.BestAsk.Value : 0;
            _best[e.Instrument.Value] = (bid, ask);
        }

        // What is on offer at each moment, to hold against what takers got at that moment.
        foreach (var (instrument, best) in _best)
        {
            _offered[(_clock, instrument)] = best;
        }
    }

    internal void OnReport(ReadOnlySpan<Event> run)
    {
        ref readonly var report = ref run[0];
        var decidedAt = report.VenueTime.Value + settings.FeedLatencyNs;
        Require(report.Time.Value >= _lastReportTime, "reports leave in the order of their times", in report);
        Require(report.Time.Value >= decidedAt, "a report is not before its cause", in report);
        _lastReportTime = report.Time.Value;
        if (report.Kind == EventKind.FundingPaid || !_orders.TryGetValue(report.Fill.OrderId.Value, out var order))
        {
            return;
        }

        var arrival = order.SentAt + settings.EntryLatencyNs + settings.FeedLatencyNs;
        Require(decidedAt >= arrival || IsQuestion(report.Kind), "nothing is decided before the arrival", in report);
        switch (report.Kind)
        {
            case EventKind.OrderAccepted:
                Require(!order.IsAccepted, "an order is accepted once", in report);
                order.IsAccepted = true;
                break;
            case EventKind.OrderRejected:
            case EventKind.OrderCanceled:
            case EventKind.OrderExpired:
                Require(!order.IsDone, "an order ends once", in report);
                Require(
                    report.Kind == EventKind.OrderRejected
                        || report.OrderDone.CumulativeQuantity.Value == order.Cumulative,
                    "an end says what was filled",
                    in report);
                order.IsDone = true;
                CheckEnd(in report, order);
                break;
            case EventKind.OrderTriggered:
                Require(order.Command.Type.IsConditional(), "only what waits is triggered", in report);
                Require(order.IsAccepted && !order.IsDone, "only an open order is triggered", in report);
                Require(!order.IsTriggered, "an order is triggered once", in report);
                Require(order.Cumulative == 0, "nothing is filled before the trigger", in report);
                order.IsTriggered = true;
                TriggerCount++;
                break;
            case EventKind.Fill:
                OnFill(run, order);
                break;
            default:
                break;
        }
    }

    internal void CheckPositions(IEnumerable<Instrument> instruments, Func<InstrumentId, QtyLots> positionOf)
    {
        foreach (var instrument in instruments)
        {
            if (positionOf(instrument.Id).Value != _positions.GetValueOrDefault(instrument.Id.Value))
            {
                Fault ??= $"the position of {instrument.Symbol} is not the sum of its fills";
            }
        }

        foreach (var order in _orders.Values)
        {
            // An amend may have been refused, or have changed it while it waited for its trigger.
            if (order.Command.TimeInForce == TimeInForce.FillOrKill && order.Cumulative > 0 && !order.IsAmended
                && order.Cumulative != order.Command.Quantity.Value)
            {
                Fault ??= $"order {order.Command.OrderId.Value} was to be filled whole or not at all";
            }
        }
    }

    private static bool IsQuestion(EventKind kind) =>
        kind is EventKind.OrderStatus or EventKind.CancelRejected or EventKind.AmendRejected;

    private void OnFill(ReadOnlySpan<Event> run, AuditedOrder order)
    {
        ref readonly var report = ref run[0];
        ref readonly var fill = ref report.Fill;
        var isBuy = order.Command.Side == Side.Bid;
        var isMaker = (report.Flags & EventFlags.Maker) != 0;
        FillCount++;
        MakerFillCount += isMaker ? 1 : 0;
        order.Cumulative += fill.Quantity.Value;
        var signed = isBuy ? fill.Quantity.Value : -fill.Quantity.Value;
        var instrument = report.Instrument.Value;
        _positions[instrument] = _positions.GetValueOrDefault(instrument) + signed;

        Require(order.IsAccepted && !order.IsDone, "only an open order is filled", in report);
        Require(run.Length == 2 && run[1].Kind == EventKind.FillDetail, "a fill is two slots", in report);
        Require(report.Side == order.Command.Side, "a fill carries our side", in report);
        Require(fill.Quantity.Value > 0, "a fill has a quantity", in report);
        Require(fill.CumulativeQuantity.Value == order.Cumulative, "quantities add up", in report);
        Require(order.Cumulative <= order.QuantityMax, "no order is filled beyond its quantity", in report);
        Require(
            order.IsTriggered == order.Command.Type.IsConditional(), "what waits is filled once triggered", in report);
        order.IsDone |= order.Cumulative == order.QuantityMax && !order.IsAmended;
        if (order.Command.Type.HasLimit())
        {
            Require(
                isBuy ? fill.Price.Value <= order.HighestPrice : fill.Price.Value >= order.LowestPrice,
                "no order is filled beyond its limit",
                in report);
        }

        if (!isMaker)
        {
            CheckTaker(in report, isBuy);
        }

        Require(!isMaker || order.Command.Type.HasLimit(), "only limit orders make", in report);
        Require(isMaker || (order.Command.Flags & CommandFlags.PostOnly) == 0, "post-only never takes", in report);
    }

    private void CheckEnd(in Event report, AuditedOrder order)
    {
        var reason = report.Kind == EventKind.OrderRejected ? report.OrderRejected.Reason : report.OrderDone.Reason;
        Ends[reason] = Ends.GetValueOrDefault(reason) + 1;
        Require(
            order.Command.TimeInForce != TimeInForce.FillOrKill || order.Cumulative == 0,
            "what is filled whole or not at all is not filled in part",
            in report);
        Require(
            reason != ReasonCode.GoodTillDateReached || report.Kind == EventKind.OrderRejected
                || report.VenueTime.Value == order.Command.ExpiryOrOffset,
            "what has a date ends at it",
            in report);
    }

    private void CheckTaker(in Event report, bool isBuy)
    {
        var decidedAt = report.VenueTime.Value + settings.FeedLatencyNs;
        if (_offered.TryGetValue((decidedAt, report.Instrument.Value), out var offered))
        {
            var price = report.Fill.Price.Value;
            Require(
                isBuy ? price >= offered.Ask : price <= offered.Bid,
                "no taker gets more than the market offered",
                in report);
        }
    }

    private void Require(bool isKept, string rule, in Event report)
    {
        if (!isKept)
        {
            Fault ??= $"{rule}: {report.Kind} of order {report.Fill.OrderId.Value} at {report.Time.Value}";
        }
    }
}
