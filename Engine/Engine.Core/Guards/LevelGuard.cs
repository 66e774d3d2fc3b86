using System.Runtime.CompilerServices;
using Engine.Core.Portfolios;
using Engine.Core.Risk;
using Engine.Core.Timers;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Guards;

/// <summary>
/// Says how close the account is to its limits: by drawdown, by the day's loss and by the margin. One thread.
/// </summary>
/// <remarks>
/// The level rises at once and falls only when the figures have been better for a while, so that it does not flicker.
/// Worse figures never give a lower level.
/// </remarks>
internal sealed class LevelGuard
{
    private readonly RiskGate _gate;
    private readonly Portfolio _portfolio;
    private readonly GuardLimits _limits;
    private readonly TimerQueue _timers;
    private readonly Outbox _outbox;
    private long _seenEquity;
    private TimestampNs _lowerSince;
    private bool _isLower;

    internal LevelGuard(
        RiskGate gate, Portfolio portfolio, GuardLimits limits, TimerQueue timers, Outbox outbox)
    {
        _gate = gate;
        _portfolio = portfolio;
        _limits = limits;
        _timers = timers;
        _outbox = outbox;
    }

    /// <summary>The figures of the account may have changed.</summary>
    /// <returns>Whether the level has become critical.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool OnFigures(TimestampNs now)
    {
        var equity = _gate.Figures.Equity;
        if (equity == _seenEquity)
        {
            return false;
        }

        _seenEquity = equity;
        return Look(now);
    }

    /// <summary>A limit, a day or the time has changed what the same figures mean.</summary>
    /// <returns>Whether the level has become critical.</returns>
    internal bool Look(TimestampNs now)
    {
        if (!_gate.Figures.IsFunded)
        {
            return false;
        }

        _gate.Figures.OnEquity();
        var reading = Measure();
        return (reading.Level != _gate.Level || _isLower) && Settle(reading, now);
    }

    internal void VisitState(StateSink sink)
    {
        var level = (long)_gate.Level;
        sink.Visit(ref level);
        sink.Visit(ref _seenEquity);
        sink.Visit(ref _isLower);
        sink.Visit(ref _lowerSince);
        _gate.Level = (RiskLevel)level;
    }

    private static LevelReading Worst(in LevelReading left, in LevelReading right) =>
        right.Level > left.Level ? right : left;

    private LevelReading Measure()
    {
        var figures = _gate.Figures;
        ref readonly var account = ref _gate.Account;
        var drawdown = AccountFigures.Allowed(figures.Peak, account.Drawdown, long.MaxValue);
        var day = AccountFigures.Allowed(figures.DayStart, account.DailyLossShare, account.DailyLoss);
        var reading = Worst(
            OfLoss(figures.Drawdown, drawdown, ReasonCode.DrawdownLimit),
            OfLoss(figures.DayLoss, day, ReasonCode.DailyLossLimit));
        // Margin is never more than the notional: while that is covered nobody has to compute it. What is isolated is
        // covered by what was set aside for it alone.
        return _portfolio.Settings.Mode == AccountMode.Isolated
            || _gate.Exposures.WorstValue > _portfolio.MarginBalance.Value ? Worst(reading, OfMargin()) : reading;
    }

    private LevelReading OfLoss(long loss, long allowed, ReasonCode reason)
    {
        if (loss <= 0 || allowed == long.MaxValue)
        {
            return LevelReading.Low;
        }

        var high = (long)(allowed * _limits.HighAt);
        var medium = (long)(allowed * _limits.MediumAt);
        return loss > allowed ? new LevelReading(RiskLevel.Critical, reason, loss, allowed)
            : loss > high ? new LevelReading(RiskLevel.High, reason, loss, high)
            : loss > medium ? new LevelReading(RiskLevel.Medium, reason, loss, medium)
            : LevelReading.Low;
    }

    private LevelReading OfMargin()
    {
        var cover = _portfolio.MarginCover.Value;
        var high = (long)(_limits.MarginRatioHigh * Rate.Scale);
        var medium = (long)(_limits.MarginRatioMedium * Rate.Scale);
        return cover < high ? new LevelReading(RiskLevel.High, ReasonCode.MarginRatioLow, cover, high)
            : cover < medium ? new LevelReading(RiskLevel.Medium, ReasonCode.MarginRatioLow, cover, medium)
            : LevelReading.Low;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Settle(in LevelReading reading, TimestampNs now)
    {
        if (reading.Level >= _gate.Level)
        {
            _isLower = false;
            if (reading.Level == _gate.Level)
            {
                return false;
            }

            Enter(reading);
            Alert(reading);
            return reading.Level == RiskLevel.Critical;
        }

        if (!_isLower)
        {
            _isLower = true;
            _lowerSince = now;
            if (_limits.RecoveryNs > 0)
            {
                _timers.Set(now + _limits.RecoveryNs, StrategyId.Engine, EngineTimer.Tag(EngineTimer.Level, 0));
            }
        }

        if (now.Value - _lowerSince.Value >= _limits.RecoveryNs)
        {
            _isLower = false;
            Enter(reading);
        }

        return false;
    }

    private void Enter(in LevelReading reading)
    {
        ref var command = ref _outbox.Add(CommandKind.GuardState);
        command.Instrument = InstrumentId.None;
        command.Guard = GuardKind.RiskLevel;
        command.GuardBefore = (long)_gate.Level;
        command.GuardAfter = (long)reading.Level;
        command.Measured = reading.Measured;
        command.Limit = reading.Limit;
        command.Reason = reading.Reason;
        _gate.Level = reading.Level;
    }

    private void Alert(in LevelReading reading)
    {
        ref var command = ref _outbox.Add(CommandKind.Alert);
        command.Instrument = InstrumentId.None;
        command.Measured = reading.Measured;
        command.Limit = reading.Limit;
        command.Reason = reading.Reason;
    }
}
