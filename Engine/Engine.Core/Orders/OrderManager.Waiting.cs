using System.Numerics;
using Engine.Core.Timers;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>What waits for an answer: until when, and the questions that are asked until it comes.</content>
/// <remarks>
/// One timer serves all orders: it stands at the earliest of their deadlines that was known when it was set, and looks
/// at all of them when it fires.
/// </remarks>
internal sealed partial class OrderManager
{
    private WakeUp _wake;

    // A bit for each place of the table whose order has a due time: few have one, and the table is large.
    private readonly ulong[] _dueBits = new ulong[TableCapacity / 64];

    /// <summary>A deadline may have come: what had no answer is Unknown, what is Unknown is asked about.</summary>
    internal void OnTimer()
    {
        var now = _core.Clock;
        if (!_wake.IsDue(now))
        {
            return;
        }

        // While this walks, nobody sets a timer: the last line does it for all.
        _wake.Hold();
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

        _wake.Clear();
        _wake.At(EarliestDue());
    }

    /// <summary>
    /// Asks about every open order of an instrument that has no request under way, and about the position.
    /// </summary>
    internal void AskAbout(InstrumentId instrument, ReasonCode reason)
    {
        foreach (ref var order in _table.Open)
        {
            if (order.Instrument == instrument
                && order.State is OrderState.New or OrderState.PartiallyFilled or OrderState.Unknown)
            {
                Send(CommandKind.QueryOrder, order).Reason = reason;
            }
        }

        AskPosition(instrument, AccountOf(instrument), reason);
    }

    private void AskPosition(InstrumentId instrument, AccountId account, ReasonCode reason)
    {
        ref var command = ref _outbox.Add(CommandKind.QueryPosition);
        command.Instrument = instrument;
        command.Account = account;
        command.Reason = reason;
    }

    /// <summary>
    /// The account on which an instrument is traded: of an order that is open there, else of who holds or may trade it.
    /// </summary>
    internal AccountId AccountOf(InstrumentId instrument)
    {
        foreach (ref readonly var order in _table.Open)
        {
            if (order.Instrument == instrument)
            {
                return order.Account;
            }
        }

        AccountId account = default;
        for (var i = 0; i < _host.Slots.Count; i++)
        {
            var slot = _host.Slots[i];
            if (_portfolio.HoldsAnything(slot.Id, instrument))
            {
                return slot.Account;
            }

            var isFirst = account == default && slot.Instruments.Contains(instrument);
            account = isFirst ? slot.Account : account;
        }

        return account;
    }

    /// <summary>
    /// Whether an order of an instrument has not been heard of yet, or cannot rest and has no end yet: fills of it may
    /// be on their way, and no question tells of them. Its deadline ends that, where requests have one.
    /// </summary>
    internal bool IsAnyOnItsWay(InstrumentId instrument)
    {
        foreach (ref readonly var order in _table.Open)
        {
            if (order.Instrument == instrument && (order.State == OrderState.PendingNew || order.IsRunning))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The line that a venue's reports come by is lost, or back.</summary>
    internal void OnLine(VenueId venue, LineState state)
    {
        if (state == LineState.Restored)
        {
            if (_gate.Breakers.OnLineRestored(venue))
            {
                Doubts.OnLineRestored(venue);
            }

            return;
        }

        if (!_gate.Breakers.OnLineLost(venue))
        {
            return;
        }

        Groups.Pause();
        foreach (ref var order in _table.Open)
        {
            if (VenueOf(order.Instrument) == venue)
            {
                Advance(
                    ref order, OrderReport.LineLost, ReasonCode.VenueDisconnected, order.ExposedQuantity, default);
            }
        }

        Groups.Resume();
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
            // While the line is lost nobody can answer; all are asked about when it is back.
            var isLost = _gate.Breakers.IsLineLost(VenueOf(order.Instrument));
            order.QueryCount += isLost ? 0 : 1;
            SetDue(ref order, now + (isLost
                ? _core.OrderRules.LongestPauseNs
                : _core.OrderRules.PauseNs(order.QueryCount)));
            if (!isLost)
            {
                Send(CommandKind.QueryOrder, order).Reason = ReasonCode.GatewayTimeout;
                AlarmOfMissing(order);
            }

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
            if (isAsked)
            {
                AlarmOfMissing(order);
            }
        }
        else
        {
            order.QueryCount = 0;
            var isAwaited = timeout > 0 && (order.State.IsInFlight() || order.IsRunning);
            SetDue(ref order, isAwaited ? _core.Clock + timeout + BarsToWaitNs(order) : default);
        }

        if (order.DueTime != default)
        {
            _wake.At(order.DueTime);
        }
    }

    /// <summary>
    /// Where bars are all that is heard of a market, what takes at market is filled by the next one that opens: it may
    /// have to wait for the rest of this one, and for the whole of that.
    /// </summary>
    private long BarsToWaitNs(in Order order)
    {
        if (!order.IsRunning)
        {
            return 0;
        }

        var market = _markets[order.Instrument.Value];
        var isFiner = market.HasDepth || market.HasQuote || market.HasTrade;
        return isFiner ? 0 : 2 * market.LastBarInterval.LengthNs();
    }

    /// <summary>Whether the venue's word that it has no such order can be believed: no request is on its way.</summary>
    private bool IsPastValidity(in Order order) =>
        _core.Clock.Value - order.RequestTime.Value >= _core.OrderRules.NotFoundAfterNs;
}
