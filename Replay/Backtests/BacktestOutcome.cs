using System.Globalization;
using System.Text;
using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.State;
using Replay.Recovery;
using Replay.Reports;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>Turns what a finished run left behind into its result and its report.</summary>
internal sealed class BacktestOutcome
{
    private readonly BacktestRequest _request;
    private readonly TradingCore _core;
    private readonly SimulatedVenue _venue;
    private readonly IReadOnlyList<TroubleFigure> _trouble;
    private readonly BacktestRecorder _recorder;
    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly List<string> _warnings;
    private readonly IReadOnlyList<string> _dataQuality;
    private readonly RunSection _account;
    private readonly ulong _digest;
    private readonly string _journalId;

    internal BacktestOutcome(
        BacktestRequest request, TradingCore core, SimulatedVenue venue, BacktestRecorder recorder,
        IReadOnlyList<Instrument> instruments, IReadOnlyList<string> warnings,
        IReadOnlyList<string> dataQuality, string journalId)
    {
        _request = request;
        _core = core;
        _venue = venue;
        _trouble = [.. VenueFacts.Trouble(venue)];
        _recorder = recorder;
        _instruments = instruments;
        _warnings = [.. warnings];
        _dataQuality = dataQuality;
        _digest = core.Digest();
        _journalId = journalId;
        _account = RunSection.Of(recorder.Account, RunBoard.All, "account", _digest)
            .With(recorder.Board.ExecutionOf(recorder.Board.Runs));
        AddWarnings();
    }

    internal BacktestResult ToResult(double elapsedSeconds, bool isInterrupted)
    {
        if (isInterrupted)
        {
            _warnings.Add("interrupted: the figures are those of the part that ran");
        }

        var model = ToModel();
        return new BacktestResult
        {
            Journal = _request.JournalPath,
            Events = _recorder.EventCount,
            ElapsedSeconds = elapsedSeconds,
            EventsPerSecond = elapsedSeconds > 0 ? _recorder.EventCount / elapsedSeconds : 0,
            Digest = Hex(_digest),
            Witness = Hex(_core.Witness),
            Orders = _core.OrderCount,
            Fills = _core.FillCount,
            Rejects = _core.RejectCount,
            Runs = [.. model.Runs.Select(run => run.Summary)],
            Account = model.Account.Summary,
            Strategies = [.. model.ByStrategy.Select(section => section.Summary)],
            Instruments = [.. model.ByInstrument.Select(section => section.Summary)],
            Days = model.Days,
            Months = model.Months,
            Assumptions = model.Assumptions,
            Trouble = _trouble,
            Identity = model.Identity,
            DataQuality = model.DataQuality,
            Warnings = _warnings,
            Out = _request.OutPath,
            Interrupted = isInterrupted,
            StrategyFault = _core.Strategies.FirstOrDefault(strategy => strategy.IsDisabled)?.Fault,
            Model = model,
        };
    }

    private static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    private ReportModel ToModel() => new()
    {
        Title = _request.Title,
        Identity = new RunIdentity
        {
            EngineVersion = _request.EngineVersion,
            CodeHash = CodeIdentity.Hash(_request.Catalog),
            ConfigurationDigest = XxHash64.Hash(Encoding.UTF8.GetBytes(_request.ConfigurationText)),
            StrategyCode = StrategyCode(),
            Journal = Path.GetFileName(Path.TrimEndingDirectorySeparator(_request.JournalPath)),
            JournalId = _journalId,
            Digest = _digest,
            Witness = _core.Witness,
            FirstTime = _recorder.FirstTime,
            LastTime = _core.Clock,
            Events = _recorder.EventCount,
            Orders = _core.OrderCount,
            Rejects = _core.RejectCount,
        },
        Assumptions = VenueAssumptions.Of(
            _request.Capital, _request.Simulation, _core.Portfolio.Settings, _instruments),
        Warnings = _warnings,
        Account = _account,
        Runs =
        [
            .. _recorder.Board.Runs.Select(run =>
                RunSection.Of(run.Tracker, run.Strategy.Descriptor.Name, run.Instrument.Name, _digest)
                    .With(_recorder.Board.ExecutionOf([run]))),
        ],
        ByStrategy = [.. _recorder.Board.Strategies.Select(SectionOf)],
        ByInstrument = [.. _recorder.Board.Instruments.Select(SectionOf)],
        Days = _recorder.Days.ToRows(),
        Months = _recorder.Months.ToRows(),
        Distribution = _recorder.Distribution,
        DataQuality = _dataQuality,
        Instruments =
        [
            .. _instruments.Select(instrument => new InstrumentSection(
                instrument, _recorder.Prices[instrument.Id.Value], _recorder.Fills[instrument.Id.Value])),
        ],
        Strategies = [.. _core.Strategies.Select(strategy => new StrategyName(strategy.Id, strategy.Descriptor.Name))],
        Trades = _recorder.Account.ClosedTrades,
        DataFacts = DataFacts(),
        Trouble = [.. _trouble.Select(figure => new ReportFact(figure.Name, NumberText.Count(figure.Count)))],
        Configuration = _request.ConfigurationText,
    };

    private RunSection SectionOf(TrackerGroup group) =>
        RunSection.Of(group.Tracker, group.Strategy, group.Instrument, _digest)
            .With(_recorder.Board.ExecutionOf(group.Members));

    /// <summary>The user's own strategies by the hash of their file; the engine's are in its version.</summary>
    private List<string> StrategyCode() =>
    [
        .. _core.Strategies.Select(strategy => strategy.Descriptor).Where(descriptor => !descriptor.CodeHash.IsEmpty)
            .Select(descriptor => $"{descriptor.Name} {Convert.ToHexStringLower(descriptor.CodeHash.Span)}")
            .Distinct(StringComparer.Ordinal),
    ];

    private List<ReportFact> DataFacts()
    {
        List<ReportFact> facts = [];
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            if (_recorder.CountOf(kind) > 0)
            {
                facts.Add(new ReportFact(
                    kind.ToString(), _recorder.CountOf(kind).ToString("N0", CultureInfo.InvariantCulture)));
            }
        }

        return facts;
    }

    private void AddWarnings()
    {
        if (_core.FillCount == 0)
        {
            _warnings.Add("no fills: the figures say nothing about the strategies");
        }

        if (_recorder.CountOf(EventKind.FeedGap) > 0)
        {
            _warnings.Add(
                $"{_recorder.CountOf(EventKind.FeedGap)} gaps in the feed: "
                + "books were not trusted until they resynchronised");
        }

        if (_dataQuality.Count > 0)
        {
            _warnings.Add(
                $"{_dataQuality.Count} findings on the quality of the data, which the report and --details list; "
                + $"the first: {_dataQuality[0]}");
        }

        _warnings.AddRange(DataWarnings.Of(_core.Sanitizer, _instruments));
        _warnings.AddRange(VenueFacts.Warnings(_venue, _request.Simulation));
        // One line for a strategy, however many instances of it there are.
        foreach (var descriptor in _core.Strategies.Select(strategy => strategy.Descriptor).Distinct())
        {
            _warnings.AddRange(MissingInputs.Of(descriptor, _recorder.CountOf));
        }

        _warnings.AddRange(_recorder.Decisions.Warnings(_core.Strategies, _core.Instruments));
        foreach (var strategy in _core.Strategies)
        {
            if (strategy.IsDisabled)
            {
                _warnings.Add(
                    $"strategy {strategy.Id.Value} ({strategy.Descriptor.Name}) threw an exception and was disabled: "
                    + strategy.Fault);
            }
        }

        _warnings.AddRange(TrustWarnings.LegsAgainstEachOther(_core, _instruments));
        _warnings.AddRange(TrustWarnings.Unfunded(_core, _instruments));
        _warnings.AddRange(TrustWarnings.Of(_request, _core, _recorder, _account.Summary));
        _warnings.AddRange(SummaryWarnings.Of(_account.Summary));
    }
}
