using System.Runtime.CompilerServices;
using Engine.Core.Guards;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>What reports change in a group before it is looked at.</content>
internal sealed partial class OrderGroups
{
    /// <summary>A report was taken; the books follow it, nobody has been told.</summary>
    /// <param name="order">The order as it is now.</param>
    /// <param name="previous">Its state before.</param>
    /// <param name="report">The report.</param>
    /// <param name="reason">What the report gave as its reason.</param>
    /// <param name="fill">The fill, where it was one.</param>
    internal void OnReport(
        in Order order, OrderState previous, OrderReport report, ReasonCode reason, in FillReport fill)
    {
        var hasFill = fill.Quantity > QtyLots.Zero;
        var isTaken = order.Role != GroupRole.None && Take(order, previous, report, reason, fill);
        if (isTaken && hasFill)
        {
            // Before anything is asked for: what has filled may have closed what the strategy held against it.
            _shares.BoundLate(ref _table.At(order.GroupSlot));
            _shares.Trim(order.Strategy, order.Instrument);
        }

        if (isTaken)
        {
            Look(order.GroupSlot);
        }

        if (hasFill)
        {
            OnPosition(order.Strategy, order.Instrument);
        }
    }

    /// <summary>A fill was booked: what is held, and what the account can close, may be another.</summary>
    internal void OnPosition(StrategyId strategy, InstrumentId instrument)
    {
        if (_table.OpenCount == 0)
        {
            return;
        }

        _shares.Trim(strategy, instrument);
        for (var i = 0; i < _table.OpenCount;)
        {
            var slot = _table.OpenSlot(i);
            if (_table.At(slot).Instrument == instrument)
            {
                Look(slot);
            }

            i += i < _table.OpenCount && _table.OpenSlot(i) == slot ? 1 : 0;
        }
    }

    /// <returns>False where its group has left the table.</returns>
    private bool Take(
        in Order order, OrderState previous, OrderReport report, ReasonCode reason, in FillReport fill)
    {
        if (report is OrderReport.CancelRejected or OrderReport.NotSent)
        {
            _orders.HoldOfGroup(order.Id);
        }

        ref var group = ref _table.Find(order.GroupSlot, order.Group);
        if (Unsafe.IsNullRef(in group))
        {
            CancelStray(order);
            return false;
        }

        switch (order.Role)
        {
            case GroupRole.Entry:
                TakeEntry(ref group, fill);
                break;
            case GroupRole.TakeProfit:
                TakeLeg(ref group, ref group.First, order, previous, report, reason, fill);
                break;
            case GroupRole.Stop:
                TakeLeg(ref group, ref group.Second, order, previous, report, reason, fill);
                break;
            case GroupRole.Closing:
                TakeCloser(ref group, order, fill);
                break;
            default:
                _pairs.Take(ref group, order, report, fill);
                break;
        }

        return true;
    }

    private static void TakeEntry(ref OrderGroup group, in FillReport fill)
    {
        if (fill.Quantity == QtyLots.Zero || group.IsReleased)
        {
            return;
        }

        if (group.Terms.TakeProfitDistance != 0 || group.Terms.StopDistance != 0)
        {
            group.Terms = group.Terms.From(group.Side, fill.Price);
        }

        group.Held += fill.Quantity;
    }

    private void TakeLeg(
        ref OrderGroup group, ref GroupLeg leg, in Order order, OrderState previous, OrderReport report,
        ReasonCode reason, in FillReport fill)
    {
        TakeClosed(ref group, fill);
        group.IsLeaving |= fill.Quantity > QtyLots.Zero && !group.IsReleased;
        if (order.Id != leg.Order)
        {
            // Another stands for it already: this one was taken for ended, and is not.
            CancelStray(order);
            return;
        }

        if (report is OrderReport.AmendRejected or OrderReport.CancelRejected or OrderReport.NotSent)
        {
            leg.CannotAmend |= report == OrderReport.AmendRejected;
            leg.IsCanceling &= order.State == OrderState.PendingCancel;
            // What was not sent has no answer that could contradict it.
            leg.AskedTrigger = report == OrderReport.NotSent ? default : leg.AskedTrigger;
        }

        if (order.State == OrderState.Unknown || (report == OrderReport.Triggered && order.IsTriggeredAtMarket))
        {
            leg.UnsureSince = leg.UnsureSince == default ? _core.Clock : leg.UnsureSince;
        }

        if (order.IsFinal && !previous.IsFinal())
        {
            OnLegEnded(ref group, ref leg, order, reason);
        }
    }

    /// <summary>A protective order has ended. What the group has not asked for itself is a loss.</summary>
    private void OnLegEnded(ref OrderGroup group, ref GroupLeg leg, in Order order, ReasonCode reason)
    {
        var isAsked = leg.IsCanceling || _core.KillState != KillState.Off;
        leg.IsCanceling = false;
        leg.UnsureSince = default;
        if (isAsked || order.State == OrderState.Filled || group.Held == QtyLots.Zero)
        {
            leg.IsLost = false;
            return;
        }

        // A fill may be told before the trigger that caused it.
        var isSpent = !order.Type.HasLimit() && (order.IsTriggered || order.CumulativeQuantity > QtyLots.Zero);
        if (isSpent || reason == ReasonCode.VenueTriggerAtOnce)
        {
            // The price at which the position was to be given up has come, and the position is still there.
            leg.IsLost = false;
            group.CloseFor(ReasonCode.TriggerReached);
            return;
        }

        group.Lose(ref leg, reason, _core.OrderRules, _core.Clock);
    }

    private void TakeCloser(ref OrderGroup group, in Order order, in FillReport fill)
    {
        if (order.Side == group.ExitSide)
        {
            TakeClosed(ref group, fill);
        }
        else
        {
            // What was missing has been made good meanwhile: then this is held, and closed again.
            group.Held += group.IsReleased ? QtyLots.Zero : GroupShares.Less(fill.Quantity, group.Excess);
            group.Excess = GroupShares.Less(group.Excess, fill.Quantity);
        }

        if (order.Id != group.Closer)
        {
            CancelStray(order);
            return;
        }

        if (!order.IsFinal)
        {
            return;
        }

        group.Closer = OrderId.None;
        group.RetryTime = _core.Clock + _core.OrderRules.PauseNs(group.Tries);
    }

    /// <summary>Something of what is held was closed; more than that is a position the other way.</summary>
    private void TakeClosed(ref OrderGroup group, in FillReport fill)
    {
        var over = fill.Quantity - group.Held;
        group.Held = GroupShares.Less(group.Held, fill.Quantity);
        if (over <= QtyLots.Zero || group.IsReleased)
        {
            return;
        }

        _orders.AlertOfGroup(group, group.Key, ReasonCode.GroupOverfilled, over.Value, 0);
        if (_core.OrderRules.OnProtectionLost == LostProtection.Flatten)
        {
            group.Excess += over;
            group.CloseFor(ReasonCode.GroupOverfilled);
        }
    }

    /// <summary>An order whose group is gone, or has another in its place, has come to life again.</summary>
    private void CancelStray(in Order order)
    {
        if (order.IsOfBracket && order.State is OrderState.New or OrderState.PartiallyFilled
            && !_orders.CancelOfGroup(order.Id, ReasonCode.Protection))
        {
            _strayTime = _orders.HeldUntil(order.Id);
            _wake.At(_strayTime);
        }
    }

    /// <summary>Looks for those that could not be canceled before.</summary>
    private void CancelStrays()
    {
        _strayTime = default;
        foreach (ref var order in _orders.Open)
        {
            if (order.IsOfBracket && IsStray(order))
            {
                CancelStray(order);
            }
        }
    }

    private bool IsStray(in Order order)
    {
        ref readonly var group = ref _table.Find(order.GroupSlot, order.Group);
        return Unsafe.IsNullRef(in group) || order.Id != order.Role switch
        {
            GroupRole.TakeProfit => group.First.Order,
            GroupRole.Stop => group.Second.Order,
            _ => group.Closer,
        };
    }
}
