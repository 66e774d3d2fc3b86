using Engine.Core.Orders;
using Engine.Core.Risk;
using Engine.Core.Timers;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Guards;

/// <summary>The guards together, driven by events and timers, so that they replay. One thread.</summary>
internal sealed class RiskGuards
{
    private readonly TradingCore _core;
    private readonly RiskGate _gate;
    private readonly OrderManager _orders;
    private readonly LevelGuard _level;
    private readonly KillSwitch _kill;

    internal RiskGuards(TradingCore core, RiskGate gate, OrderManager orders, KillSwitch kill, TimerQueue timers)
    {
        _core = core;
        _gate = gate;
        _orders = orders;
        _kill = kill;
        _level = new LevelGuard(gate, core.Portfolio, core.GuardLimits, timers, core.Outbox);
    }

    /// <summary>How far the kill switch is.</summary>
    internal KillState Kill => _kill.State;

    /// <summary>Whether the kill switch is pulled and closes positions.</summary>
    internal bool IsFlattening => _kill.IsFlattening;

    /// <summary>Prices, positions or cash have moved.</summary>
    internal void OnFigures(TimestampNs now)
    {
        if (_level.OnFigures(now))
        {
            OnCritical(now);
        }
    }

    /// <summary>A day of the stream begins.</summary>
    internal void OnDay(TimestampNs now)
    {
        _gate.Figures.OnDay();
        Look(now);
    }

    /// <summary>A limit has changed.</summary>
    internal void OnLimits(TimestampNs now)
    {
        _gate.Refresh();
        Look(now);
    }

    /// <summary>What the venue and the gateway say of an order, before the order manager takes it.</summary>
    internal void BeforeReport(in Event e, VenueId venue, TimestampNs now)
    {
        switch (e.Kind)
        {
            case EventKind.OrderAccepted:
                _gate.Breakers.OnSuccess(venue, e.OrderAccepted.OrderId);
                break;
            case EventKind.OrderCanceled or EventKind.OrderExpired:
                _gate.Breakers.OnSuccess(venue, e.OrderDone.OrderId);
                break;
            case EventKind.OrderStatus when e.OrderStatus.State is not (OrderState.Unknown or OrderState.Rejected):
                _gate.Breakers.OnFound(venue, e.OrderStatus.OrderId);
                break;
            case EventKind.OrderRejected when CircuitBreakers.IsTrouble(e.OrderRejected.Reason):
                OnTrouble(venue, e.OrderRejected.OrderId, e.OrderRejected.Reason, now);
                break;
            case EventKind.OrderRejected:
                _gate.Breakers.OnSuccess(venue, e.OrderRejected.OrderId);
                break;
            case EventKind.GatewayReport when e.GatewayReport.Outcome == GatewayOutcome.TimedOut:
                OnTrouble(venue, e.GatewayReport, ReasonCode.GatewayTimeout, now);
                break;
            case EventKind.GatewayReport when e.GatewayReport.Outcome
                is GatewayOutcome.NotConnected or GatewayOutcome.Failed:
                OnTrouble(venue, e.GatewayReport, ReasonCode.GatewayFailure, now);
                break;
            default:
                break;
        }
    }

    /// <summary>A fill is proof enough that the venue works.</summary>
    internal void OnFill(VenueId venue, OrderId order) => _gate.Breakers.OnSuccess(venue, order);

    /// <summary>Something was said of orders or positions: the kill switch may be further.</summary>
    internal void AfterReport(TimestampNs now) => _kill.Advance(now);

    /// <summary>Pulls the kill switch.</summary>
    internal void PullKillSwitch(bool closes, ReasonCode reason, TimestampNs now)
    {
        _core.Halt(reason);
        _kill.Pull(closes, reason, now);
    }

    /// <summary>The operator ends what the kill switch has begun.</summary>
    internal void Release() => _kill.Release();

    /// <summary>Peak and day begin anew from the equity of now, losses in a row are forgotten.</summary>
    internal void ResetFigures(TimestampNs now)
    {
        _gate.Figures.Reset();
        _gate.ForgetLosses();
        Look(now);
    }

    internal void OnTimer(long tag, TimestampNs now)
    {
        switch (EngineTimer.KindOf(tag))
        {
            case EngineTimer.Breaker:
                _gate.Breakers.OnTimer((VenueId)EngineTimer.NumberOf(tag), now);
                break;
            case EngineTimer.Level:
                Look(now);
                break;
            default:
                _kill.OnTimer(now);
                break;
        }
    }

    internal void VisitState(StateSink sink)
    {
        _level.VisitState(sink);
        _kill.VisitState(sink);
    }

    /// <summary>A report that comes twice, or of an order that has ended, is no second error.</summary>
    private void OnTrouble(VenueId venue, OrderId order, ReasonCode reason, TimestampNs now)
    {
        if (_orders.IsOpen(order))
        {
            _gate.Breakers.OnError(venue, order, reason, now);
        }
    }

    /// <summary>
    /// A question that came to grief counts like a request, and says nothing of the order that tries a half open
    /// breaker.
    /// </summary>
    private void OnTrouble(VenueId venue, in GatewayReport report, ReasonCode reason, TimestampNs now)
    {
        if (_orders.IsOpen(report.OrderId))
        {
            var probe = _orders.IsOfRequest(report) ? report.OrderId : OrderId.None;
            _gate.Breakers.OnError(venue, probe, reason, now);
        }
    }

    private void Look(TimestampNs now)
    {
        if (_level.Look(now))
        {
            OnCritical(now);
        }
    }

    private void OnCritical(TimestampNs now)
    {
        var action = _core.GuardLimits.OnCritical;
        if (action == CriticalAction.Reduce)
        {
            _orders.CancelGrowing(ReasonCode.RiskCritical);
        }
        else
        {
            PullKillSwitch(action == CriticalAction.Flatten, ReasonCode.RiskCritical, now);
        }
    }
}
