using System.Runtime.CompilerServices;
using Engine.Core.Guards;
using Engine.Core.Risk;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>What is found when a group is looked at, and what follows.</content>
internal sealed partial class OrderGroups
{
    /// <summary>Nothing is asked for while the kill switch is pulled, or before and after a session.</summary>
    private bool MayAct => _core.KillState == KillState.Off && _gate.State != TradingState.Stopped;

    /// <summary>Finds out where a group is, and asks for what is missing.</summary>
    private void Look(int slot)
    {
        if (_isPaused)
        {
            return;
        }

        ref var group = ref _table.At(slot);
        Settle(ref group, slot);
        if (MayAct)
        {
            Act(ref group);
            // What was just asked for is under way now, or was refused.
            Settle(ref group, slot);
        }

        WakeFor(group);
    }

    /// <summary>Takes the step of the table; a loss may be followed by the step to close.</summary>
    private void Settle(ref OrderGroup group, int slot)
    {
        var report = Find(ref group);
        Step(ref group, slot, report);
        if (report == ProtectionReport.LegLost && _core.OrderRules.OnProtectionLost == LostProtection.Flatten)
        {
            group.CloseFor(ReasonCode.ProtectionLost);
            Step(ref group, slot, ProtectionReport.Closes);
        }
    }

    private void Step(ref OrderGroup group, int slot, ProtectionReport report)
    {
        var before = group.State;
        var (next, effect) = ProtectionTable.Next(before, report);
        group.State = next;
        if (effect == ProtectionEffect.Finish)
        {
            Finish(ref group, slot);
        }
        else if (effect is ProtectionEffect.Reopen or ProtectionEffect.ReopenWithAlarm)
        {
            _table.Reopen(slot);
        }

        if (next != before && !group.IsPair)
        {
            SayState(group, before);
        }

        var isAlarm = effect is ProtectionEffect.Alarm or ProtectionEffect.ReopenWithAlarm;
        // Whoever flattens takes protection away on the way to having no position.
        if (isAlarm && !(next == ProtectionState.Withdrawn && _core.IsFlattening))
        {
            _orders.AlertOfGroup(group, group.Key, ReasonCode.ProtectionLost, group.Held.Value, CoveredLots(group));
        }
    }

    private void Finish(ref OrderGroup group, int slot)
    {
        group.MustClose = false;
        group.Tries = 0;
        group.Reason = ReasonCode.None;
        (group.First.IsLost, group.Second.IsLost) = (false, false);
        _table.Finish(slot);
    }

    private void SayState(in OrderGroup group, ProtectionState before)
    {
        ref var command = ref _outbox.Add(CommandKind.ProtectionState);
        command.Flags = group.Side == Side.Ask ? CommandFlags.Ask : CommandFlags.None;
        command.Instrument = group.Instrument;
        command.OrderId = group.Key;
        command.Quantity = group.Held;
        command.StateBefore = (long)before;
        command.StateAfter = (long)group.State;
        command.Account = group.Account;
        command.Strategy = group.Strategy;
        command.Reason = group.State switch
        {
            ProtectionState.Lost or ProtectionState.Closing => group.Reason,
            ProtectionState.Withdrawn => ReasonCode.KillSwitch,
            ProtectionState.Ending or ProtectionState.Done when group.IsReleased => ReasonCode.ProtectionReleased,
            _ => ReasonCode.None,
        };
    }

    private ProtectionReport Find(ref OrderGroup group)
    {
        if (group.Held == QtyLots.Zero && group.Excess == QtyLots.Zero)
        {
            return FindEmpty(group);
        }

        if (_core.KillState != KillState.Off)
        {
            return ProtectionReport.Withdrawn;
        }

        if (group.MustClose)
        {
            return ProtectionReport.Closes;
        }

        var closable = _shares.Closable(group);
        if (closable == QtyLots.Zero)
        {
            (group.First.IsLost, group.Second.IsLost) = (false, false);
            return ProtectionReport.Nets;
        }

        var first = FindLeg(ref group.First, group.Terms.TakeProfit, closable);
        var second = FindLeg(ref group.Second, group.Terms.Stop, closable);
        return first == ProtectionReport.LegLost || second == ProtectionReport.LegLost ? ProtectionReport.LegLost
            : first == ProtectionReport.Arms || second == ProtectionReport.Arms ? ProtectionReport.Arms
            : ProtectionReport.Stands;
    }

    private ProtectionReport FindEmpty(in OrderGroup group)
    {
        var isEntryOpen = _orders.IsOpen(group.Key);
        var isOpen = _orders.IsOpen(group.First.Order) || _orders.IsOpen(group.Second.Order)
            || _orders.IsOpen(group.Closer);
        if (group.IsPair)
        {
            var isWhole = _orders.IsOpen(group.First.Order) && _orders.IsOpen(group.Second.Order);
            return isWhole ? ProtectionReport.Waits : isOpen ? ProtectionReport.Emptied : ProtectionReport.Ended;
        }

        // Of a bracket that was released the entry is an order like others.
        return group.IsReleased && !isOpen ? ProtectionReport.Ended
            : isEntryOpen && !group.IsLeaving && !group.IsReleased ? ProtectionReport.Waits
            : isOpen || (isEntryOpen && !group.IsReleased) ? ProtectionReport.Emptied
            : ProtectionReport.Ended;
    }

    /// <summary>How one protective order stands to what is held.</summary>
    private ProtectionReport FindLeg(ref GroupLeg leg, PriceTicks trigger, QtyLots closable)
    {
        if (trigger == PriceTicks.Zero)
        {
            return ProtectionReport.Stands;
        }

        ref readonly var order = ref _orders.Find(leg.Order);
        if (!Unsafe.IsNullRef(in order) && order.LeavesQuantity >= closable
            && order.State is OrderState.New or OrderState.PartiallyFilled or OrderState.PendingAmend)
        {
            if (!order.IsTriggeredAtMarket)
            {
                leg.Stand();
            }

            if (!leg.IsLost)
            {
                return ProtectionReport.Stands;
            }
        }

        return leg.IsLost ? ProtectionReport.LegLost : ProtectionReport.Arms;
    }

    /// <summary>How many lots the worse covered of the protective orders stands for.</summary>
    private long CoveredLots(in OrderGroup group)
    {
        var covered = group.Held.Value;
        covered = Math.Min(covered, LotsOf(group.First.Order, group.Terms.TakeProfit, covered));
        return Math.Min(covered, LotsOf(group.Second.Order, group.Terms.Stop, covered));
    }

    private long LotsOf(OrderId id, PriceTicks trigger, long otherwise)
    {
        if (trigger == PriceTicks.Zero)
        {
            return otherwise;
        }

        ref readonly var order = ref _orders.Find(id);
        var stands = !Unsafe.IsNullRef(in order)
            && order.State is OrderState.New or OrderState.PartiallyFilled or OrderState.PendingAmend;
        return stands ? order.LeavesQuantity.Value : 0;
    }
}
