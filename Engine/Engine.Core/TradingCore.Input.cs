using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Guards;
using Engine.Core.Orders;
using Engine.Core.Risk;
using Engine.Core.Sanitizing;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Engine.Core;

/// <content>What each kind of event does.</content>
public sealed partial class TradingCore
{
    private const uint AssetNumberMax = ushort.MaxValue;

    /// <summary>
    /// A level in the middle of a message, at a time that has come already: most of what a deep market sends. Nobody is
    /// told before the message ends, so that it changes the book and nothing else (bench: tick-to-order/depth).
    /// </summary>
    private bool TryTakeLevel(in Event e, long sequence)
    {
        if (e.IsLastOfRun || _run.IsEmpty || e.Time > Clock
            || sequence != Sequence + 1 || (uint)e.Instrument.Value >= (uint)_markets.Count
            || !_markets[e.Instrument.Value].TrySetLevel(in e, out var change))
        {
            return false;
        }

        Outbox.Clear();
        Outbox.Cause = sequence;
        _fillCount = 0;
        Sequence = sequence;
        _witness.AddEvent(e, sequence);
        LastChange = change;
        _run.Add(e, change);
        if (++_eventCount % WitnessInterval == 0)
        {
            PutCheckpoint();
        }

        return true;
    }

    private void OnPublic(in Event e)
    {
        if ((uint)e.Instrument.Value >= (uint)_markets.Count)
        {
            ThrowUndefined(e.Instrument);
        }

        var market = _markets[e.Instrument.Value];
        var change = market.Apply(e);
        LastChange = change;
        if (e.IsLastOfRun && _run.IsEmpty)
        {
            // One slot is the whole message: nearly all are, and nothing has to be kept.
            Publish(market, change, new ReadOnlySpan<Event>(in e), e);
            return;
        }

        _run.Add(e, change);
        if (e.IsLastOfRun)
        {
            PublishRun(e);
        }
    }

    private void PublishRun(in Event last)
    {
        for (var i = 0; i < _run.Markets.Length; i++)
        {
            var touched = _run.Markets[i];
            Publish(_markets[touched.Instrument.Value], touched.Change, _run.SlotsOf(i), last);
        }

        _run.Clear();
    }

    private void Publish(MarketState market, MarketChange change, ReadOnlySpan<Event> slots, in Event last)
    {
        if ((change & MarketChange.BestChanged) != 0)
        {
            _witness.Add(market.BestBid.Value ^ (market.BestBidQuantity.Value << 32));
            _witness.Add(market.BestAsk.Value ^ (market.BestAskQuantity.Value << 32));
        }

        Portfolio.OnMarket(market, change);
        _gate.Exposures.OnMarket(market);
        _guards.OnFigures(Clock);
        if (Sanitizer.Judge(market, ref change, slots, last))
        {
            _host.OnMarket(market, change, slots);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnOther(in Event e)
    {
        try
        {
            if (e.Class == EventClass.Private)
            {
                OnPrivate(e);
            }
            else
            {
                OnControl(e);
            }
        }
        catch (OverflowException exception)
        {
            // What comes in here is an amount that somebody else has told: no sum of real ones leaves 64 bits.
            var message = $"the amounts of this {e.Kind} do not fit into the books: {exception.Message}";
            throw new CoreFaultException(message, Sequence, new InvalidDataException(message, exception));
        }
    }

    private void OnControl(in Event e)
    {
        switch (e.Kind)
        {
            case EventKind.Tick or EventKind.ConfigText:
                break;
            case EventKind.AssetDefined or EventKind.InstrumentDefined or EventKind.InstrumentTerms
                or EventKind.InstrumentSymbol:
                OnDefinition(e);
                break;
            case EventKind.StrategyDefined:
                _host.Define(e.StrategyDefined.Strategy, e.StrategyDefined.TypeName.ToString());
                Portfolio.AddStrategy();
                _gate.AddStrategy(_host.SlotOf(e.StrategyDefined.Strategy).Descriptor.IsMarketMaker);
                break;
            case EventKind.StrategyInstrument:
                RequireInstrument(e.Instrument);
                _host.Bind(e.StrategyInstrument.Strategy, e.StrategyInstrument.Account, e.Instrument);
                break;
            case EventKind.StrategyDocument:
                _host.TakeDocument(e);
                break;
            case EventKind.StrategyCode:
                _host.RequireCode(e);
                break;
            case EventKind.ParameterSet:
                OnParameter(e);
                break;
            case EventKind.SessionStarted:
                OnSessionStarted(e);
                break;
            case EventKind.SessionEnded:
                OnSessionEnded();
                break;
            case EventKind.ReconciliationDone:
                OnReconciliationDone();
                break;
            case EventKind.OperatorRequest:
                OnOperator(e);
                break;
            default:
                throw UnknownKind(e);
        }
    }

    private static InvalidDataException UnknownKind(in Event e) =>
        new($"There is no event of kind 0x{(ushort)e.Kind:x4} in this version.");

    private void OnDefinition(in Event e)
    {
        Instruments.Apply(e);
        if (e.Kind != EventKind.InstrumentSymbol)
        {
            return;
        }

        var instrument = Instruments[e.Instrument];
        var market = new MarketState(instrument);
        market.SetShowsOwnOrders(_markets.Count > 0 && _markets[0].ShowsOwnOrders);
        _markets.Add(market);
        Portfolio.AddInstrument();
        _gate.AddInstrument();
        _orders.Doubts.AddInstrument();
        Sanitizer.AddInstrument();
        _host.AddInstrument();
        if (instrument.Replaces.IsSome && !Portfolio[instrument.Replaces].IsFlat)
        {
            // A position on the old grid is not converted by guess: it is closed or carried over by the operator.
            SetTradingState(TradingState.Halted, ReasonCode.InstrumentUnknown);
        }
    }

    private void OnParameter(in Event e)
    {
        int place = e.ParameterSet.Parameter;
        var isOfEngine = e.ParameterSet.Strategy == StrategyId.Engine;
        if (!isOfEngine && place is < RiskLimits.StrategyPlace or >= HostedParameters.FirstPlace)
        {
            _host.SlotOf(e.ParameterSet.Strategy).Apply(e);
            return;
        }

        if (!isOfEngine)
        {
            _host.SlotOf(e.ParameterSet.Strategy);
            Limits.Apply(e);
        }
        else if (AccountSettings.IsOne(e))
        {
            Portfolio.OnParameter(e);
            _gate.Invalidate();
        }
        else if (OrderRules.IsOne(place))
        {
            OrderRules.Values.Apply(e);
            _orders.Doubts.Arm();
            _orders.Groups.LookAtAll();
        }
        else if (place >= SanitizerLimits.FirstPlace)
        {
            Sanitizer.OnParameter(e);
        }
        else if (place >= GuardLimits.FirstPlace)
        {
            GuardLimits.Values.Apply(e);
            _gate.Invalidate();
        }
        else
        {
            if (e.Instrument != InstrumentId.None)
            {
                RequireInstrument(e.Instrument);
            }

            Limits.Apply(e);
        }

        _guards.OnLimits(Clock);
    }

    private void OnSessionStarted(in Event e)
    {
        if (_sessionCount == 0)
        {
            BeginSession(e);
        }
        else if (_begunAt != Sequence)
        {
            BeginLaterSession(e);
        }

        Portfolio.Settings.RequireConsistent();
        var isSimulated = e.SessionStarted.Mode is RunMode.Backtest or RunMode.Paper;
        Sanitizer.OnSessionStarted(e.SessionStarted.Mode);
        foreach (var market in _markets)
        {
            market.SetShowsOwnOrders(!isSimulated && e.SessionStarted.Mode != RunMode.Shadow);
        }

        var isActive = isSimulated && _sessionCount == 1;
        if (!isActive && !_reconciler.IsOpen)
        {
            _reconciler.Await();
        }

        SetSessionState(isActive ? TradingState.Active : TradingState.Reducing);
        _orders.Groups.Resume();
        _guards.AfterReport(Clock);
        _host.StartAll();
    }

    private void BeginSession(in Event e)
    {
        _sessionCount++;
        _gate.Breakers.ForgetLines();
        Epochs.Begin(e.SessionStarted.Epoch, _orders.NextId);
    }

    /// <summary>
    /// What a restart makes unknown. Before the timers that were due while the process was down: what they ask for must
    /// find stale markets, reducing, and the numbers of the new session.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void BeginLaterSession(in Event e)
    {
        _begunAt = Sequence;
        MoveClock(e.Time);
        BeginSession(e);
        foreach (var market in _markets)
        {
            market.OnSessionStarted();
        }

        _orders.OnSessionLost();
        _reconciler.Begin();
        SetSessionState(TradingState.Reducing);
    }

    /// <summary>The venue has said all: trading goes on where the books agree, or were brought to agree.</summary>
    private void OnReconciliationDone()
    {
        if (_reconciler.IsOpen && !_reconciler.TryFinish(OrderRules.ReconcileTolerance))
        {
            SetTradingState(TradingState.Halted, ReasonCode.ReconciliationDifference);
            return;
        }

        _reconciler.Close();
        for (var i = 0; i < _markets.Count; i++)
        {
            _gate.OnCorrected(new InstrumentId(i));
            _witness.Add(Portfolio[new InstrumentId(i)].Quantity.Value);
        }

        _guards.OnFigures(Clock);
        SetSessionState(TradingState.Active);
        _orders.Groups.LookAtAll();
    }

    private void OnSessionEnded()
    {
        SetTradingState(TradingState.Stopped, ReasonCode.None);
        _host.StopAll();
        _isDigestDue = true;
    }

    private void OnOperator(in Event e)
    {
        switch (e.OperatorRequest.Action)
        {
            case OperatorAction.Resume:
                _guards.Release();
                Order(TradingState.Active);
                _orders.Groups.LookAtAll();
                break;
            case OperatorAction.Reduce:
                _guards.Release();
                Order(TradingState.Reducing);
                _orders.Groups.LookAtAll();
                break;
            case OperatorAction.Halt:
                Order(TradingState.Halted);
                _orders.CancelUnprotecting(ReasonCode.OperatorRequest);
                break;
            case OperatorAction.Kill:
                _guards.PullKillSwitch(closes: false, ReasonCode.OperatorRequest, Clock);
                break;
            case OperatorAction.Flatten:
                _guards.PullKillSwitch(closes: true, ReasonCode.OperatorRequest, Clock);
                break;
            case OperatorAction.ResetFigures:
                _guards.ResetFigures(Clock);
                break;
            case OperatorAction.AcceptFills:
                AcceptFills(e);
                break;
            case OperatorAction.Digest:
                _isDigestDue = true;
                break;
            default:
                throw new InvalidDataException(
                    $"the operator's action {(int)e.OperatorRequest.Action} is not known.");
        }
    }

    /// <summary>The operator's word holds until the next one, through every restart.</summary>
    private void Order(TradingState state)
    {
        _orderedState = state;

        // The operator's word does not make the books true: what adds risk waits until the venue has said all.
        var isTooEarly = state == TradingState.Active && _reconciler.IsAwaited;
        SetTradingState(isTooEarly ? TradingState.Reducing : state, ReasonCode.OperatorRequest);
    }

    /// <summary>
    /// What a session or the reconciliation says undoes neither the kill switch nor the operator's last word.
    /// </summary>
    private void SetSessionState(TradingState state)
    {
        if (KillState != KillState.Off)
        {
            SetTradingState(TradingState.Halted, ReasonCode.KillSwitch);
        }
        else if (_orderedState == TradingState.Halted)
        {
            SetTradingState(TradingState.Halted, ReasonCode.OperatorRequest);
        }
        else
        {
            SetTradingState(_orderedState == TradingState.Reducing ? TradingState.Reducing : state, ReasonCode.None);
        }
    }

    private void SetTradingState(TradingState state, ReasonCode reason)
    {
        if (_gate.State == state)
        {
            return;
        }

        ref var command = ref Outbox.Add(CommandKind.TradingState);
        command.Instrument = InstrumentId.None;
        command.StateBefore = (long)_gate.State;
        command.StateAfter = (long)state;
        command.Reason = reason;
        _gate.State = state;
    }

    /// <summary>
    /// An asset of a number that can be: a venue may charge fees in one that nobody has defined, and cash has a place
    /// for each number.
    /// </summary>
    private static void RequireAsset(AssetId asset)
    {
        if ((uint)asset.Value > AssetNumberMax)
        {
            throw new InvalidDataException(
                $"There is no asset {asset.Value}: numbers go from 1 to {AssetNumberMax}, 0 is none.");
        }
    }

    private void RequireInstrument(InstrumentId instrument)
    {
        if ((uint)instrument.Value >= (uint)_markets.Count)
        {
            ThrowUndefined(instrument);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowUndefined(InstrumentId instrument)
    {
        var message = $"instrument {instrument.Value} is used but not defined; {_markets.Count} are.";
        throw new CoreFaultException(message, Sequence, new InvalidDataException(message));
    }
}
