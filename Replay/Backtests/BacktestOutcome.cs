using System.Globalization;
using Engine.Core;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Reports;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>Turns what a finished run left behind into its result and its report.</summary>
internal sealed class BacktestOutcome
{
    private readonly BacktestRequest _request;
    private readonly TradingCore _core;
    private readonly BacktestRecorder _recorder;
    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly List<string> _warnings;
    private readonly ulong _digest;

    internal BacktestOutcome(
        BacktestRequest request, TradingCore core, BacktestRecorder recorder, IReadOnlyList<Instrument> instruments,
        IReadOnlyList<string> warnings)
    {
        _request = request;
        _core = core;
        _recorder = recorder;
        _instruments = instruments;
        _warnings = [.. warnings];
        _digest = core.Digest();
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
            Warnings = _warnings,
            Out = _request.OutPath,
            Interrupted = isInterrupted,
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
            Journal = _request.JournalPath,
            Digest = _digest,
            Witness = _core.Witness,
            FirstTime = _recorder.FirstTime,
            LastTime = _core.Clock,
            Events = _recorder.EventCount,
            Orders = _core.OrderCount,
            Rejects = _core.RejectCount,
        },
        Assumptions = Assumptions(),
        Warnings = _warnings,
        Account = RunSection.Of(_recorder.Account, "all", "account", _digest),
        Runs =
        [
            .. _recorder.Runs.Select(run =>
                RunSection.Of(run.Tracker, run.Strategy.Descriptor.Name, run.Instrument.Name, _digest)),
        ],
        Instruments =
        [
            .. _instruments.Select(instrument => new InstrumentSection(
                instrument, _recorder.Prices[instrument.Id.Value], _recorder.Fills[instrument.Id.Value])),
        ],
        Strategies = [.. _core.Strategies.Select(strategy => new StrategyName(strategy.Id, strategy.Descriptor.Name))],
        Trades = _recorder.Account.ClosedTrades,
        DataFacts = DataFacts(),
        Configuration = _request.ConfigurationText,
    };

    private List<ReportFact> Assumptions()
    {
        var settings = _request.Simulation;
        return
        [
            new ReportFact("Capital", $"{_request.Capital.Value / (decimal)Money.Scale:N2} of the settle asset"),
            new ReportFact("Order entry latency", Duration(settings.EntryLatencyNs)),
            new ReportFact("Reply latency", Duration(settings.ReplyLatencyNs)),
            new ReportFact("Feed latency", Duration(settings.FeedLatencyNs)),
            new ReportFact(
                "Taker fills",
                "walk the book, or the best quote where there is no depth; what we took is gone until refreshed"),
            new ReportFact(
                "Maker fills", "queue behind the quantity displayed at arrival; a trade through our price fills us"),
            new ReportFact(
                "Bars",
                $"only bars that open after the order arrived; slippage {Percent(settings.Slippage)}, "
                + $"at most {Percent(settings.BarVolumeShare)} of a bar's volume"),
            new ReportFact("Account", AccountFact(_core.Portfolio.Settings)),
            new ReportFact("Fees", FeeFact(_core.Portfolio.Settings)),
        ];
    }

    private static string AccountFact(AccountSettings account) => account.Mode == AccountMode.Cash
        ? "cash: spot alone, paid in full"
        : $"{(account.Mode == AccountMode.Cross ? "cross" : "isolated")} margin, "
            + $"leverage {account.LeverageOf(InstrumentId.None)}, "
            + (account.IsHedged ? "long and short legs" : "positions net")
            + "; liquidated at the mark price when the margin falls to the maintenance margin, fee "
            + $"{Percent(account.LiquidationFee)}; spot paid in full";

    private static string FeeFact(AccountSettings account)
    {
        var rates = account.Fees switch
        {
            FeeSchedule.Account => $"maker {Percent(account.MakerFee)}, taker {Percent(account.TakerFee)}",
            FeeSchedule.Tiers => "by the volume of the last 30 days, from the account's table",
            _ => "maker and taker rates of each instrument, as the journal defines them",
        };
        return account.PaysFeeInReceived
            ? $"{rates}; of spot buys in what they bring"
            : account.FeeAssetName.Length > 0 ? $"{rates}; paid in {account.FeeAssetName} while it lasts" : rates;
    }

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

        _warnings.AddRange(DataWarnings.Of(_core.Sanitizer, _instruments));
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

        foreach (var instrument in _instruments)
        {
            var isUnfunded = instrument.ContractType == ContractType.LinearPerpetual
                && _core.Markets[instrument.Id.Value].LastFundingTime == TimestampNs.Zero;
            if (isUnfunded && _core.Portfolio[instrument.Id].FillCount > 0)
            {
                _warnings.Add(
                    $"{instrument.Name}: a perpetual without funding in the data; "
                    + "funding is missing from its result");
            }
        }
    }

    private static string Duration(long nanoseconds) => ParameterText.Format(ParameterType.DurationNs, nanoseconds);

    private static string Percent(Rate rate) => $"{rate.Value * 100m / Rate.Scale:0.####} %";
}
