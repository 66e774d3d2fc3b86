using Engine.Books;
using Engine.Core.Guards;
using Engine.Core.Risk;
using Engine.Core.Timers;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// Where the venue contradicts our books of an instrument, or was not heard for a while: no risk is added there, the
/// venue is asked, and the books are believed, corrected or given up by what it says. One thread.
/// </summary>
/// <remarks>
/// A question is one for each open order of the instrument and one for the position; the fills that we may have missed
/// come before their answers. A difference is believed only after it has been found several times, with pauses that
/// double and with no order's truth outstanding: until then a fill may be on its way.
/// </remarks>
internal sealed class BookDoubts
{
    private const int DifferencesMax = 4;

    private readonly OrderManager _orders;
    private readonly TradingCore _core;
    private readonly IReadOnlyList<MarketState> _markets;
    private readonly RiskGate _gate;
    private BookDoubt[] _doubts = [];
    private TimestampNs _auditTime;
    private WakeUp _wake;

    internal BookDoubts(
        OrderManager orders, TradingCore core, IReadOnlyList<MarketState> markets, RiskGate gate, TimerQueue timers)
    {
        _orders = orders;
        _core = core;
        _markets = markets;
        _gate = gate;
        _wake = new WakeUp(timers, EngineTimer.Tag(EngineTimer.Doubts, 0));
    }

    /// <summary>Whether strategies' orders in an instrument wait until the venue was asked.</summary>
    internal bool Holds(InstrumentId instrument) => _doubts[instrument.Value].IsHeld;

    /// <summary>How the books of an instrument stand.</summary>
    internal BooksState StateOf(InstrumentId instrument) => _doubts[instrument.Value].State;

    internal void AddInstrument()
    {
        Array.Resize(ref _doubts, _doubts.Length + 1);
        _doubts[^1].State = BooksState.Agree;
    }

    /// <summary>A new session begins: what is doubted is asked about by its reconciliation.</summary>
    internal void Reset()
    {
        for (var i = 0; i < _doubts.Length; i++)
        {
            if (_doubts[i].State != BooksState.Agree)
            {
                Enter(new InstrumentId(i), BooksState.Agree, ReasonCode.None);
            }

            _doubts[i] = new BookDoubt { State = BooksState.Agree };
        }

        _wake.Clear();
        Arm();
    }

    /// <summary>The interval of the audits is another, or a session begins.</summary>
    internal void Arm()
    {
        var interval = _core.OrderRules.AuditNs;
        _auditTime = interval > 0 && _core.Clock > TimestampNs.MinValue ? _core.Clock + interval : default;
        WakeFor(_auditTime);
    }

    /// <summary>The venue has refused to close what the books hold.</summary>
    internal void OnRefusal(InstrumentId instrument, ReasonCode reason)
    {
        ref var doubt = ref _doubts[instrument.Value];
        if (_core.IsReconciling || (doubt.State == BooksState.Agree && _core.Clock < doubt.BelievedUntil))
        {
            return;
        }

        doubt.IsHeld = true;
        Begin(instrument, reason);
    }

    /// <summary>An order has left: audits look at the instrument until they were answered after its end.</summary>
    internal void OnOrder(InstrumentId instrument) => _doubts[instrument.Value].IsTouched = true;

    /// <summary>
    /// The venue has closed a position by force: its fill comes with it, and where that was lost nothing else would
    /// tell. It is asked a little later, which adds no doubt unless the answer does.
    /// </summary>
    internal void OnLiquidated(InstrumentId instrument)
    {
        ref var doubt = ref _doubts[instrument.Value];
        var due = _core.Clock + _core.OrderRules.PauseNs(1);
        doubt.IsTouched = true;
        if (doubt.DueTime == default || doubt.DueTime > due)
        {
            doubt.DueTime = due;
            WakeFor(due);
        }
    }

    /// <summary>The line to a venue is back: whatever is open or held there may have changed.</summary>
    internal void OnLineRestored(VenueId venue)
    {
        for (var i = 0; i < _doubts.Length; i++)
        {
            var instrument = new InstrumentId(i);
            if (_markets[i].Instrument.Venue == venue && IsInUse(instrument))
            {
                _doubts[i].DueTime = default;
                Begin(instrument, ReasonCode.VenueDisconnected);
            }
        }
    }

    /// <summary>The venue's word on a position, asked for or not.</summary>
    /// <returns>Whether it was booked, because ours has differed for too long.</returns>
    internal bool OnPosition(in Event e)
    {
        ref var doubt = ref _doubts[e.Instrument.Value];
        var leg = e.Leg;
        var differs = _core.Portfolio.Leg(e.Instrument, leg).Quantity != e.Position.Quantity;
        if (!doubt.IsAsked)
        {
            if (differs && doubt.State == BooksState.Agree)
            {
                Begin(e.Instrument, ReasonCode.ReconciliationDifference);
            }

            return false;
        }

        var isBooked = differs && doubt.Differences >= DifferencesMax && !IsAnyOutstanding(e.Instrument)
            && TryCorrect(e);
        differs &= !isBooked;

        doubt.Heard |= 1 << (int)leg;
        doubt.Differs |= differs;
        var isAll = !_gate.IsHedged(e.Instrument) || doubt.Heard == 3;
        if (isAll)
        {
            Conclude(e.Instrument);
        }

        return isBooked;
    }

    /// <summary>A question may be due, or an audit.</summary>
    internal void OnTimer()
    {
        var now = _core.Clock;
        if (!_wake.IsDue(now))
        {
            return;
        }

        _wake.Clear();
        var isAudit = _auditTime != default && now >= _auditTime;
        for (var i = 0; i < _doubts.Length; i++)
        {
            var instrument = new InstrumentId(i);
            var isDue = _doubts[i].DueTime != default && now >= _doubts[i].DueTime;
            if (isDue || (isAudit && MayAudit(instrument)))
            {
                var isDoubted = isDue && _doubts[i].State != BooksState.Agree;
                Ask(instrument, isDoubted ? ReasonCode.BooksInDoubt : ReasonCode.None);
            }

            WakeFor(_doubts[i].DueTime);
        }

        if (isAudit)
        {
            Arm();
        }

        WakeFor(_auditTime);
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _auditTime);
        _wake.VisitState(sink);
        foreach (ref var doubt in _doubts.AsSpan())
        {
            doubt.VisitState(sink);
        }
    }

    private void Begin(InstrumentId instrument, ReasonCode reason)
    {
        ref var doubt = ref _doubts[instrument.Value];
        if (doubt.State == BooksState.Agree)
        {
            (doubt.Tries, doubt.Differences) = (0, 0);
            Enter(instrument, BooksState.Doubted, reason);
        }

        if (doubt.DueTime == default || doubt.DueTime <= _core.Clock)
        {
            Ask(instrument, reason);
        }
    }

    private void Ask(InstrumentId instrument, ReasonCode reason)
    {
        ref var doubt = ref _doubts[instrument.Value];
        var now = _core.Clock;
        var cannotAsk = _core.IsReconciling || _gate.State == TradingState.Stopped
            || _gate.Breakers.IsLineLost(_markets[instrument.Value].Instrument.Venue);
        if (!cannotAsk)
        {
            doubt.IsAsked = true;
            doubt.IsTouched = IsInUse(instrument);
            (doubt.Heard, doubt.Differs) = (0, false);
            doubt.Tries++;
            _orders.AskAbout(instrument, reason);
        }

        // Where no word comes it is asked again.
        var timeout = _core.OrderRules.RequestTimeoutNs;
        doubt.DueTime = now + (timeout > 0 && !cannotAsk ? timeout : _core.OrderRules.LongestPauseNs);
        WakeFor(doubt.DueTime);
    }

    /// <summary>The venue has said all that it was asked.</summary>
    private void Conclude(InstrumentId instrument)
    {
        ref var doubt = ref _doubts[instrument.Value];
        doubt.IsAsked = false;
        if (!doubt.Differs)
        {
            (doubt.IsHeld, doubt.DueTime, doubt.Tries, doubt.Differences) = (false, default, 0, 0);
            if (doubt.State != BooksState.Agree)
            {
                doubt.BelievedUntil = _core.Clock + _core.OrderRules.LongestPauseNs;
                Enter(instrument, BooksState.Agree, ReasonCode.None);
            }

            return;
        }

        doubt.Differences += IsAnyOutstanding(instrument) ? 0 : 1;
        doubt.DueTime = _core.Clock + _core.OrderRules.PauseNs(doubt.Tries);
        WakeFor(doubt.DueTime);
        if (doubt.State == BooksState.Agree)
        {
            Enter(instrument, BooksState.Doubted, ReasonCode.ReconciliationDifference);
        }
    }

    /// <summary>
    /// The venue says the same again and again, and nothing is outstanding: it is booked where it is small enough.
    /// </summary>
    private bool TryCorrect(in Event word)
    {
        ref var doubt = ref _doubts[word.Instrument.Value];
        var leg = 1 << (int)word.Leg;
        if (_core.TryCorrect(word, saysWhy: (doubt.Alarmed & leg) == 0))
        {
            return true;
        }

        doubt.Alarmed |= leg;
        if (doubt.State != BooksState.Apart)
        {
            Enter(word.Instrument, BooksState.Apart, ReasonCode.ReconciliationDifference);
            _core.Halt(ReasonCode.ReconciliationDifference);
        }

        return false;
    }

    private void Enter(InstrumentId instrument, BooksState state, ReasonCode reason)
    {
        ref var doubt = ref _doubts[instrument.Value];
        ref var command = ref _core.Outbox.Add(CommandKind.BooksState);
        command.Instrument = instrument;
        command.StateBefore = (long)doubt.State;
        command.StateAfter = (long)state;
        command.Reason = reason;
        if (state == BooksState.Agree)
        {
            doubt.Alarmed = 0;
            _gate.Exposures.CountUnknown(instrument, -1);
        }
        else if (doubt.State == BooksState.Agree)
        {
            // Risk takes it for an order whose truth is not known.
            _gate.Exposures.CountUnknown(instrument, 1);
        }

        doubt.State = state;
    }

    private bool IsAnyOutstanding(InstrumentId instrument) =>
        _gate.Exposures[instrument].UnknownCount > (StateOf(instrument) == BooksState.Agree ? 0 : 1)
        || _orders.IsAnyOnItsWay(instrument);

    /// <summary>Whether an order of ours is open there, or something is held.</summary>
    private bool IsInUse(InstrumentId instrument) => _gate.Exposures[instrument].OpenOrders > 0
        || _core.Portfolio.Leg(instrument, PositionLeg.Long).Quantity != QtyLots.Zero
        || _core.Portfolio.Leg(instrument, PositionLeg.Short).Quantity != QtyLots.Zero;

    private bool MayAudit(InstrumentId instrument) => !_doubts[instrument.Value].IsAsked
        && StateOf(instrument) == BooksState.Agree && (_doubts[instrument.Value].IsTouched || IsInUse(instrument));

    private void WakeFor(TimestampNs time)
    {
        if (time != default)
        {
            _wake.At(time);
        }
    }
}
