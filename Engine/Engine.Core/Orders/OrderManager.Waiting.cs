using System.Numerics;
using Engine.Core.Guards;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>What waits for an answer: until when, and the questions that are asked until it comes.</content>
/// <remarks>
/// One timer serves all orders: it stands at the earliest of their deadlines that was known when it was set, and looks
/// at all of them when it fires.
/// </remarks>
internal sealed partial class OrderManager
{
    private TimestampNs _wakeTime = TimestampNs.MaxValue;

    // A bit for each place of the table whose order has a due time: few have one, and the table is large.
    private readonly ulong[] _dueBits = new ulong[TableCapacity / 64];

    /// <summary>A deadline may have come: what had no answer is Unknown, what is Unknown is asked about.</summary>
    internal void OnTimer()
    {
        var now = _core.Clock;
        if (now < _wakeTime)
        {
            return;
        }

        // While this walks, nobody sets a timer: the last line does it for all.
        _wakeTime = TimestampNs.MinValue;
        for (var word = 0; word < _dueBits.Length; word++)
        {
            for (var left = _dueBits[word]; left != 0; left &= left - 1)
            {
                ref var order = ref _table.At((word * 64) + BitOperations.TrailingZeroCount(left));
                if (order.DueTime <= now)
                {
                    OnDue(ref order, now);
                }
            }
        }

        _wakeTime = TimestampNs.MaxValue;
        WakeAt(EarliestDue());
    }

    private TimestampNs EarliestDue()
    {
        var earliest = TimestampNs.MaxValue;
        for (var word = 0; word < _dueBits.Length; word++)
        {
            for (var left = _dueBits[word]; left != 0; left &= left - 1)
            {
                var due = _table.At((word * 64) + BitOperations.TrailingZeroCount(left)).DueTime;
                earliest = due < earliest ? due : earliest;
            }
        }

        return earliest;
    }

    private void SetDue(ref Order order, TimestampNs time)
    {
        if ((time == default) != (order.DueTime == default))
        {
            _dueBits[order.Slot >> 6] ^= 1UL << order.Slot;
        }

        order.DueTime = time;
    }

    /// <summary>After the orders were put back.</summary>
    private void MarkDue()
    {
        Array.Clear(_dueBits);
        for (var slot = 0; slot < _table.Capacity; slot++)
        {
            _dueBits[slot >> 6] |= _table.At(slot).DueTime == default ? 0 : 1UL << slot;
        }
    }

    private void OnDue(ref Order order, TimestampNs now)
    {
        if (order.State == OrderState.Unknown)
        {
            order.QueryCount++;
            SetDue(ref order, now + _core.OrderRules.PauseNs(order.QueryCount));
            Send(CommandKind.QueryOrder, order).Reason = ReasonCode.GatewayTimeout;
            return;
        }

        SetDue(ref order, default);
        Advance(ref order, OrderReport.TimedOut, ReasonCode.GatewayTimeout, order.ExposedQuantity, default);
    }

    /// <summary>A request goes out: its answer is waited for from now on.</summary>
    private void AwaitAnswer(ref Order order)
    {
        order.RequestTime = _core.Clock;
        AwaitAsItIs(ref order, isAsked: false);
    }

    /// <summary>Sets until when the order may stay in its state.</summary>
    private void AwaitAsItIs(ref Order order, bool isAsked)
    {
        var timeout = _core.OrderRules.RequestTimeoutNs;
        if (order.State == OrderState.Unknown)
        {
            order.QueryCount += isAsked ? 1 : 0;
            SetDue(ref order, _core.Clock + _core.OrderRules.PauseNs(order.QueryCount));
        }
        else
        {
            order.QueryCount = 0;
            SetDue(ref order, order.State.IsInFlight() && timeout > 0 ? _core.Clock + timeout : default);
        }

        if (order.DueTime != default)
        {
            WakeAt(order.DueTime);
        }
    }

    private void WakeAt(TimestampNs time)
    {
        if (time < _wakeTime)
        {
            _wakeTime = time;
            _timers.Set(time, StrategyId.Engine, EngineTimer.Tag(EngineTimer.Orders, 0));
        }
    }

    /// <summary>Whether the venue's word that it has no such order can be believed: no request is on its way.</summary>
    private bool IsPastValidity(in Order order) =>
        _core.Clock.Value - order.RequestTime.Value >= _core.OrderRules.NotFoundAfterNs;
}
