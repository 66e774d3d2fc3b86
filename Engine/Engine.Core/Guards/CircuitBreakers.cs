using System.Runtime.CompilerServices;
using Engine.Core.Risk;
using Engine.Core.Timers;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Guards;

/// <summary>
/// One circuit breaker for each venue: errors in a row open it, after a pause one order at a time may try. One thread.
/// </summary>
internal sealed class CircuitBreakers
{
    private readonly GuardLimits _limits;
    private readonly TimerQueue _timers;
    private readonly Outbox _outbox;
    private Breaker[] _breakers = [];

    internal CircuitBreakers(GuardLimits limits, TimerQueue timers, Outbox outbox)
    {
        _limits = limits;
        _timers = timers;
        _outbox = outbox;
    }

    /// <summary>The state of a venue's breaker.</summary>
    internal BreakerState StateOf(VenueId venue) => _breakers[(int)venue].State;

    internal void AddVenue(VenueId venue)
    {
        if ((int)venue >= _breakers.Length)
        {
            Array.Resize(ref _breakers, (int)venue + 1);
        }
    }

    /// <summary>Whether an order that adds risk may go to a venue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Passes(VenueId venue, ref RiskVerdict verdict)
    {
        ref readonly var breaker = ref _breakers[(int)venue];
        var answer = RiskChecks.BreakerAllows(
            breaker.State, breaker.Probe != OrderId.None, breaker.Errors, _limits.BreakerErrors);
        if (answer.IsPass)
        {
            return true;
        }

        verdict = answer;
        return false;
    }

    /// <summary>Whether the line is lost that a venue's reports come by.</summary>
    internal bool IsLineLost(VenueId venue) => _breakers[(int)venue].IsLineLost;

    /// <summary>The line is lost: no pause closes the breaker again before it is back.</summary>
    /// <returns>False where that was known, or nothing is traded there.</returns>
    internal bool OnLineLost(VenueId venue)
    {
        if ((int)venue >= _breakers.Length || IsLineLost(venue))
        {
            return false;
        }

        ref var breaker = ref _breakers[(int)venue];
        breaker.IsLineLost = true;
        breaker.OpenUntil = TimestampNs.MaxValue;
        if (breaker.State != BreakerState.Open)
        {
            Enter(venue, BreakerState.Open, ReasonCode.VenueDisconnected);
        }

        return true;
    }

    /// <summary>The line is back: one order at a time may try, any number where errors are not counted.</summary>
    /// <returns>False where it was not lost.</returns>
    internal bool OnLineRestored(VenueId venue)
    {
        if ((int)venue >= _breakers.Length || !IsLineLost(venue))
        {
            return false;
        }

        ref var breaker = ref _breakers[(int)venue];
        breaker.IsLineLost = false;
        breaker.OpenUntil = default;
        var next = _limits.BreakerErrors == 0 ? BreakerState.Closed : BreakerState.HalfOpen;
        Enter(venue, next, ReasonCode.VenueDisconnected);
        return true;
    }

    /// <summary>A new session has lines of its own.</summary>
    internal void ForgetLines()
    {
        for (var venue = 0; venue < _breakers.Length; venue++)
        {
            OnLineRestored((VenueId)venue);
        }
    }

    /// <summary>An order goes to a venue: the first while its breaker is half open is the probe.</summary>
    internal void OnPlaced(VenueId venue, OrderId order)
    {
        ref var breaker = ref _breakers[(int)venue];
        if (breaker.State == BreakerState.HalfOpen && breaker.Probe == OrderId.None)
        {
            breaker.Probe = order;
        }
    }

    /// <summary>The venue works: it has accepted, filled, changed or canceled something.</summary>
    internal void OnSuccess(VenueId venue, OrderId order)
    {
        ref var breaker = ref _breakers[(int)venue];
        if (breaker.State == BreakerState.Open)
        {
            return;
        }

        if (breaker.State == BreakerState.HalfOpen && breaker.Probe == order)
        {
            Enter(venue, BreakerState.Closed, ReasonCode.None);
        }

        breaker.Errors = 0;
    }

    /// <summary>The venue knows an order that it was asked about: a probe has arrived, if its answer has not.</summary>
    internal void OnFound(VenueId venue, OrderId order)
    {
        if (_breakers[(int)venue].Probe == order)
        {
            OnSuccess(venue, order);
        }
    }

    /// <summary>
    /// An order has ended, in whatever way: a probe that has told nothing of the venue leaves its place to another.
    /// </summary>
    internal void OnEnded(VenueId venue, OrderId order)
    {
        ref var breaker = ref _breakers[(int)venue];
        if (breaker.Probe == order)
        {
            breaker.Probe = OrderId.None;
        }
    }

    /// <summary>An order, or a question, came to grief at the venue or on the way to it.</summary>
    /// <param name="venue">The venue.</param>
    /// <param name="order">The order; none where it was a question.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">The clock.</param>
    internal void OnError(VenueId venue, OrderId order, ReasonCode reason, TimestampNs now)
    {
        if (_limits.BreakerErrors == 0)
        {
            return;
        }

        ref var breaker = ref _breakers[(int)venue];
        breaker.Errors++;
        var opens = breaker.State == BreakerState.HalfOpen
            ? order != OrderId.None && breaker.Probe == order
            : breaker.State == BreakerState.Closed && breaker.Errors >= _limits.BreakerErrors;
        if (opens)
        {
            breaker.OpenUntil = now + _limits.BreakerPauseNs;
            Enter(venue, BreakerState.Open, reason);
            _timers.Set(breaker.OpenUntil, StrategyId.Engine, EngineTimer.Tag(EngineTimer.Breaker, (int)venue));
        }
    }

    /// <summary>The pause of a venue may be over.</summary>
    internal void OnTimer(VenueId venue, TimestampNs now)
    {
        ref readonly var breaker = ref _breakers[(int)venue];
        if (breaker.State == BreakerState.Open && now >= breaker.OpenUntil)
        {
            Enter(venue, BreakerState.HalfOpen, ReasonCode.None);
        }
    }

    /// <summary>Whether a refusal speaks of the venue and not of the one order.</summary>
    /// <remarks>
    /// A post-only order that would take, a reduce-only one that would grow, nothing to trade with and a race with a
    /// fill are everyday answers of a venue that works.
    /// </remarks>
    internal static bool IsTrouble(ReasonCode reason) => reason is not (ReasonCode.VenuePostOnlyWouldCross
        or ReasonCode.VenueReduceOnly or ReasonCode.VenueUnknownOrder or ReasonCode.NoLiquidity
        or ReasonCode.ImmediateOrCancelRemainder or ReasonCode.CanceledOnRequest);

    internal void VisitState(StateSink sink)
    {
        foreach (ref var breaker in _breakers.AsSpan())
        {
            breaker.VisitState(sink);
        }
    }

    private void Enter(VenueId venue, BreakerState state, ReasonCode reason)
    {
        ref var breaker = ref _breakers[(int)venue];
        ref var command = ref _outbox.Add(CommandKind.GuardState);
        command.Instrument = InstrumentId.None;
        command.Guard = GuardKind.CircuitBreaker;
        command.GuardBefore = (long)breaker.State;
        command.GuardAfter = (long)state;
        command.Measured = breaker.Errors;
        command.Limit = _limits.BreakerErrors;
        command.Venue = venue;
        command.Reason = reason;
        breaker.State = state;
        breaker.Probe = OrderId.None;
    }

    private struct Breaker
    {
        internal BreakerState State;
        internal long Errors;
        internal TimestampNs OpenUntil;
        internal OrderId Probe;
        internal bool IsLineLost;

        internal void VisitState(StateSink sink)
        {
            var state = (long)State;
            sink.Visit(ref state);
            sink.Visit(ref Errors);
            sink.Visit(ref OpenUntil);
            sink.Visit(ref Probe);
            sink.Visit(ref IsLineLost);
            State = (BreakerState)state;
        }
    }
}
