using Engine.Core;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Sessions;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>Watches a run and keeps its statistics, in bounded memory. It changes nothing.</summary>
internal sealed class BacktestRecorder : IRunObserver
{
    private const long SampleIntervalNs = TimestampNs.PerMinute;
    private const int ProgressMask = (1 << 16) - 1;

    private readonly List<RunTracker> _runs = [];
    private readonly List<PriceSeries> _prices = [];
    private readonly List<FillSeries> _fills = [];
    private readonly long[] _kindCounts = new long[0x400];
    private readonly DecisionCounts _decisions = new();
    private readonly IRunProgress? _progress;
    private readonly long _progressTotal;
    private TimestampNs _nextSample = TimestampNs.MinValue;
    private AssetId _settleAsset;

    internal BacktestRecorder(Money capital, IRunProgress? progress, long progressTotal)
    {
        Account = new PerformanceTracker(new StatisticsOptions { Capital = capital });
        _progress = progress;
        _progressTotal = progressTotal;
    }

    /// <summary>The whole account.</summary>
    internal PerformanceTracker Account { get; }

    /// <summary>Each strategy in each of its instruments.</summary>
    internal IReadOnlyList<RunTracker> Runs => _runs;

    /// <summary>The price of each instrument.</summary>
    internal IReadOnlyList<PriceSeries> Prices => _prices;

    /// <summary>The fills in each instrument.</summary>
    internal IReadOnlyList<FillSeries> Fills => _fills;

    /// <summary>What strategies asked for, and what became of it.</summary>
    internal DecisionCounts Decisions => _decisions;

    /// <summary>Events that went through.</summary>
    internal long EventCount { get; private set; }

    /// <summary>The time of the first market event; zero before it.</summary>
    internal TimestampNs FirstTime { get; private set; }

    /// <summary>Events of a kind.</summary>
    internal long CountOf(EventKind kind) => _kindCounts[(int)kind];

    /// <summary>Begins to keep figures: strategies and instruments are known.</summary>
    internal void Start(TradingCore core, Money capital, AssetId settleAsset)
    {
        _settleAsset = settleAsset;
        FirstTime = core.Clock;
        for (var i = 0; i < core.Instruments.Count; i++)
        {
            _prices.Add(new PriceSeries());
            _fills.Add(new FillSeries());
        }

        foreach (var strategy in core.Strategies)
        {
            foreach (var instrument in strategy.Instruments)
            {
                _runs.Add(new RunTracker(strategy, core.Instruments[instrument], capital));
            }
        }

        Sample(core);
    }

    /// <inheritdoc />
    public void OnRun(ReadOnlySpan<Event> run, TradingCore core)
    {
        EventCount += run.Length;
        _kindCounts[(int)run[0].Kind] += run.Length;
        foreach (ref readonly var command in core.Commands)
        {
            _decisions.Add(command);
        }

        if (core.Fills.Length > 0)
        {
            foreach (ref readonly var fill in core.Fills)
            {
                OnFill(fill, core.Instruments[fill.Instrument]);
            }
        }
        else if (run[0].Kind == EventKind.FundingPaid)
        {
            OnFunding(core);
        }

        if (core.Clock >= _nextSample)
        {
            Sample(core);
        }

        if ((EventCount & ProgressMask) < run.Length)
        {
            _progress?.Report(EventCount, _progressTotal);
        }
    }

    /// <summary>The last sample: what is open is valued where the data end.</summary>
    internal void Finish(TradingCore core) => Sample(core);

    private void OnFill(in FillReport fill, Instrument instrument)
    {
        var facts = new FillFacts
        {
            Time = fill.Time,
            Strategy = fill.Strategy,
            Instrument = fill.Instrument,
            Side = fill.Side,
            Price = instrument.ToDouble(fill.Price),
            PriceTicks = fill.Price,
            Quantity = fill.Quantity,
            Notional = fill.Notional,
            Fee = fill.Fee,
            RealizedPnl = fill.RealizedPnl,
            PositionBefore = fill.PositionBefore,
            PositionAfter = fill.PositionAfter,
            Liquidity = fill.IsMaker ? Liquidity.Maker : Liquidity.Taker,
        };
        Account.OnFill(facts);
        _fills[fill.Instrument.Value].OnFill(facts);
        foreach (var run in _runs)
        {
            if (run.Strategy.Id == fill.Strategy && run.Instrument.Id == fill.Instrument)
            {
                run.Tracker.OnFill(facts);
            }
        }
    }

    private void OnFunding(TradingCore core)
    {
        foreach (var run in _runs)
        {
            var total = core.Portfolio.OfStrategy(run.Strategy.Id, run.Instrument.Id).Funding;
            if (total == run.FundingSeen)
            {
                continue;
            }

            var facts = new FundingFacts
            {
                Time = core.Clock,
                Strategy = run.Strategy.Id,
                Instrument = run.Instrument.Id,
                Amount = total - run.FundingSeen,
            };
            run.FundingSeen = total;
            run.Tracker.OnFunding(facts);
            Account.OnFunding(facts);
        }
    }

    private void Sample(TradingCore core)
    {
        if (_runs.Count == 0)
        {
            return;
        }

        var now = core.Clock;
        _nextSample = new TimestampNs(((now.Value / SampleIntervalNs) + 1) * SampleIntervalNs);
        Account.OnEquity(now, core.Portfolio.Equity(_settleAsset, core.Markets));
        foreach (var run in _runs)
        {
            var market = core.Markets[run.Instrument.Id.Value];
            run.Tracker.OnEquity(
                now, run.Tracker.Options.Capital + core.Portfolio.NetPnl(run.Strategy.Id, run.Instrument.Id, market));
        }

        for (var i = 0; i < _prices.Count; i++)
        {
            if (core.Markets[i].TryReferencePrice(out var price))
            {
                _prices[i].OnPrice(now, price);
            }
        }
    }
}
