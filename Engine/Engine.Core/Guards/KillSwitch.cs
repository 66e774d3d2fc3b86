using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Portfolios;
using Engine.Core.Strategies;
using Engine.Core.Timers;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Guards;

/// <summary>
/// Cancels everything, sees to it that nothing is open, closes positions where that is asked, and tries until it is
/// true. One thread.
/// </summary>
/// <remarks>
/// What answers is believed; what does not is canceled again and asked about, by a timer, without end: after so many
/// tries an alarm goes out, and then again. Positions are closed by market reduce-only orders of the strategies that
/// have them, so that their books close too, no more than the account itself holds: what strategies hold against each
/// other is nothing at the venue. While the line to a venue is lost nothing is asked for there: it would not be heard
/// of, and the timer comes again. Something that comes to life again is chased again. Only the operator ends it.
/// </remarks>
internal sealed class KillSwitch
{
    private readonly OrderManager _orders;
    private readonly Portfolio _portfolio;
    private readonly StrategyHost _host;
    private readonly IReadOnlyList<MarketState> _markets;
    private readonly GuardLimits _limits;
    private readonly TimerQueue _timers;
    private readonly Outbox _outbox;
    private KillState _state;
    private ReasonCode _reason;
    private TimestampNs _retryTime;
    private bool _closes;
    private long _tries;

    internal KillSwitch(
        OrderManager orders, Portfolio portfolio, StrategyHost host, IReadOnlyList<MarketState> markets,
        GuardLimits limits, TimerQueue timers, Outbox outbox)
    {
        _orders = orders;
        _portfolio = portfolio;
        _host = host;
        _markets = markets;
        _limits = limits;
        _timers = timers;
        _outbox = outbox;
    }

    /// <summary>How far it is.</summary>
    internal KillState State => _state;

    /// <summary>Whether it is pulled and closes positions.</summary>
    internal bool IsFlattening => _closes;

    /// <summary>Pulls it; trading is halted already.</summary>
    internal void Pull(bool closes, ReasonCode reason, TimestampNs now)
    {
        _closes |= closes;
        _reason = reason;
        if (_state is KillState.Off or KillState.Done)
        {
            Begin(now);
        }

        Advance(now);
    }

    /// <summary>The operator lets trading go on.</summary>
    internal void Release()
    {
        if (_state != KillState.Off)
        {
            _closes = false;
            _reason = ReasonCode.OperatorRequest;
            Enter(KillState.Off);
        }
    }

    /// <summary>A report was taken: perhaps it was the last that was missing, or something has come to life.</summary>
    internal void Advance(TimestampNs now)
    {
        if (_state == KillState.Off)
        {
            return;
        }

        if (_orders.OpenCount > 0)
        {
            if (_state == KillState.Done)
            {
                Begin(now);
            }

            return;
        }

        if (!_closes || !HasPosition())
        {
            if (_state != KillState.Done)
            {
                Enter(KillState.Done);
            }
        }
        else if (_state != KillState.Flattening)
        {
            Enter(KillState.Flattening);
            Close(now);
            Wait(now);
        }
    }

    /// <summary>The answers had their time.</summary>
    internal void OnTimer(TimestampNs now)
    {
        if (_state is KillState.Off or KillState.Done || now < _retryTime)
        {
            return;
        }

        _tries++;
        if (_tries % _limits.KillTries == 0)
        {
            Alarm();
        }

        if (_orders.OpenCount > 0)
        {
            _orders.Chase(ReasonCode.KillSwitch);
        }
        else if (_state == KillState.Flattening)
        {
            Close(now);
        }

        Wait(now);
    }

    internal void VisitState(StateSink sink)
    {
        long state = (long)_state, reason = (long)_reason;
        sink.Visit(ref state);
        sink.Visit(ref reason);
        sink.Visit(ref _retryTime);
        sink.Visit(ref _closes);
        sink.Visit(ref _tries);
        (_state, _reason) = ((KillState)state, (ReasonCode)reason);
    }

    private void Begin(TimestampNs now)
    {
        _tries = 0;
        Enter(KillState.Canceling);
        _orders.CancelAll(ReasonCode.KillSwitch);
        Wait(now);
    }

    private void Wait(TimestampNs now)
    {
        _retryTime = now + _limits.KillRetryNs;
        _timers.Set(_retryTime, StrategyId.Engine, EngineTimer.Tag(EngineTimer.Kill, 0));
    }

    /// <summary>How many orders are open after so many tries; where none is, what is still held, and where.</summary>
    private void Alarm()
    {
        ref var alarm = ref _outbox.Add(CommandKind.Alert);
        alarm.Instrument = InstrumentId.None;
        alarm.Measured = _orders.OpenCount;
        alarm.Limit = _tries;
        alarm.Reason = ReasonCode.KillSwitchStuck;
        if (alarm.Measured == 0 && TryFindHeld(out var held, out var lots))
        {
            (alarm.Instrument, alarm.Measured) = (held, lots);
        }
    }

    private bool HasPosition() => TryFindHeld(out _, out _);

    private bool TryFindHeld(out InstrumentId instrument, out long lots)
    {
        for (var i = 0; i < _markets.Count; i++)
        {
            instrument = new InstrumentId(i);
            var (held, owed) = (
                _portfolio.ClosableLots(instrument, Side.Ask), _portfolio.ClosableLots(instrument, Side.Bid));
            if (held > 0 || owed > 0)
            {
                lots = held > 0 ? held : -owed;
                return true;
            }
        }

        (instrument, lots) = (InstrumentId.None, 0);
        return false;
    }

    private void Close(TimestampNs now)
    {
        for (var i = 0; i < _markets.Count; i++)
        {
            var instrument = new InstrumentId(i);
            if (_orders.IsHeard(instrument))
            {
                Close(instrument, Side.Ask, now);
                Close(instrument, Side.Bid, now);
            }
        }
    }

    private void Close(InstrumentId instrument, Side side, TimestampNs now)
    {
        var left = _portfolio.ClosableLots(instrument, side);
        for (var i = 0; i < _host.Slots.Count; i++)
        {
            left -= CloseOf(_host.Slots[i].Id, _host.Slots[i].Account, instrument, side, left, now);
        }

        // What no strategy asked for, if there is such a rest.
        CloseOf(StrategyId.Engine, _orders.AccountOf(instrument), instrument, side, left, now);
    }

    /// <returns>How many lots the orders close.</returns>
    private long CloseOf(
        StrategyId strategy, AccountId account, InstrumentId instrument, Side side, long left, TimestampNs now)
    {
        var leg = side == Side.Ask ? PositionLeg.Long : PositionLeg.Short;
        var quantity = _portfolio.LegOfStrategy(strategy, instrument, leg).Quantity.Value;
        var lots = Math.Min(left, Math.Max(0, side == Side.Ask ? quantity : -quantity));
        var most = _markets[instrument.Value].Instrument.MaxQuantity.Value;
        for (var rest = lots; rest > 0;)
        {
            var slice = most > 0 ? Math.Min(rest, most) : rest;
            _orders.PlaceClosing(
                strategy, account, OrderRequest.Market(instrument, side, new QtyLots(slice), reduceOnly: true), now);
            rest -= slice;
        }

        return lots;
    }

    private void Enter(KillState state)
    {
        ref var command = ref _outbox.Add(CommandKind.GuardState);
        command.Instrument = InstrumentId.None;
        command.Guard = GuardKind.KillSwitch;
        command.GuardBefore = (long)_state;
        command.GuardAfter = (long)state;
        command.Measured = _orders.OpenCount;
        command.Limit = 0;
        command.Reason = _reason;
        _state = state;
    }
}
