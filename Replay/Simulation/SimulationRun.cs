using Adapters.Simulated.Venue.Trouble;
using Engine.Core;
using Engine.Core.Risk;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Replay.Recovery;
using Replay.Sessions;
using Replay.Simulation.Invariants;

namespace Replay.Simulation;

/// <summary>
/// One seed, from its market's first event to the proof that nothing was lost. One thread, the journal in memory.
/// </summary>
internal sealed class SimulationRun : IDisposable
{
    private const long Capital = 100_000;
    private const long DrainMaxNs = 10 * TimestampNs.PerMinute;
    private const int PermilleOfKill = 800;
    private const int PermilleOfHalt = 50;
    private const int DownRunsMax = 30;

    private static readonly long CodeHash = SessionRecovery.CodeHashOf(SimulationCatalog.All);

    private readonly SimulationPlan _plan;
    private readonly IReadOnlyList<Event[]> _runs;
    private readonly SimulationWorld _world;
    private readonly SimulationSeam _seam;
    private readonly SimulationEngine _engine;
    private readonly List<Event[]> _missed = [];
    private readonly List<Event[]> _reports = [];
    private SeededRandom _random;
    private TimestampNs _reconcilesFrom = TimestampNs.MaxValue;
    private bool _hasSession;
    private int _crashes;
    private int _wrongBalances;

    private SimulationRun(
        long seed, SimulationOptions options, SimulationSeam seam, ISimulationListener? listener)
    {
        _plan = new SimulationPlan(seed, options);
        _random = _plan.Random;
        _runs = SimulationMarket.Make(_plan.Market);
        _world = new SimulationWorld(_plan.Venue);
        _seam = seam;
        _engine = new SimulationEngine(_plan, _world, seam, listener);
    }

    private TradingCore Core => _engine.Core;

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="options">What is the same for all seeds.</param>
    /// <param name="seam">Where faults are planted; null for none.</param>
    /// <param name="listener">Hears every event; null for nobody.</param>
    internal static SimulationVerdict Run(
        long seed, SimulationOptions options, SimulationSeam? seam = null, ISimulationListener? listener = null)
    {
        using var run = new SimulationRun(seed, options, seam ?? new SimulationSeam(), listener);
        SimulationFailure? failure = null;
        ulong digest = 0;
        try
        {
            run.Live();
            digest = run.Core.Digest();
        }
        catch (BrokenInvariantException broken)
        {
            failure = new SimulationFailure(seed, run.Core.Sequence, broken.Invariant, broken.Message);
        }
        catch (CoreFaultException fault)
        {
            failure = new SimulationFailure(seed, run.Core.Sequence, "CoreDoesNotFault", fault.Message);
        }

        return run.Judge(seed, digest, failure);
    }

    /// <inheritdoc />
    public void Dispose() => _engine.Dispose();

    private SimulationVerdict Judge(long seed, ulong digest, SimulationFailure? failure)
    {
        long troubles = _wrongBalances;
        for (var kind = TroubleKind.Busy; kind <= TroubleKind.FillSplit; kind++)
        {
            troubles += _world.Venue.TroubleCount(kind);
        }

        return new SimulationVerdict
        {
            Seed = seed,
            Events = Core.Sequence + 1,
            Orders = Core.OrderCount,
            Fills = Core.FillCount,
            Crashes = _crashes,
            Troubles = troubles,
            Witness = Core.Witness,
            Digest = digest,
            Failure = failure,
        };
    }

    private void Live()
    {
        for (var i = 0; i < _runs.Count; i++)
        {
            var run = _runs[i];
            if (run[0].Class == EventClass.Public && !_hasSession)
            {
                Begin(run[0].Time);
            }

            PublishDue(run[0].Time);
            if (IsAt(_plan.Crashes, i) && !_hasSession)
            {
                CrashWithinFirstStart(run);
            }
            else if (IsAt(_plan.Crashes, i))
            {
                Crash(run);
                i = BeDown(i + 1);
                Restart(_runs[i][0].Time);
            }
            else
            {
                _engine.Submit(run);
            }

            Operate(i, _runs[i][0].Time);
        }

        End(_runs[^1][0].Time);
    }

    /// <summary>
    /// The process dies: within the write of a run, behind it with nothing sent, or behind it with all sent.
    /// </summary>
    private void Crash(ReadOnlySpan<Event> run)
    {
        var kind = _random.NextBelow(3);
        if (kind == 0)
        {
            _engine.DieWithin(run, _random.NextBelow(1_001));
            return;
        }

        _engine.IsWithholding = kind == 1;
        _engine.Submit(run);
        _engine.Die(_random.NextBelow(2) * _random.NextBelow(1_001));
    }

    /// <summary>
    /// The process dies while it tells a new journal what there is to trade. The next start tells the rest of it: it is
    /// the host's own word, and waits for nobody.
    /// </summary>
    private void CrashWithinFirstStart(Event[] run)
    {
        var had = Core.Sequence;
        Crash(run);
        _crashes++;
        _engine.Recover();
        if (Core.Sequence == had)
        {
            _engine.Submit(run, isNews: false);
        }
    }

    private bool IsAt(IReadOnlyList<int> permilles, int run)
    {
        foreach (var permille in permilles)
        {
            if (run == IndexOf(permille))
            {
                return true;
            }
        }

        return false;
    }

    private int IndexOf(int permille) => (int)((long)_runs.Count * permille / 1_000);

    private void Begin(TimestampNs time)
    {
        _hasSession = true;
        var preamble = new RunPreamble(time);
        var instruments = Core.Instruments.All;
        foreach (var descriptor in SimulationCatalog.All.All)
        {
            if (descriptor.InstrumentCountMin <= instruments.Count)
            {
                preamble.AddStrategy(descriptor, SimulationCatalog.ChoiceOf(descriptor, _plan.Seed), instruments);
            }
        }

        foreach (var (name, text) in _plan.Limits)
        {
            preamble.AddRiskLimit(name, text, instruments);
        }

        // A run is short: what is not known is asked about each second.
        preamble.AddOrderRule("queryRetry", "1s");
        preamble.AddOrderRule("queryRetryMax", "1s");
        preamble.AddOrderRule("audit", "2s");
        preamble.AddOrderRule("onProtectionLost", _plan.FlattensUnprotected ? "flatten" : "alarm");
        if (_plan.IsHedged)
        {
            preamble.AddAccountParameter("positionMode", "hedge");
        }

        preamble.AddBalance(instruments[0].SettleAsset, new Money(Capital * Money.Scale));
        foreach (var run in preamble.Runs)
        {
            _engine.Submit(run);
        }

        StartSession(time);
    }

    private void StartSession(TimestampNs time)
    {
        var session = Event.Create(EventKind.SessionStarted, time, InstrumentId.None);
        session.SessionStarted = new SessionStarted
        {
            Epoch = _engine.Epoch,
            CodeHash = CodeHash,
            Seed = _plan.Seed,
            Mode = RunMode.Paper,
            Durability = Durability.Written,
        };
        _engine.Submit([session]);
    }

    /// <summary>Reports and deadlines before a time, each at its own.</summary>
    private void PublishDue(TimestampNs before)
    {
        while (true)
        {
            var report = _world.Venue.HasReport ? _world.Venue.NextReportTime : TimestampNs.MaxValue;
            var deadline = Core.NextDeadline;
            if (report < before && report <= deadline)
            {
                Report(_world.Venue.TakeReport());
            }
            else if (deadline < before)
            {
                _engine.Submit([Event.Create(EventKind.Tick, deadline, InstrumentId.None)]);
            }
            else
            {
                return;
            }

            GiveAnswers();
        }
    }

    private void Report(ReadOnlySpan<Event> run)
    {
        _reports.Clear();
        _reports.Add(run.ToArray());
        _seam.OnReport(_reports);
        foreach (var report in _reports)
        {
            _engine.Submit(report);
        }
    }

    private void GiveAnswers()
    {
        while (_engine.Answers.Count > 0)
        {
            var answer = _engine.Answers[0];
            _engine.Answers.RemoveAt(0);
            _engine.Submit(answer);
        }
    }

    /// <summary>
    /// The process is gone and the world is not. Reports that come meanwhile reach nobody; what they say of money the
    /// venue still tells who asks for it.
    /// </summary>
    /// <returns>The market's last run before the restart.</returns>
    private int BeDown(int first)
    {
        _crashes++;
        var last = Math.Min(first + (int)_random.NextBelow(Math.Min(DownRunsMax, 1 + (_runs.Count / 40))),
            _runs.Count - 1);
        for (var i = first; i <= last; i++)
        {
            while (_world.Venue.HasReport && _world.Venue.NextReportTime < _runs[i][0].Time)
            {
                var report = _world.Venue.TakeReport().ToArray();
                Happen(report);
                if (report[0].Kind is EventKind.Fill or EventKind.FundingPaid or EventKind.PositionLiquidated)
                {
                    _missed.Add(report);
                }
            }

            Happen(_runs[i]);
        }

        return last;
    }

    private void Happen(ReadOnlySpan<Event> run)
    {
        foreach (ref readonly var e in run)
        {
            _world.OnEvent(in e);
        }
    }

    private void Restart(TimestampNs time)
    {
        _engine.Recover();
        StartSession(time);
        foreach (var market in _world.Markets)
        {
            var snapshot = SimulationMarket.SnapshotOf(market, time);
            if (snapshot.Length > 0)
            {
                _engine.Submit(snapshot);
            }
        }

        foreach (var report in _missed)
        {
            Report(Stamped(report, time));
        }

        _missed.Clear();
        foreach (var order in _engine.State.Ledger.Open.Values.ToList())
        {
            _engine.Query(order);
        }

        _reconcilesFrom = time + _engine.State.LongestAnswerNs;
    }

    private static Event[] Stamped(Event[] run, TimestampNs time)
    {
        foreach (ref var e in run.AsSpan())
        {
            e.Time = time;
        }

        return run;
    }

    private void Operate(int run, TimestampNs time)
    {
        if (time >= _reconcilesFrom && _engine.State.Ledger.Open.Values.All(order => order.WaitsSince > time))
        {
            _reconcilesFrom = TimestampNs.MaxValue;
            if (_random.NextBelow(4) == 0)
            {
                TellWrongBalance(time);
            }

            var isTold = TryTellTruth(time);
            _engine.Submit([Event.Create(EventKind.ReconciliationDone, time, InstrumentId.None)]);
            if (isTold)
            {
                QuietInvariants.RequireSameBalances(_engine.State);
            }
        }

        if (IsAt(_plan.Halts, run))
        {
            Ask(OperatorAction.Halt, time);
        }
        else if (_plan.Halts.Any(halt => run == IndexOf(halt + PermilleOfHalt)))
        {
            Ask(OperatorAction.Resume, time);
        }

        if (run == IndexOf(PermilleOfKill))
        {
            Ask(_plan.Flattens ? OperatorAction.Flatten : OperatorAction.Kill, time);
        }
    }

    /// <summary>
    /// The venue says a balance that cannot be: trading must halt and nothing be booked, until it has said all again.
    /// It does not believe itself: before the first order it would take what it hears for its opening balance.
    /// </summary>
    private void TellWrongBalance(TimestampNs time)
    {
        _wrongBalances++;
        var asset = Core.Instruments.All[0].SettleAsset;
        var e = Event.Create(EventKind.Balance, time, InstrumentId.None);
        e.Balance.Asset = asset;
        e.Balance.Total = Core.Portfolio.Wallet(asset) + new Money((1_000 + _random.NextBelow(9_000)) * Money.Scale);
        _engine.Submit([e], isNews: false);
        _engine.Submit([Event.Create(EventKind.ReconciliationDone, time, InstrumentId.None)]);
        if (Core.TradingState != TradingState.Halted)
        {
            throw new BrokenInvariantException(
                "WrongBalanceHalts", $"the venue's balance is off by thousands, and trading is {Core.TradingState}");
        }
    }

    /// <summary>
    /// The venue says what it holds, where all fills have come that made it so. Average costs may be others than ours:
    /// nothing of that may be booked as money.
    /// </summary>
    private bool TryTellTruth(TimestampNs time)
    {
        if (!QuietInvariants.IsSameCash(_engine.State))
        {
            return false;
        }

        foreach (var instrument in Core.Instruments.All)
        {
            foreach (var leg in QuietInvariants.LegsOf(_engine.State, instrument))
            {
                var flags = leg == PositionLeg.Short ? EventFlags.ShortLeg : EventFlags.None;
                var e = Event.Create(EventKind.Position, time, instrument.Id, flags);
                e.Position.Quantity = _world.Venue.PositionOf(instrument.Id, leg);
                e.Position.EntryPrice = _world.Venue.EntryPriceOf(instrument.Id, leg);
                _engine.Submit([e], isNews: false);
            }
        }

        var balance = Event.Create(EventKind.Balance, time, InstrumentId.None);
        balance.Balance.Asset = Core.Instruments.All[0].SettleAsset;
        balance.Balance.Total = _world.Venue.BalanceOf(balance.Balance.Asset);
        _engine.Submit([balance], isNews: false);
        return true;
    }

    private void Ask(OperatorAction action, TimestampNs time)
    {
        var e = Event.Create(EventKind.OperatorRequest, time, InstrumentId.None);
        e.OperatorRequest.Action = action;
        _engine.Submit([e]);
    }

    /// <summary>
    /// The market is over: what is under way comes to its end, and the truth is compared. Nobody asks but the core.
    /// </summary>
    private void End(TimestampNs time)
    {
        var end = Drain(time, DrainMaxNs);
        end = Drain(end, 4 * _engine.State.LongestAnswerNs);
        QuietInvariants.Require(_engine.State);

        // How fills that came out of order part into cost and result is settled when the position is closed.
        Ask(OperatorAction.Flatten, end);
        end = Drain(end, DrainMaxNs);
        QuietInvariants.RequireSettled(_engine.State);
        _engine.Submit([Event.Create(EventKind.SessionEnded, end, InstrumentId.None)]);
        _engine.RequireSameReplay();
    }

    private TimestampNs Drain(TimestampNs from, long longestNs)
    {
        var time = from;
        while (time < from + longestNs)
        {
            // The clock has gone on at least once: what was asked for at its last stand has left.
            time += TimestampNs.PerSecond;
            PublishDue(time);
            if (Core.Clock < time)
            {
                _engine.Submit([Event.Create(EventKind.Tick, time, InstrumentId.None)]);
            }

            if (!_world.Venue.HasReport && QuietInvariants.IsQuiet(_engine.State))
            {
                return time;
            }
        }

        return time;
    }
}
