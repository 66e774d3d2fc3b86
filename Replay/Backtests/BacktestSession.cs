using System.Diagnostics;
using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Accounts;
using Engine.Core;
using Engine.Core.Risk;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal.Reading;
using Journal.Rendering;
using Journal.Writing;
using Replay.Quality;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>One backtest from its first event to its result.</summary>
internal sealed class BacktestSession : IDisposable
{
    private readonly BacktestRequest _request;
    private readonly PublicFeed _feed;
    private readonly TradingCore _core;
    private readonly IEngineLine _line;
    private readonly BacktestRecorder _recorder;
    private readonly SimulatedVenue _venue;
    private readonly LockStepDriver _driver;
    private readonly List<string> _warnings = [];
    private readonly string _journalId;
    private readonly BacktestRange _range;
    private readonly QualityReport? _quality;
    private IReadOnlyList<Instrument> _instruments = [];
    private AssetId _settleAsset;
    private bool _isBegun;
    private bool _isTrading;
    private TimeSpan _firstEventClock;

    internal BacktestSession(
        BacktestRequest request, JournalReader reader, JournalWriter? writer, IRunProgress? progress,
        CancellationToken token)
    {
        _request = request;
        _range = request.Range;
        _feed = new PublicFeed(reader);
        _journalId = reader.Facts.JournalId.ToString();
        if (reader.FirstSequence > 0)
        {
            _warnings.Add(
                $"events 0 to {reader.FirstSequence - 1} of the journal were purged: its market begins in the middle");
        }

        _quality = QualityFile.TryRead(reader);
        _core = new TradingCore(request.Catalog);
        _line = request.Layout == RunLayout.Direct
            ? new DirectLine(_core, writer)
            : new RingLine(_core, writer, request.Layout == RunLayout.Threaded, request.RingCapacity);
        _recorder = new BacktestRecorder(request.Capital, progress, reader.CountEvents());
        // Called directly, core and venue see each event one after the other: one copy of the markets serves both.
        _venue = new SimulatedVenue(request.Simulation, request.Layout == RunLayout.Direct ? _core.Markets : null);
        _driver = new LockStepDriver(_line, _venue, _recorder, token);
    }

    internal BacktestResult Run(CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        var isInterrupted = FeedNamed(token);
        if (!_isTrading && !isInterrupted)
        {
            throw new RunConfigurationException(_range.IsWhole
                ? $"{_request.JournalPath}: the journal has no market events to trade on"
                : $"{_request.JournalPath}: the journal has no market events in the range that is to be traded");
        }

        if (!isInterrupted)
        {
            EndFunding();
        }

        // What the venue has decided by now is still on its way to us: so long do we wait, and no longer.
        _driver.Drain(_core.Clock + _request.Simulation.LongestReplyNs);
        if (_request.Simulation.Trouble.IsOn)
        {
            // A report that was lost by request is known to the venue alone.
            if (AccountAgreement.FirstDifference(_core, _venue, isInOrder: false) is { } difference)
            {
                _warnings.Add(
                    $"the books are not the venue's at the end, so figures of this run are not to be "
                    + $"believed: {difference}; reports were lost or are late by simulation.trouble");
            }
        }
        else if (!_venue.HasReport)
        {
            AccountAgreement.Require(_core, _venue);
        }

        _recorder.Finish(_core);
        _driver.Submit([Event.Create(EventKind.SessionEnded, _core.Clock, InstrumentId.None)]);
        _line.Complete();
        AddAccountWarnings();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new BacktestOutcome(
            _request, _core, _venue, _recorder, _instruments, _warnings, DataQuality(), _journalId)
            .ToResult(elapsed, isInterrupted) with
        { FirstEventClockNs = (long)_firstEventClock.TotalNanoseconds };
    }

    /// <summary>What the import said of the data of the instruments that were traded.</summary>
    private IReadOnlyList<string> DataQuality()
    {
        if (_quality is null)
        {
            return [];
        }

        var names = _instruments.Select(instrument => instrument.Name).ToHashSet();
        return [.. QualityText.Sentences(_quality, names.Contains)];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _line.Dispose();
        _feed.Dispose();
    }

    private bool FeedNamed(CancellationToken token)
    {
        try
        {
            return Feed(token);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{_request.JournalPath}: {exception.Message}", exception);
        }
        catch (MissingFundingException exception)
        {
            throw Unfunded(exception);
        }
    }

    private void EndFunding()
    {
        try
        {
            _venue.EndFunding();
        }
        catch (MissingFundingException exception)
        {
            throw Unfunded(exception);
        }
    }

    private InvalidDataException Unfunded(MissingFundingException exception) => new(
        $"{_request.JournalPath}: {exception.Instrument} is a perpetual, and a position was held over the funding of "
        + $"{IsoTime.Format(exception.Time)}, for which the journal has none; import its funding rates and merge them "
        + "in, or accept a result without with --set simulation.funding=none",
        exception);

    private void AddAccountWarnings()
    {
        if (_venue.LiquidationCount > 0)
        {
            _warnings.Add($"positions were liquidated by the venue: {_venue.LiquidationCount}");
        }

        if (_venue.MissingFundingCount > 0)
        {
            _warnings.Add(
                $"funding times passed with a position and without funding in the data: {_venue.MissingFundingCount}; "
                + "nothing was paid (simulation.funding=none)");
        }
    }

    /// <returns>Whether it was asked to stop before the data's end.</returns>
    private bool Feed(CancellationToken token)
    {
        while (_feed.TryReadFrame(out var frame))
        {
            if (!FeedFrame(frame, out var isInterrupted))
            {
                return isInterrupted;
            }

            if (token.IsCancellationRequested)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Hands out the runs of a frame. A method of its own: what loops once over all of a journal stays in code that was
    /// compiled in the middle of its first call.
    /// </summary>
    /// <returns>Whether the next frame is wanted.</returns>
    private bool FeedFrame(ReadOnlySpan<Event> frame, out bool isInterrupted)
    {
        isInterrupted = false;
        while (_feed.TryTake(ref frame, out var run))
        {
            if (!_isTrading && PublicFeed.IsPublic(run[0]))
            {
                Approach(run[0].Time);
                if (!_feed.IsChosen(run[0].Instrument))
                {
                    continue;
                }
            }

            if (run[0].Time >= _range.To)
            {
                return false;
            }

            if (!_driver.Publish(run))
            {
                isInterrupted = true;
                return false;
            }
        }

        return true;
    }

    /// <summary>Before a public run: what must have begun by its time begins.</summary>
    private void Approach(TimestampNs time)
    {
        if (_instruments.Count == 0)
        {
            // Everything defined before the market opens can be traded.
            _instruments = InstrumentChoice.Choose(_core.Instruments, _request.Instruments);
            _feed.Choose(_instruments, _core.Instruments.Count);
        }

        if (time >= _range.To)
        {
            return;
        }

        if (!_isBegun && time >= _range.Start)
        {
            _isBegun = true;
            var isWarmingUp = time < _range.From;
            Begin(_range.IsWhole ? _feed.SessionTime ?? time : time);
            if (isWarmingUp)
            {
                _driver.Submit(Operator(OperatorAction.Reduce, time));
            }
        }

        if (_isBegun && time >= _range.From)
        {
            _isTrading = true;
            if (_core.TradingState == TradingState.Reducing)
            {
                _driver.Publish(Operator(OperatorAction.Resume, _range.From));
            }

            _recorder.Start(_core, _request.Capital, _settleAsset);
        }
    }

    private static Event[] Operator(OperatorAction action, TimestampNs time)
    {
        var e = Event.Create(EventKind.OperatorRequest, time, InstrumentId.None);
        e.OperatorRequest.Action = action;
        return [e];
    }

    private void Begin(TimestampNs time)
    {
        var preamble = new RunPreamble(time);
        foreach (var choice in _request.Strategies)
        {
            var descriptor = _request.Catalog.Find(choice.Name)
                ?? throw new RunConfigurationException(
                    $"no strategy '{choice.Name}'; known are {string.Join(", ", _request.Catalog.Names)}");
            preamble.AddStrategy(descriptor, choice, _instruments);
        }

        foreach (var (name, text) in _request.RiskLimits)
        {
            preamble.AddRiskLimit(name, text, _instruments);
        }

        foreach (var (name, text) in _request.GuardLimits)
        {
            preamble.AddGuardLimit(name, text);
        }

        if (_request.Simulation.Trouble.IsOn)
        {
            // As a live session does; where nothing goes wrong there is nothing to be found. What is asked for counts.
            preamble.AddOrderRule("audit", "1m");
        }

        foreach (var (name, text) in _request.OrderRules)
        {
            preamble.AddOrderRule(name, text);
        }

        foreach (var (name, text) in _request.SanitizerLimits)
        {
            preamble.AddSanitizerLimit(name, text);
        }

        AccountPreamble.Add(preamble, _request, _core.Instruments, _instruments);
        var assets = _instruments.Select(instrument => instrument.SettleAsset).Distinct().ToList();
        foreach (var asset in assets)
        {
            preamble.AddBalance(asset, _request.Capital);
        }

        if (assets.Count > 1)
        {
            _warnings.Add(
                $"instruments settle in {assets.Count} currencies: each begins with the whole capital, "
                + $"and the account's figures are those of {_core.Instruments.AssetName(assets[0])} alone");
        }

        preamble.AddConfigurationText(_request.ConfigurationText);
        preamble.AddSessionStart(RunMode.Backtest, seed: 0);
        foreach (var run in preamble.Runs)
        {
            _driver.Submit(run);
        }

        _settleAsset = assets[0];
        _firstEventClock = Stopwatch.GetElapsedTime(0);
    }
}
