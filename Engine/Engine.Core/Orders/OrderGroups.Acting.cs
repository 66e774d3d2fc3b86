using System.Runtime.CompilerServices;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>What a group asks for.</content>
internal sealed partial class OrderGroups
{
    private void Act(ref OrderGroup group)
    {
        if (group.IsPair)
        {
            ActOnPair(ref group);
            return;
        }

        // What is not protected is not added to, and after an exit nothing is entered.
        var isEntryWanted = !group.IsLeaving && !group.MustClose
            && group.State is not (ProtectionState.Lost or ProtectionState.Done);
        if (!isEntryWanted && !group.IsReleased)
        {
            _orders.CancelOfGroup(group.Key, ReasonCode.Protection);
        }

        if (group.Held == QtyLots.Zero)
        {
            Cancel(ref group.First);
            Cancel(ref group.Second);
            if (group.Excess == QtyLots.Zero)
            {
                _orders.CancelOfGroup(group.Closer, ReasonCode.Protection);
                return;
            }
        }

        if (group.MustClose)
        {
            Close(ref group);
        }

        Drive(ref group, ref group.First, GroupRole.TakeProfit);
        Drive(ref group, ref group.Second, GroupRole.Stop);
    }

    /// <summary>Brings one protective order to where what is held wants it, by one request.</summary>
    private void Drive(ref OrderGroup group, ref GroupLeg leg, GroupRole role)
    {
        var trigger = group.TriggerOf(role);
        if (group.Held == QtyLots.Zero || trigger == PriceTicks.Zero)
        {
            return;
        }

        ref var order = ref _orders.Find(leg.Order);
        if (Unsafe.IsNullRef(in order) || order.IsFinal)
        {
            Place(ref group, ref leg, role);
            return;
        }

        if (order.State is not (OrderState.New or OrderState.PartiallyFilled) || order.IsTriggeredAtMarket)
        {
            return;
        }

        var leaves = order.LeavesQuantity;
        var wanted = leaves > group.Held ? group.Held : Larger(leaves, group.MustClose ? leaves : ClosableLots(group));
        var isMoved = order.IsWaiting && order.Trigger != trigger;
        if (wanted == leaves && !isMoved)
        {
            return;
        }

        var limit = order.Type.HasLimit() && order.IsWaiting ? trigger : order.Price;
        var terms = new OrderTerms(
            limit, order.CumulativeQuantity + wanted, order.IsWaiting ? trigger : PriceTicks.Zero);
        // The venue has answered just this amend, and the order is not so: asked again it would answer so for ever.
        leg.CannotAmend |= leg.AskedTrigger == trigger && leg.AskedQuantity == terms.Quantity;
        if (leg.CannotAmend || AmendChecks.Judge(order, terms) != ReasonCode.None)
        {
            Cancel(ref leg);
            return;
        }

        if (_orders.AmendOfGroup(ref order, terms, ReasonCode.Protection))
        {
            (leg.AskedTrigger, leg.AskedQuantity) = (trigger, terms.Quantity);
        }
    }

    private void Place(ref OrderGroup group, ref GroupLeg leg, GroupRole role)
    {
        var lots = ClosableLots(group);
        if (lots == QtyLots.Zero || group.MustClose || (leg.IsLost && _core.Clock < group.RetryTime))
        {
            return;
        }

        var trigger = group.TriggerOf(role);
        var isLimit = role == GroupRole.TakeProfit && group.Terms.IsTakeProfitLimit;
        var request = new OrderRequest
        {
            Instrument = group.Instrument,
            Side = group.ExitSide,
            Quantity = lots,
            Type = role == GroupRole.Stop ? OrderType.Stop
                : isLimit ? OrderType.TakeProfitLimit : OrderType.TakeProfit,
            Price = isLimit ? trigger : PriceTicks.Zero,
            Trigger = trigger,
            TriggerOnMark = group.Terms.TriggerOnMark,
            TimeInForce = TimeInForce.GoodTillCanceled,
            IsReduceOnly = true,
        };
        var id = _orders.PlaceOfGroup(group, role, request, ReasonCode.Protection);
        if (id != OrderId.None)
        {
            leg.Renew(id, _core.Clock);
            return;
        }

        Lose(ref group, ref leg, ReasonCode.None);
        group.RetryTime = _core.Clock + _core.OrderRules.PauseNs(group.Tries);
    }

    /// <summary>Asks to cancel one of the two, where that is not under way.</summary>
    private void Cancel(ref GroupLeg leg)
    {
        leg.IsCanceling |= _orders.CancelOfGroup(leg.Order, ReasonCode.Protection);
    }

    /// <summary>
    /// Closes what is held at the market, or trades back what was closed too much; one order at a time, and none while
    /// the truth of the last is not known.
    /// </summary>
    private void Close(ref OrderGroup group)
    {
        var side = group.Held > QtyLots.Zero ? group.ExitSide : group.Side;
        var lots = group.Held > QtyLots.Zero ? group.Held.Value : group.Excess.Value;
        ref readonly var closer = ref _orders.Find(group.Closer);
        if (!Unsafe.IsNullRef(in closer) && (closer.LeavesQuantity.Value > lots || closer.Side != side)
            && closer.State is OrderState.New or OrderState.PartiallyFilled)
        {
            // Something else has closed a part meanwhile.
            _orders.CancelOfGroup(group.Closer, ReasonCode.Protection);
        }

        if (_core.Clock < group.RetryTime)
        {
            return;
        }

        if (group.Closer != OrderId.None)
        {
            // A market order does not stand: the report of its end is lost.
            _orders.AskOfGroup(group.Closer);
            PauseClosing(ref group);
            return;
        }

        if (IsBalanceTaken(ref group))
        {
            return;
        }

        var isDoubtful = group.Held > QtyLots.Zero && LotsToClose(group) == 0 && ClosableLots(group) > QtyLots.Zero;
        if (isDoubtful)
        {
            // Asked about already; whatever is said of it brings us here again.
            return;
        }

        group.Closer = group.Held > QtyLots.Zero ? PlaceCloser(group) : PlaceBack(group);

        // Where none went out others hold as much the other way, or it is too little to trade, or trading is held back:
        // later it may be otherwise.
        PauseClosing(ref group);
    }

    private OrderId PlaceCloser(in OrderGroup group) =>
        PlaceAtMarket(group, group.ExitSide, LotsToClose(group), isReduceOnly: true);

    /// <summary>
    /// Trades back what was closed too much. As far as the account is the other way that takes from it. Else, and
    /// always where legs are held apart, others' lots were closed: they are bought again, which risk must allow.
    /// </summary>
    private OrderId PlaceBack(in OrderGroup group)
    {
        var other = _gate.IsHedged(group.Instrument) ? 0 : _portfolio.ClosableLots(group.Instrument, group.Side);
        return PlaceAtMarket(
            group, group.Side, other > 0 ? Math.Min(other, group.Excess.Value) : group.Excess.Value, other > 0);
    }

    private OrderId PlaceAtMarket(in OrderGroup group, Side side, long lots, bool isReduceOnly)
    {
        var most = _markets[group.Instrument.Value].Instrument.MaxQuantity.Value;
        var request = OrderRequest.Market(
            group.Instrument, side, new QtyLots(most > 0 ? Math.Min(lots, most) : lots), isReduceOnly);
        return lots > 0 ? _orders.PlaceOfGroup(group, GroupRole.Closing, request, group.Reason) : OrderId.None;
    }

    /// <summary>
    /// What can be closed, and closed once whatever has become of protective orders that may have filled unheard. Where
    /// the account has no more than this group holds, the venue itself closes nothing twice.
    /// </summary>
    private long LotsToClose(in OrderGroup group)
    {
        var closable = _portfolio.ClosableLots(group.Instrument, group.ExitSide);
        var unheard = UnheardLots(group.First.Order) + UnheardLots(group.Second.Order);
        return closable <= group.Held.Value ? closable : Math.Max(0, group.Held.Value - unheard);
    }

    /// <summary>What an order may have filled already: of one that takes at market, or whose truth is not known.</summary>
    private long UnheardLots(OrderId id)
    {
        ref readonly var order = ref _orders.Find(id);
        var mayHave = !Unsafe.IsNullRef(in order) && (order.State == OrderState.Unknown || order.IsTriggeredAtMarket);
        return mayHave ? order.OpenQuantity.Value : 0;
    }

    /// <summary>
    /// Whether a protective order rests in the book of a spot pair: the venue has locked the balance for it and would
    /// refuse another order that sells the same. It is canceled first; its end is followed by the closing order.
    /// </summary>
    private bool IsBalanceTaken(ref OrderGroup group)
    {
        var isSpot = _markets[group.Instrument.Value].Instrument.ContractType == ContractType.Spot;
        return isSpot && (IsTakenBy(ref group.First) | IsTakenBy(ref group.Second));
    }

    private bool IsTakenBy(ref GroupLeg leg)
    {
        ref readonly var order = ref _orders.Find(leg.Order);
        var isTaken = !Unsafe.IsNullRef(in order) && !order.IsFinal && order.Type.HasLimit() && !order.IsWaiting;
        if (isTaken)
        {
            Cancel(ref leg);
        }

        return isTaken;
    }

    private void PauseClosing(ref OrderGroup group)
    {
        group.Tries++;
        group.RetryTime = _core.Clock + _core.OrderRules.PauseNs(group.Tries);
    }

    private static QtyLots Larger(QtyLots one, QtyLots other) => one > other ? one : other;

    /// <summary>The core's clock has come to a group's deadline, or passed it.</summary>
    internal void OnTimer()
    {
        var now = _core.Clock;
        if (!_wake.IsDue(now))
        {
            return;
        }

        _wake.Clear();
        for (var i = 0; i < _table.OpenCount; i++)
        {
            ref var group = ref _table.At(_table.OpenSlot(i));
            LoseUnsure(ref group, ref group.First, now);
            LoseUnsure(ref group, ref group.Second, now);
        }

        LookAtAll();
        if (_strayTime != default && now >= _strayTime)
        {
            CancelStrays();
        }

        if (_strayTime != default)
        {
            _wake.At(_strayTime);
        }
    }

    private void LoseUnsure(ref OrderGroup group, ref GroupLeg leg, TimestampNs now)
    {
        var timeout = _core.OrderRules.ProtectionTimeoutNs;
        if (!group.IsPair && timeout > 0 && leg.UnsureSince != default && !leg.IsLost
            && now >= leg.UnsureSince + timeout && group.Held > QtyLots.Zero)
        {
            Lose(ref group, ref leg, ReasonCode.GatewayTimeout);
            _orders.AskOfGroup(leg.Order);
        }
    }

    /// <summary>Sets the timer for what a group waits for by the clock.</summary>
    private void WakeFor(in OrderGroup group)
    {
        var now = _core.Clock;
        var wake = Earlier(TimestampNs.MaxValue, _orders.HeldUntil(group.Key), now);
        wake = Earlier(wake, _orders.HeldUntil(group.Closer), now);
        wake = Earlier(wake, _orders.HeldUntil(group.First.Order), now);
        wake = Earlier(wake, _orders.HeldUntil(group.Second.Order), now);
        if (group.MustClose || group.First.IsLost || group.Second.IsLost)
        {
            wake = Earlier(wake, group.RetryTime, now);
        }

        var timeout = _core.OrderRules.ProtectionTimeoutNs;
        if (timeout > 0 && !group.IsPair)
        {
            wake = EarlierUnsure(wake, group.First, timeout, now);
            wake = EarlierUnsure(wake, group.Second, timeout, now);
        }

        _wake.At(wake);
    }

    private static TimestampNs EarlierUnsure(TimestampNs wake, in GroupLeg leg, long timeout, TimestampNs now) =>
        leg.UnsureSince == default || leg.IsLost ? wake : Earlier(wake, leg.UnsureSince + timeout, now);

    private static TimestampNs Earlier(TimestampNs wake, TimestampNs time, TimestampNs now) =>
        time > now && time < wake ? time : wake;
}
