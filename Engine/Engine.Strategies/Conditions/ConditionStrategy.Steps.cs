using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies.Conditions;

/// <content>The steps from state to state.</content>
public sealed partial class ConditionStrategy
{
    private void Step(MarketState market, bool isSampled)
    {
        switch (_state)
        {
            case ConditionState.Inactive when isSampled && _sampler.IsReady:
                Change(ConditionState.Monitoring);
                break;
            case ConditionState.Monitoring when isSampled:
                WaitForSignal(market);
                break;
            case ConditionState.SignalDetected:
                WaitForEntry(market, isSampled);
                break;
            case ConditionState.PositionActive:
                WaitForExit(isSampled);
                break;
            case ConditionState.CloseOrderEvaluation or ConditionState.EmergencyExit:
                Held.Leave(Context, ExitReason.Signal);
                break;
            case ConditionState.SignalCancelled or ConditionState.Exited when Context.Now >= _restUntil:
                Change(ConditionState.Monitoring);
                break;
            default:
                break;
        }
    }

    private void WaitForSignal(MarketState market)
    {
        if (!_sampler.Holds(ConditionSection.Signal))
        {
            _isTurnedAway = false;
            return;
        }

        ref readonly var rules = ref _document.Section(ConditionSection.Signal);
        if (_signalTime != TimestampNs.MinValue && Context.Now - _signalTime < rules.CooldownNs)
        {
            return;
        }

        if (Context.Holder(_instrument) is { IsSome: true } holder)
        {
            TurnAway("held_by_strategy"u8, holder.Value, double.NaN);
            return;
        }

        if (Context.HeldCount >= _document.SignalsAtOnce || !Context.TryHold(_instrument))
        {
            TurnAway("signals_at_once"u8, Context.HeldCount, _document.SignalsAtOnce);
            return;
        }

        _signalTime = Context.Now;
        if (market.TryReferencePrice(out var price))
        {
            Context.Signal(_instrument, _document.Side, price, _document.Confidence);
        }

        Change(ConditionState.SignalDetected);
        SayConditions(ConditionSection.Signal);
    }

    /// <summary>Says once why a signal is not taken up; a signal that goes on is not a new one.</summary>
    private void TurnAway(ReadOnlySpan<byte> reason, double value, double bound)
    {
        if (_isTurnedAway)
        {
            return;
        }

        _isTurnedAway = true;
        Context.StateChanged(_instrument, (long)_state, (long)_state);
        Say(reason, value, bound);
        SayConditions(ConditionSection.Signal);
    }

    private void WaitForEntry(MarketState market, bool isSampled)
    {
        ref readonly var cancel = ref _document.Section(ConditionSection.Cancel);
        if (isSampled && _sampler.Holds(ConditionSection.Cancel))
        {
            Cancel(cancel.CooldownNs);
            SayConditions(ConditionSection.Cancel);
            return;
        }

        var age = Context.Now - _stateSince;
        if (age >= cancel.TimeoutNs)
        {
            Cancel(cancel.CooldownNs);
            Say("timeout"u8, Seconds(age), Seconds(cancel.TimeoutNs));
            return;
        }

        var hasConditions = _document.Section(ConditionSection.Entry).HasConditions;
        if (isSampled && (!hasConditions || _sampler.Holds(ConditionSection.Entry)))
        {
            Enter(market);
        }
    }

    private void Enter(MarketState market)
    {
        Change(ConditionState.EntryEvaluation);
        SayConditions(ConditionSection.Entry);
        if (!market.TryReferencePrice(out var price))
        {
            CancelEntry();
            return;
        }

        var rules = _document.Position;
        var sizing = ConditionSizing.Of(Context, in rules, market.Instrument, price, _sampler.Values);
        Say("size_notional"u8, Amount(sizing.Notional), Amount(sizing.Room));
        var exit = ExitRule.OfFractions(rules.StopPct / 100, rules.TakeProfitPct / 100);
        if (!Held.Enter(Context, _document.Side, sizing.Lots, exit))
        {
            CancelEntry();
            Say("order_lots"u8, sizing.Lots.Value, double.NaN);
        }
    }

    private void WaitForExit(bool isSampled)
    {
        if (isSampled && _sampler.Holds(ConditionSection.Emergency))
        {
            Change(ConditionState.EmergencyExit);
            SayConditions(ConditionSection.Emergency);
            Held.Leave(Context, ExitReason.Signal);
            return;
        }

        ref readonly var close = ref _document.Section(ConditionSection.Close);
        if (isSampled && _sampler.Holds(ConditionSection.Close))
        {
            Change(ConditionState.CloseOrderEvaluation);
            SayConditions(ConditionSection.Close);
            Held.Leave(Context, ExitReason.Signal);
            return;
        }

        var age = Context.Now - _positionTime;
        if (close.TimeoutNs > 0 && age >= close.TimeoutNs)
        {
            Change(ConditionState.CloseOrderEvaluation);
            Say("timeout"u8, Seconds(age), Seconds(close.TimeoutNs));
            Held.Leave(Context, ExitReason.Signal);
        }
    }

    /// <summary>Stop and take profit are watched on every price, not only at samples.</summary>
    private void WatchPrice(MarketState market)
    {
        if (!IsInPosition)
        {
            return;
        }

        var plan = Held.Plan;
        var reason = Held.Watch(Context, market);
        if (reason == ExitReason.None || _state != ConditionState.PositionActive)
        {
            return;
        }

        Change(ConditionState.CloseOrderEvaluation);
        var isStop = reason == ExitReason.Stop;
        SampleClock.TryPrice(market, out var price);
        Say(isStop ? "stop"u8 : "take_profit"u8, price, isStop ? plan.StopPrice : plan.TargetPrice);
    }

    private void Finish(in FillReport fill)
    {
        var section = _state == ConditionState.EmergencyExit ? ConditionSection.Emergency : ConditionSection.Close;
        Rest(ConditionState.Exited, _document.Section(section).CooldownNs);
        Say("exit_price"u8, Price(fill.Price), double.NaN);
        Say("realized_pnl"u8, Amount(fill.RealizedPnl), double.NaN);
    }

    private void CancelEntry() => Cancel(_document.Section(ConditionSection.Entry).CooldownNs);

    private void Cancel(long restNs) => Rest(ConditionState.SignalCancelled, restNs);

    private void Rest(ConditionState state, long restNs)
    {
        Context.Release(_instrument);
        _restUntil = Context.Now + restNs;
        Change(state);
    }

    private void Change(ConditionState state)
    {
        Context.StateChanged(_instrument, (long)_state, (long)state);
        _state = state;
        _stateSince = Context.Now;
    }

    private void Say(ReadOnlySpan<byte> name, double value, double bound) =>
        Context.Evidence(_instrument, name, value, bound);

    /// <summary>Every value of a section with what it was held against.</summary>
    private void SayConditions(ConditionSection section)
    {
        ref readonly var rules = ref _document.Section(section);
        var values = _sampler.Values;
        for (var i = rules.First; i < rules.First + rules.Count; i++)
        {
            ref readonly var node = ref _document.Nodes[i];
            if (node.Kind != ConditionKind.Compare)
            {
                continue;
            }

            var name = _document.Indicators[node.Indicator].EvidenceName;
            var value = values[node.Indicator];
            Say(name, value, node.Other == ConditionNode.None ? node.Low : values[node.Other]);
            if (ConditionOperators.TakesRange(node.Operator))
            {
                Say(name, value, node.High);
            }
        }
    }

    private static double Amount(Money money) => (double)money.Value / Money.Scale;
}
