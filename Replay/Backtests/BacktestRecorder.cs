using Engine.Core;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Sessions;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>Watches a run and keeps its statistics, in bounded memory. It changes nothing.</summary>
/// <remarks>
/// A market event costs it two counts and two comparisons. Everything else happens at commands, at private events and
/// at the looks that it asks for: each whole second of the first hour, each whole minute after it, and when a fill's
/// horizon comes. So a recording of a few minutes is looked at closely, and a year costs no more.
/// </remarks>
internal sealed class BacktestRecorder : IRunObserver
{
    private const long CloseLookNs = 60 * TimestampNs.PerMinute;
    private const int OccasionMask = (1 << 6) - 1;
    private const int ProgressMask = (1 << 16) - 1;

    private readonly RunBoard _board = new();
    private readonly ExecutionRecorder _execution = new();
    private readonly List<PriceSeries> _prices = [];
    private readonly List<FillSeries> _fills = [];
    private readonly long[] _kindCounts = new long[0x400];
    private readonly DecisionCounts _decisions = new();
    private readonly IRunProgress? _progress;
    private readonly long _progressTotal;
    private TimestampNs _nextSample = TimestampNs.MinValue;
    private TimestampNs _nextLook = TimestampNs.MinValue;
    private AssetId _settleAsset;
    private bool _isStarted;
    private bool _hasPrices;

    internal BacktestRecorder(Money capital, IRunProgress? progress, long progressTotal)
    {
        Account = new PerformanceTracker(new StatisticsOptions { Capital = capital });
        _progress = progress;
        _progressTotal = progressTotal;
    }

    /// <summary>The whole account.</summary>
    internal PerformanceTracker Account { get; }

    /// <summary>Each strategy in each of its instruments, and their sums.</summary>
    internal RunBoard Board => _board;

    /// <summary>The account by days.</summary>
    internal PeriodTable Days { get; } = new(isMonth: false);

    /// <summary>The account by months.</summary>
    internal PeriodTable Months { get; } = new(isMonth: true);

    /// <summary>How the closed trades are spread.</summary>
    internal TradeDistribution Distribution { get; } = new();

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

    /// <summary>When the first price came, from which on figures are kept; zero where none came.</summary>
    internal TimestampNs FirstPriceTime { get; private set; }

    /// <summary>Market messages, of those sampled, that came before the venue had sent them.</summary>
    internal long EarlyMessages { get; private set; }

    /// <summary>Events of a kind.</summary>
    internal long CountOf(EventKind kind) => _kindCounts[(int)kind];

    /// <summary>Begins to watch: strategies and instruments are known.</summary>
    internal void Start(TradingCore core, Money capital, AssetId settleAsset)
    {
        _isStarted = true;
        _settleAsset = settleAsset;
        FirstTime = core.Clock;
        for (var i = 0; i < core.Instruments.Count; i++)
        {
            _prices.Add(new PriceSeries());
            _fills.Add(new FillSeries());
        }

        _board.Fill(core, capital, settleAsset, Account);
    }

    /// <inheritdoc />
    public TimestampNs OnRun(ReadOnlySpan<Event> run, ReadOnlySpan<Command> commands, TradingCore core)
    {
        EventCount += run.Length;
        _kindCounts[(int)run[0].Kind] += run.Length;
        if (!_isStarted)
        {
            // Before the range that is traded: nothing is measured yet.
            ReportProgress(run.Length);
            return _nextLook;
        }

        if (!commands.IsEmpty)
        {
            OnCommands(commands, core);
        }

        if (run[0].Class == EventClass.Private)
        {
            OnPrivate(run[0], core);
        }

        if ((EventCount & OccasionMask) < run.Length)
        {
            OnOccasion(run[0], run.Length);
        }

        return _nextLook;
    }

    /// <inheritdoc />
    public TimestampNs Look(TradingCore core, TimestampNs until)
    {
        if (!_hasPrices && !TryBegin(core))
        {
            return TimestampNs.MinValue;
        }

        _execution.Look(core.Markets, until);
        if (_nextSample < until)
        {
            Sample(core, _nextSample);
            _nextSample = NextSample(until.Value - 1);
        }

        return ScheduleLook();
    }

    /// <summary>The last sample: what is open is valued where the data end.</summary>
    internal void Finish(TradingCore core)
    {
        if (_hasPrices)
        {
            Look(core, core.Clock);
        }

        Sample(core, core.Clock);
    }

    /// <summary>
    /// Figures begin with the first price: where funding or open interest is told long before, that time is no part of
    /// a run that could not trade, and would thin its ratios out.
    /// </summary>
    private bool TryBegin(TradingCore core)
    {
        if (!_board.HasPrice(core))
        {
            return false;
        }

        _hasPrices = true;
        FirstPriceTime = core.Clock;
        _nextSample = NextSample(core.Clock.Value);
        Sample(core, core.Clock);
        return true;
    }

    private void OnCommands(ReadOnlySpan<Command> commands, TradingCore core)
    {
        foreach (ref readonly var command in commands)
        {
            _decisions.Add(command);
            switch (command.Kind)
            {
                case CommandKind.PlaceOrder when _board.Find(command.Strategy, command.Instrument) is { } run:
                    _execution.OnPlaced(in command, run, core.Markets[command.Instrument.Value], core.Clock);
                    break;
                case CommandKind.AmendOrder:
                    _execution.OnAmendSent(in command, core.Markets[command.Instrument.Value]);
                    break;
                case CommandKind.Signal when _fills.Count > 0 && command.Instrument != InstrumentId.None:
                    _fills[command.Instrument.Value].OnSignal(new SignalMark(
                        core.Clock, command.Strategy, command.Side, command.Price,
                        BitConverter.Int64BitsToDouble(command.Count)));
                    break;
                default:
                    break;
            }
        }
    }

    private void OnPrivate(in Event e, TradingCore core)
    {
        if (e.Kind == EventKind.Fill)
        {
            foreach (ref readonly var fill in core.Fills)
            {
                OnFill(in fill, in e, core);
            }

            ScheduleLook();
        }
        else if (e.Kind == EventKind.FundingPaid)
        {
            OnFunding(core);
        }
        else
        {
            _execution.OnReport(in e, core);
        }
    }

    private void OnFill(in FillReport fill, in Event e, TradingCore core)
    {
        var instrument = core.Instruments[fill.Instrument];
        var facts = FactsOf(in fill, instrument);
        Days.OnFill(in facts);
        Months.OnFill(in facts);
        if (Account.OnFill(in facts, out var closed))
        {
            Days.OnTrade(in closed);
            Months.OnTrade(in closed);
            Distribution.OnTrade(in closed);
        }

        _fills[fill.Instrument.Value].OnFill(facts);
        if (_board.Find(fill.Strategy, fill.Instrument) is { } run)
        {
            run.OnFill(in facts);
            _execution.OnFill(in fill, in e, run, core.Markets[fill.Instrument.Value]);
        }
    }

    private static FillFacts FactsOf(in FillReport fill, Instrument instrument) => new()
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

    private void OnFunding(TradingCore core)
    {
        for (var index = 0; index < _board.Runs.Count; index++)
        {
            var run = _board.Runs[index];
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
            run.OnFunding(in facts);
            Account.OnFunding(facts);
        }
    }

    /// <summary>Once in a while: what need not be seen of every message.</summary>
    private void OnOccasion(in Event first, int length)
    {
        if (first.Class == EventClass.Public && first.VenueTime > TimestampNs.Zero)
        {
            EarlyMessages += first.Time < first.VenueTime ? 1 : 0;
            _board.FeedOf(first.Instrument)?.Record(first.Time - first.VenueTime);
        }

        ReportProgress(length);
    }

    private void ReportProgress(int length)
    {
        if ((EventCount & ProgressMask) < length)
        {
            _progress?.Report(EventCount, _progressTotal);
        }
    }

    private void Sample(TradingCore core, TimestampNs now)
    {
        if (_board.Runs.Count == 0)
        {
            return;
        }

        var equity = core.Portfolio.Equity(_settleAsset, core.Markets);
        Account.OnEquity(now, equity);
        Days.OnEquity(now, equity);
        Months.OnEquity(now, equity);
        _board.Sample(core, now);
        for (var i = 0; i < _prices.Count; i++)
        {
            if (core.Markets[i].TryReferencePrice(out var price))
            {
                _prices[i].OnPrice(now, price);
            }
        }
    }

    /// <summary>The first whole second, later the first whole minute, after a time.</summary>
    private TimestampNs NextSample(long after)
    {
        var step = after - FirstPriceTime.Value < CloseLookNs ? TimestampNs.PerSecond : TimestampNs.PerMinute;
        return new TimestampNs(((after / step) + 1) * step);
    }

    private TimestampNs ScheduleLook() =>
        _nextLook = _execution.NextDue < _nextSample ? _execution.NextDue : _nextSample;
}
