using System.Runtime.CompilerServices;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>What a group asks for.</content>
internal sealed partial class OrderGroups
{
    private void Act(ref OrderGroup group)
    {
        if (group.IsPair)
        {
            _pairs.Act(ref group);
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
            _orders.CancelOfGroup(ref group.First);
            _orders.CancelOfGroup(ref group.Second);
            if (group.Excess == QtyLots.Zero)
            {
                _orders.CancelOfGroup(group.Closer, ReasonCode.Protection);
                return;
            }
        }

        if (group.MustClose)
        {
            _closer.Close(ref group);
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
        var wanted = WantedOf(group, leaves);
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
            _orders.CancelOfGroup(ref leg);
            return;
        }

        if (_orders.AmendOfGroup(ref order, terms, ReasonCode.Protection))
        {
            (leg.AskedTrigger, leg.AskedQuantity) = (trigger, terms.Quantity);
        }
    }

    /// <summary>
    /// No more than is held, and all of it that the account can close: what stands is not made smaller because the
    /// account can close less, since the venue takes no more than there is, and not larger while it is being closed.
    /// </summary>
    private QtyLots WantedOf(in OrderGroup group, QtyLots leaves)
    {
        var closable = _shares.Closable(group);
        return leaves > group.Held ? group.Held : group.MustClose || leaves > closable ? leaves : closable;
    }

    private void Place(ref OrderGroup group, ref GroupLeg leg, GroupRole role)
    {
        var lots = _shares.Closable(group);
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

        group.Lose(ref leg, ReasonCode.None, _core.OrderRules, _core.Clock);
        group.RetryTime = _core.Clock + _core.OrderRules.PauseNs(group.Tries);
    }

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
            group.Lose(ref leg, ReasonCode.GatewayTimeout, _core.OrderRules, now);
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
