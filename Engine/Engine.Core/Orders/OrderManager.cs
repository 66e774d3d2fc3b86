using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Guards;
using Engine.Core.Portfolios;
using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Core.Timers;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// Every order from request to end. What strategies ask for and what the venue answers meet here. One thread.
/// </summary>
/// <remarks>
/// Each request is answered by a command: the order itself, or its refusal with the reason, the measured value and the
/// limit. An order whose truth is not known stays Unknown, counts as exposure, and is asked about.
/// </remarks>
internal sealed partial class OrderManager
{
    private const int TableCapacity = 8_192;

    private readonly OrderTable _table = new(TableCapacity);
    private readonly TradeKeySet _tradeKeys = new();
    private readonly TradingCore _core;
    private readonly Portfolio _portfolio;
    private readonly IReadOnlyList<MarketState> _markets;
    private readonly RiskGate _gate;
    private readonly Outbox _outbox;
    private readonly StrategyHost _host;
    private readonly ExposureBook _exposures;
    private long _lastOrderId;

    internal OrderManager(
        TradingCore core, IReadOnlyList<MarketState> markets, RiskGate gate, StrategyHost host, TimerQueue timers)
    {
        _core = core;
        _markets = markets;
        _portfolio = core.Portfolio;
        _gate = gate;
        _exposures = gate.Exposures;
        _outbox = core.Outbox;
        _host = host;
        _wake = new WakeUp(timers, EngineTimer.Tag(EngineTimer.Orders, 0));
        Groups = new OrderGroups(this, core, markets, gate, timers);
        Doubts = new BookDoubts(this, core, markets, gate, timers);
    }

    /// <summary>The instruments of which the venue contradicts our books.</summary>
    internal BookDoubts Doubts { get; }

    /// <summary>How many orders are not finished.</summary>
    internal int OpenCount => _table.OpenCount;

    /// <summary>Orders that went out since the start.</summary>
    internal long PlacedCount { get; private set; }

    /// <summary>Requests that risk refused since the start.</summary>
    internal long RefusedCount { get; private set; }

    /// <summary>Orders that the venue refused since the start.</summary>
    internal long RejectedCount { get; private set; }

    /// <summary>Places an order, or refuses it.</summary>
    internal OrderId Place(
        StrategyId strategy, AccountId account, in OrderRequest asked, double highSizeFactor, TimestampNs now)
    {
        var request = asked with { Quantity = _gate.Scale(asked, highSizeFactor) };
        var verdict = JudgeTruth(request.Instrument);
        verdict = verdict.IsPass ? _gate.Check(strategy, request, _table.OpenCount, now) : verdict;
        var isScaled = request.Quantity < asked.Quantity;
        if (!verdict.IsPass)
        {
            var isScaledAway = isScaled
                && verdict.Reason is (ReasonCode.QuantityNotPositive or ReasonCode.BelowMinimum);
            Refuse(strategy, account, isScaledAway ? asked : request, isScaledAway
                ? new RiskVerdict(ReasonCode.SizeScaled, asked.Quantity.Value, request.Quantity.Value)
                : verdict);
            return OrderId.None;
        }

        var reason = isScaled ? ReasonCode.SizeScaled : ReasonCode.None;
        return Send(strategy, account, request, reason, now);
    }

    /// <summary>
    /// Places what closes a position, whatever the limits say: the kill switch alone asks for it.
    /// </summary>
    internal OrderId PlaceClosing(
        StrategyId strategy, AccountId account, in OrderRequest request, TimestampNs now) =>
        Send(strategy, account, request, ReasonCode.KillSwitch, now);

    /// <summary>
    /// Whether it makes sense to ask for anything: not where the venue cannot be heard, nor where it has just said that
    /// our books of the instrument are wrong. What reduces by those books would be refused as often as it is asked for.
    /// </summary>
    private RiskVerdict JudgeTruth(InstrumentId instrument) =>
        Doubts.Holds(instrument) ? RiskVerdict.Refuse(ReasonCode.BooksInDoubt)
        : _gate.Breakers.IsLineLost(VenueOf(instrument)) ? RiskVerdict.Refuse(ReasonCode.VenueDisconnected)
        : RiskVerdict.Pass;

    /// <summary>Whether a request in an instrument is judged at all now; else it is refused at once.</summary>
    internal bool CanAsk(InstrumentId instrument) => JudgeTruth(instrument).IsPass;

    /// <summary>Whether the line stands by which the venue of an instrument is heard.</summary>
    internal bool IsHeard(InstrumentId instrument) => !_gate.Breakers.IsLineLost(VenueOf(instrument));

    private VenueId VenueOf(InstrumentId instrument) => _markets[instrument.Value].Instrument.Venue;

    /// <summary>What the limits leave for another position in an instrument.</summary>
    internal Money Room(StrategyId strategy, InstrumentId instrument) => _gate.Room(strategy, instrument);

    /// <summary>Asks the venue to cancel an order.</summary>
    internal bool Cancel(StrategyId strategy, OrderId id, ReasonCode reason)
    {
        ref var order = ref _table.Find(id);
        if (Unsafe.IsNullRef(in order) || order.IsFinal || order.Strategy != strategy)
        {
            RefuseRequest(strategy, id, ReasonCode.OrderUnknown);
            return false;
        }

        if (order.IsOfBracket)
        {
            RefuseRequest(strategy, id, ReasonCode.OwnedByBracket);
            return false;
        }

        if (order.State is OrderState.PendingCancel or OrderState.Unknown)
        {
            RefuseRequest(strategy, id, ReasonOfWaiting(order));
            return false;
        }

        RequestCancel(ref order, reason);
        return true;
    }

    /// <summary>Why nothing can be asked of an order now: its answer is out, or nobody would hear one.</summary>
    private ReasonCode ReasonOfWaiting(in Order order) =>
        IsHeard(order.Instrument) ? ReasonCode.RequestInFlight : ReasonCode.VenueDisconnected;

    /// <summary>
    /// Asks the venue for another price, quantity and trigger. While the risk level is High the quantity is not raised:
    /// the rest of the amend goes, so that no order stays at a price that its owner has left.
    /// </summary>
    internal bool Amend(StrategyId strategy, OrderId id, in OrderTerms asked, TimestampNs now)
    {
        ref var order = ref _table.Find(id);
        var reason = Unsafe.IsNullRef(in order) || order.IsFinal || order.Strategy != strategy
            ? ReasonCode.OrderUnknown
            : order.IsOfBracket ? ReasonCode.OwnedByBracket : AmendChecks.Judge(order, asked);
        if (reason != ReasonCode.None)
        {
            RefuseRequest(strategy, id, reason == ReasonCode.RequestInFlight ? ReasonOfWaiting(order) : reason);
            return false;
        }

        var isHeld = _gate.Level == RiskLevel.High && asked.Quantity > order.Quantity;
        var terms = isHeld ? asked with { Quantity = order.Quantity } : asked;
        var request = AmendChecks.RequestOf(order, terms);
        var verdict = isHeld && AmendChecks.IsAsItStands(order, terms)
            ? new RiskVerdict(ReasonCode.SizeScaled, asked.Quantity.Value, order.Quantity.Value)
            : CheckAmend(order, request, terms.Quantity, now);
        if (!verdict.IsPass)
        {
            Refuse(strategy, order.Account, request, verdict);
            return false;
        }

        Groups.OnAmend(order, terms.Quantity);
        RequestAmend(ref order, terms, isHeld ? ReasonCode.SizeScaled : ReasonCode.None, now);
        return true;
    }

    /// <summary>Cancels whatever is open, in order of the table: what protects positions too.</summary>
    internal void CancelAll(ReasonCode reason) => CancelWhere(null, keepsProtection: false, reason);

    /// <summary>Cancels whatever is open and does not merely protect a position, in order of the table.</summary>
    internal void CancelUnprotecting(ReasonCode reason) => CancelWhere(null, keepsProtection: true, reason);

    /// <summary>Cancels whatever is open and not marked reduce-only.</summary>
    internal void CancelGrowing(ReasonCode reason)
    {
        foreach (ref var order in _table.Open)
        {
            if (!order.IsReduceOnly && IsCancelable(order))
            {
                RequestCancel(ref order, reason);
            }
        }
    }

    /// <summary>
    /// Cancels what is open once more, and asks about what does not answer; what is about to close a position is only
    /// asked about. Of a venue that cannot be heard nothing is asked: when its line is back it is chased again.
    /// </summary>
    internal void Chase(ReasonCode reason)
    {
        foreach (ref var order in _table.Open)
        {
            if (!IsHeard(order.Instrument))
            {
                continue;
            }

            var closes = order.IsReduceOnly && order.Type == OrderType.Market;
            if (!closes && IsCancelable(order))
            {
                RequestCancel(ref order, reason);
                continue;
            }

            if (order.State == OrderState.PendingCancel)
            {
                Send(CommandKind.CancelOrder, order).Reason = reason;
                order.CanceledBy = LastCommand;
            }

            Send(CommandKind.QueryOrder, order).Reason = reason;
        }
    }

    /// <summary>Whether an order is known and not finished.</summary>
    internal bool IsOpen(OrderId id)
    {
        ref readonly var order = ref _table.Find(id);
        return !Unsafe.IsNullRef(in order) && !order.IsFinal;
    }

    /// <summary>Cancels whatever a strategy has open and does not merely protect its position.</summary>
    internal void CancelAllOf(StrategyId strategy, ReasonCode reason) =>
        CancelWhere(strategy, keepsProtection: true, reason);

    internal bool TryGet(OrderId id, out Order order)
    {
        ref var found = ref _table.Find(id);
        var isFound = !Unsafe.IsNullRef(in found);
        order = isFound ? found : default;
        return isFound;
    }

    /// <summary>The number that the next order gets.</summary>
    internal OrderId NextId => new(_lastOrderId + 1);

    /// <summary>Copies the orders that are not finished, by their number.</summary>
    internal void CopyOpen(List<Order> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        orders.Clear();
        foreach (ref var order in _table.Open)
        {
            // In order from the start: slots are taken as they come free.
            var place = orders.Count;
            while (place > 0 && orders[place - 1].Id.Value > order.Id.Value)
            {
                place--;
            }

            orders.Insert(place, order);
        }
    }

    internal void VisitState(StateSink sink)
    {
        long placed = PlacedCount, refused = RefusedCount, rejected = RejectedCount;
        sink.Visit(ref placed);
        sink.Visit(ref refused);
        sink.Visit(ref rejected);
        (PlacedCount, RefusedCount, RejectedCount) = (placed, refused, rejected);
        sink.Visit(ref _lastOrderId);
        _wake.VisitState(sink);
        _table.VisitState(sink);
        if (sink.IsRestoring)
        {
            MarkDue();
        }

        _tradeKeys.VisitState(sink);
        Groups.VisitState(sink);
        Doubts.VisitState(sink);
    }

    private void CancelWhere(StrategyId? strategy, bool keepsProtection, ReasonCode reason)
    {
        foreach (ref var order in _table.Open)
        {
            var isMeant = strategy is null || order.Strategy == strategy;
            if (isMeant && IsCancelable(order) && !(keepsProtection && order.IsProtection))
            {
                RequestCancel(ref order, reason);
            }
        }
    }

    private static bool IsCancelable(in Order order) =>
        !order.IsFinal && order.State is not (OrderState.PendingCancel or OrderState.Unknown);

    private void RequestAmend(ref Order order, in OrderTerms terms, ReasonCode reason, TimestampNs now)
    {
        var before = order.ExposedQuantity;
        order.State = OrderState.PendingAmend;
        order.RequestedPrice = terms.Price;
        order.RequestedQuantity = terms.Quantity;
        order.RequestedTrigger = terms.Trigger;
        order.IsAmendUnanswered = true;
        AwaitAnswer(ref order);
        MoveExposure(ref order, before);
        _gate.OnOrder(order.Strategy, now);
        ref var command = ref Send(CommandKind.AmendOrder, order);
        command.Price = terms.Price;
        command.Quantity = terms.Quantity;
        command.Trigger = terms.Trigger;
        command.Reason = reason;
        order.AmendedBy = LastCommand;
    }

    private void RequestCancel(ref Order order, ReasonCode reason)
    {
        var before = order.ExposedQuantity;
        order.State = OrderState.PendingCancel;
        AwaitAnswer(ref order);
        MoveExposure(ref order, before);
        MarkResting(ref order);
        Send(CommandKind.CancelOrder, order).Reason = reason;
        order.CanceledBy = LastCommand;
    }

    /// <summary>
    /// An amend is judged as the order that it would make, as if the order as it is were not there.
    /// </summary>
    private RiskVerdict CheckAmend(in Order order, in OrderRequest request, QtyLots total, TimestampNs now)
    {
        if (total <= order.CumulativeQuantity)
        {
            return new RiskVerdict(ReasonCode.QuantityNotPositive, total.Value, order.CumulativeQuantity.Value);
        }

        return _gate.CheckAmend(order.Strategy, request, order.ExposedQuantity.Value, now);
    }

    private OrderId Send(
        StrategyId strategy, AccountId account, in OrderRequest request, ReasonCode reason, TimestampNs now)
    {
        var id = NextId;
        ref var order = ref _table.Add(id);
        if (Unsafe.IsNullRef(in order))
        {
            Refuse(strategy, account, request, RiskVerdict.Refuse(ReasonCode.OrderTableFull));
            return OrderId.None;
        }

        _lastOrderId = id.Value;
        PlacedCount++;
        order.Instrument = request.Instrument;
        order.Strategy = strategy;
        order.Account = account;
        order.State = OrderState.PendingNew;
        order.Type = request.Type;
        order.TimeInForce = request.TimeInForce;
        order.Side = request.Side;
        order.IsPostOnly = request.IsPostOnly;
        order.IsReduceOnly = request.IsReduceOnly;
        order.IsTriggerOnMark = request.TriggerOnMark;
        order.Price = request.Price;
        order.Trigger = request.Trigger;
        order.ExpiryOrOffset = request.ExpiryOrOffset;
        order.Quantity = request.Quantity;
        order.CreatedTime = now;
        AwaitAnswer(ref order);
        _exposures.CountOrder(strategy, request.Instrument, 1);
        MoveExposure(ref order, QtyLots.Zero);
        _gate.OnOrder(strategy, now);
        Doubts.OnOrder(request.Instrument);
        _gate.Breakers.OnPlaced(_markets[request.Instrument.Value].Instrument.Venue, id);
        Send(CommandKind.PlaceOrder, order).Reason = reason;
        order.PlacedBy = LastCommand;
        return id;
    }

    private CommandIdentity LastCommand => CommandIdentity.Of(_outbox.Cause, _outbox.LastOrdinal);

    private static CommandFlags FlagsOf(Side side, bool isPostOnly, bool isReduceOnly, bool isTriggerOnMark) =>
        (side == Side.Ask ? CommandFlags.Ask : 0)
        | (isPostOnly ? CommandFlags.PostOnly : 0)
        | (isReduceOnly ? CommandFlags.ReduceOnly : 0)
        | (isTriggerOnMark ? CommandFlags.TriggerOnMark : 0);

    private ref Command Send(CommandKind kind, in Order order)
    {
        ref var command = ref _outbox.Add(kind);
        command.Flags = FlagsOf(order.Side, order.IsPostOnly, order.IsReduceOnly, order.IsTriggerOnMark);
        command.Instrument = order.Instrument;
        command.OrderId = order.Id;
        command.Price = order.Price;
        command.Quantity = order.Quantity;
        command.Trigger = order.Trigger;
        command.ExpiryOrOffset = order.ExpiryOrOffset;
        command.Type = order.Type;
        command.TimeInForce = order.TimeInForce;
        command.Account = order.Account;
        command.Strategy = order.Strategy;
        return ref command;
    }

    private void Refuse(StrategyId strategy, AccountId account, in OrderRequest request, RiskVerdict verdict)
    {
        RefusedCount++;
        ref var command = ref _outbox.Add(CommandKind.OrderRefused);
        command.Flags = FlagsOf(
            request.Side, request.IsPostOnly, request.IsReduceOnly, request.TriggerOnMark);
        command.Instrument = request.Instrument;
        command.Price = request.Price;
        command.Quantity = request.Quantity;
        command.Measured = verdict.Measured;
        command.Limit = verdict.Limit;
        command.Type = request.Type;
        command.TimeInForce = request.TimeInForce;
        command.Account = account;
        command.Strategy = strategy;
        command.Reason = verdict.Reason;
    }

    private void RefuseRequest(StrategyId strategy, OrderId id, ReasonCode reason)
    {
        RefusedCount++;
        ref var command = ref _outbox.Add(CommandKind.OrderRefused);
        command.Instrument = InstrumentId.None;
        command.OrderId = id;
        command.Strategy = strategy;
        command.Reason = reason;
    }

    /// <summary>Carries a change of what an order may still fill, and where, over to the exposure book.</summary>
    private void MoveExposure(ref Order order, QtyLots openBefore)
    {
        _exposures.Move(
            order.Strategy, order.Instrument, order.Side, order.ExposedQuantity.Value - openBefore.Value,
            order.IsReduceOnly);
        var price = order.ReachPrice;
        var isStanding = order.State is not OrderState.PendingCancel;
        if (price == order.CrossPrice && (isStanding == order.IsMarkedStanding || price == PriceTicks.Zero))
        {
            return;
        }

        var own = _exposures.OwnPricesOf(order.Instrument, order.Side);
        if (order.CrossPrice != PriceTicks.Zero)
        {
            own.Remove(order.CrossPrice.Value, order.IsMarkedStanding);
        }

        if (price != PriceTicks.Zero)
        {
            own.Add(price.Value, isStanding);
        }

        (order.CrossPrice, order.IsMarkedStanding) = (price, isStanding);
    }

    /// <summary>Marks in the book what of an order rests there, instead of what was marked before.</summary>
    private void MarkResting(ref Order order)
    {
        var resting = order.RestingQuantity;
        if (order.MarkedQuantity == resting && order.MarkedPrice == order.Price)
        {
            return;
        }

        var market = _markets[order.Instrument.Value];
        market.MarkOwn(order.Side, order.MarkedPrice, -order.MarkedQuantity.Value);
        market.MarkOwn(order.Side, order.Price, resting.Value);
        order.MarkedPrice = order.Price;
        order.MarkedQuantity = resting;
    }
}
