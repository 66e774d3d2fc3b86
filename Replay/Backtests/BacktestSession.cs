using System.Diagnostics;
using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal.Reading;
using Journal.Writing;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>One backtest from its first event to its result.</summary>
internal sealed class BacktestSession : IDisposable
{
    private const long CancellationMask = (1 << 12) - 1;

    private readonly BacktestRequest _request;
    private readonly PublicFeed _feed;
    private readonly TradingCore _core;
    private readonly IEngineLine _line;
    private readonly BacktestRecorder _recorder;
    private readonly LockStepDriver _driver;
    private readonly List<string> _warnings = [];
    private IReadOnlyList<Instrument> _instruments = [];

    internal BacktestSession(
        BacktestRequest request, JournalReader reader, JournalWriter? writer, IRunProgress? progress,
        CancellationToken token)
    {
        _request = request;
        _feed = new PublicFeed(reader);
        if (reader.FirstSequence > 0)
        {
            _warnings.Add(
                $"events 0 to {reader.FirstSequence - 1} of the journal were purged: its market begins in the middle");
        }

        _core = new TradingCore(request.Catalog);
        _line = request.Layout == RunLayout.Direct
            ? new DirectLine(_core, writer)
            : new RingLine(_core, writer, request.Layout == RunLayout.Threaded, request.RingCapacity);
        _recorder = new BacktestRecorder(request.Capital, progress, reader.CountEvents());
        _driver = new LockStepDriver(_line, new SimulatedVenue(request.Simulation), _recorder, token);
    }

    internal BacktestResult Run(CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        var isInterrupted = FeedNamed(token);
        if (_instruments.Count == 0)
        {
            throw new RunConfigurationException(
                $"{_request.JournalPath}: the journal has no market events to trade on");
        }

        // What the venue has decided by now is still on its way to us: so long do we wait, and no longer.
        _driver.Drain(_core.Clock + _request.Simulation.ReplyLatencyNs);
        _recorder.Finish(_core);
        _driver.Submit([Event.Create(EventKind.SessionEnded, _core.Clock, InstrumentId.None)]);
        _line.Complete();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new BacktestOutcome(_request, _core, _recorder, _instruments, _warnings)
            .ToResult(elapsed, isInterrupted);
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
    }

    private bool Feed(CancellationToken token)
    {
        ReadOnlySpan<Event> frame = [];
        long runCount = 0;
        while (_feed.TryTake(ref frame, out var first, out var length))
        {
            var run = frame.Slice(first, length);
            if (_instruments.Count == 0 && PublicFeed.IsPublic(run[0]))
            {
                // Everything defined before the market opens can be traded.
                _instruments = InstrumentChoice.Choose(_core.Instruments, _request.Instruments);
                _feed.Choose(_instruments, _core.Instruments.Count);
                Begin(run[0].Time);
                if (!_feed.IsChosen(run[0].Instrument))
                {
                    continue;
                }
            }

            if (!_driver.Publish(run) || ((++runCount & CancellationMask) == 0 && token.IsCancellationRequested))
            {
                return true;
            }
        }

        return false;
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

        foreach (var (name, text) in _request.SanitizerLimits)
        {
            preamble.AddSanitizerLimit(name, text);
        }

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

        _recorder.Start(_core, _request.Capital, assets[0]);
    }
}
