using System.Runtime.CompilerServices;
using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>Orders that belong together: what strategies ask for, and what their groups ask for.</content>
internal sealed partial class OrderManager
{
    /// <summary>The brackets and pairs.</summary>
    internal OrderGroups Groups { get; }

    /// <summary>An order by its number, for its group; a null reference where the table does not hold it.</summary>
    internal ref Order Find(OrderId id) => ref _table.Find(id);

    /// <summary>The orders that are not finished.</summary>
    internal OpenOrders Open => _table.Open;

    /// <summary>Places an entry whose fills are protected, or refuses it.</summary>
    internal OrderId PlaceBracket(
        StrategyId strategy, AccountId account, in OrderRequest entry, in Bracket bracket, double highSizeFactor,
        TimestampNs now)
    {
        var verdict = BracketChecks.Judge(entry, bracket, ExpectedPrice(entry), out var stop);
        verdict = verdict.IsPass && !Groups.HasRoom ? RiskVerdict.Refuse(ReasonCode.OrderTableFull) : verdict;
        if (!verdict.IsPass)
        {
            Refuse(strategy, account, entry, verdict);
            return OrderId.None;
        }

        var id = Place(strategy, account, entry with { ProtectiveStop = stop }, highSizeFactor, now);
        if (id != OrderId.None)
        {
            Groups.BeginBracket(ref _table.Find(id), bracket);
        }

        return id;
    }

    /// <summary>Places two orders of which a fill of one takes from the other: both, or none.</summary>
    internal (OrderId First, OrderId Second) PlacePair(
        StrategyId strategy, AccountId account, in OrderRequest first, in OrderRequest second, double highSizeFactor,
        TimestampNs now)
    {
        var one = first with { Quantity = _gate.Scale(first, highSizeFactor) };
        var other = second with { Quantity = _gate.Scale(second, highSizeFactor) };
        var verdict = one.Instrument == other.Instrument
            ? JudgeTruth(one.Instrument)
            : RiskVerdict.Refuse(ReasonCode.TermsContradict);
        verdict = verdict.IsPass ? JudgePair(strategy, one, now) : verdict;
        if (!verdict.IsPass)
        {
            Refuse(strategy, account, one, verdict);
            return default;
        }

        verdict = JudgeBeside(strategy, one, other, now);
        if (!verdict.IsPass)
        {
            Refuse(strategy, account, other, verdict);
            return default;
        }

        var firstId = Send(strategy, account, one, ReasonOf(one, first), now);
        Groups.BeginPair(ref _table.Find(firstId));
        var secondId = Send(strategy, account, other, ReasonOf(other, second), now);
        Groups.JoinPair(_table.Find(firstId), ref _table.Find(secondId));
        return (firstId, secondId);
    }

    /// <summary>
    /// Places what protects a position or closes it. What is reduce-only is no larger than what is held, so it passes
    /// the limits that are meant for new risk, and any state of trading in which something may be asked for. What is
    /// not (it trades back what was closed too much) is judged as a strategy's own order.
    /// </summary>
    /// <returns>None where it cannot be an order of this instrument, is refused, or there is no room for it.</returns>
    internal OrderId PlaceOfGroup(in OrderGroup group, GroupRole role, in OrderRequest request, ReasonCode reason)
    {
        var verdict = TermsChecks.Agree(request, _core.Clock);
        verdict = verdict.IsPass
            ? RiskChecks.QuantityWithinBounds(_markets[request.Instrument.Value].Instrument, request.Quantity)
            : verdict;
        verdict = verdict.IsPass && !request.IsReduceOnly ? JudgeTruth(request.Instrument) : verdict;
        verdict = verdict.IsPass && !request.IsReduceOnly
            ? _gate.Check(group.Strategy, request, _table.OpenCount, _core.Clock)
            : verdict;
        if (!verdict.IsPass)
        {
            Refuse(group.Strategy, group.Account, request, verdict);
            return OrderId.None;
        }

        var id = Send(group.Strategy, group.Account, request, reason, _core.Clock);
        if (id != OrderId.None)
        {
            Groups.Join(group, role, ref _table.Find(id));
        }

        return id;
    }

    /// <summary>Cancels an order for its group.</summary>
    /// <returns>False where it is not open, held, a cancel is under way, or its truth is not known.</returns>
    internal bool CancelOfGroup(OrderId id, ReasonCode reason)
    {
        ref var order = ref _table.Find(id);
        if (Unsafe.IsNullRef(in order) || !IsCancelable(order) || IsHeld(order))
        {
            return false;
        }

        RequestCancel(ref order, reason);
        return true;
    }

    /// <summary>Cancels what stands for one of the two orders of a group.</summary>
    internal void CancelOfGroup(ref GroupLeg leg) =>
        leg.IsCanceling |= CancelOfGroup(leg.Order, ReasonCode.Protection);

    /// <summary>
    /// Asks about an order that should have ended by now: what the venue said of it may be lost. What is Unknown, or
    /// has a request under way, is asked about already.
    /// </summary>
    internal void AskOfGroup(OrderId id)
    {
        ref var order = ref _table.Find(id);
        if (!Unsafe.IsNullRef(in order) && order.State is OrderState.New or OrderState.PartiallyFilled)
        {
            Send(CommandKind.QueryOrder, order).Reason = ReasonCode.GatewayTimeout;
        }
    }

    /// <summary>Amends an order for its group: it takes away, or moves and grows to what is held.</summary>
    /// <returns>False where it is held.</returns>
    internal bool AmendOfGroup(ref Order order, in OrderTerms terms, ReasonCode reason)
    {
        if (IsHeld(order))
        {
            return false;
        }

        RequestAmend(ref order, terms, reason, _core.Clock);
        return true;
    }

    /// <summary>
    /// A request on an order of a group was refused or not sent: the next is asked for after a pause, whatever comes
    /// in meanwhile. Else each report would ask again for what was just refused.
    /// </summary>
    internal void HoldOfGroup(OrderId id) =>
        _table.Find(id).HeldUntil = _core.Clock + _core.OrderRules.PauseNs(1);

    /// <summary>Until when an order is held; zero where it is not, or the table does not have it.</summary>
    internal TimestampNs HeldUntil(OrderId id)
    {
        ref readonly var order = ref _table.Find(id);
        return Unsafe.IsNullRef(in order) ? default : order.HeldUntil;
    }

    private bool IsHeld(in Order order) => _core.Clock < order.HeldUntil;

    /// <summary>Tells a person of an order of a group.</summary>
    internal void AlertOfGroup(in OrderGroup group, OrderId order, ReasonCode reason, long measured, long limit)
    {
        ref var command = ref _outbox.Add(CommandKind.Alert);
        command.Instrument = group.Instrument;
        command.OrderId = order;
        command.Measured = measured;
        command.Limit = limit;
        command.Strategy = group.Strategy;
        command.Account = group.Account;
        command.Reason = reason;
    }

    /// <summary>Moves a bracket's take-profit and stop.</summary>
    internal bool MoveBracket(StrategyId strategy, OrderId entry, PriceTicks takeProfit, PriceTicks stop) =>
        Answer(strategy, entry, Groups.Move(strategy, entry, takeProfit, stop));

    /// <summary>Takes a bracket's protective orders away.</summary>
    internal bool ReleaseBracket(StrategyId strategy, OrderId entry) =>
        Answer(strategy, entry, Groups.Release(strategy, entry));

    private static ReasonCode ReasonOf(in OrderRequest sent, in OrderRequest asked) =>
        sent.Quantity < asked.Quantity ? ReasonCode.SizeScaled : ReasonCode.None;

    private bool Answer(StrategyId strategy, OrderId entry, ReasonCode reason)
    {
        if (reason != ReasonCode.None)
        {
            RefuseRequest(strategy, entry, reason);
        }

        return reason == ReasonCode.None;
    }

    private RiskVerdict JudgePair(StrategyId strategy, in OrderRequest first, TimestampNs now)
    {
        var hasRoom = Groups.HasRoom && _table.OpenCount + 2 <= _table.Capacity;
        return hasRoom
            ? _gate.Check(strategy, first, _table.OpenCount, now)
            : RiskVerdict.Refuse(ReasonCode.OrderTableFull);
    }

    /// <summary>
    /// Judges the second order of a pair as if the first were out: both count in full until one fills, and a pair whose
    /// orders meet would trade with itself.
    /// </summary>
    private RiskVerdict JudgeBeside(
        StrategyId strategy, in OrderRequest first, in OrderRequest second, TimestampNs now)
    {
        var isGuard = first.IsReduceOnly && first.Type.IsConditional();
        var lots = isGuard ? 0 : first.Quantity.Value;
        _exposures.Move(strategy, first.Instrument, first.Side, lots, first.IsReduceOnly);
        _exposures.CountOrder(strategy, first.Instrument, 1);
        var reaches = first.Type == OrderType.Limit;
        var own = _exposures.OwnPricesOf(first.Instrument, first.Side);
        if (reaches)
        {
            own.Add(first.Price.Value, isStanding: true);
        }

        var verdict = _gate.Check(strategy, second, _table.OpenCount + 1, now);
        verdict = verdict.IsPass ? _gate.CheckRate(strategy, now, besides: 1) : verdict;
        if (reaches)
        {
            own.Remove(first.Price.Value, isStanding: true);
        }

        _exposures.CountOrder(strategy, first.Instrument, -1);
        _exposures.Move(strategy, first.Instrument, first.Side, -lots, first.IsReduceOnly);
        return verdict;
    }

    /// <summary>Where an order will fill, as far as one can say before; zero where one cannot.</summary>
    private PriceTicks ExpectedPrice(in OrderRequest request)
    {
        if (request.Type.HasLimit())
        {
            return request.Price;
        }

        if (request.Type.IsConditional() && request.Trigger > PriceTicks.Zero)
        {
            return request.Trigger;
        }

        return _markets[request.Instrument.Value].TryReferencePrice(out var reference) ? reference : PriceTicks.Zero;
    }
}
