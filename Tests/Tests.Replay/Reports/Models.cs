using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Replay.Reports;
using Replay.Statistics;
using Tests.Replay.Statistics;

namespace Tests.Replay.Reports;

/// <summary>Makes report models from a little run: one strategy that buys and sells in so many instruments.</summary>
internal static class Models
{
    public static ReportModel Of(int fills = 10, int instruments = 1, string? symbol = null, string? text = null)
    {
        var options = new StatisticsOptions { Capital = Facts.Whole(100_000) };
        var account = new PerformanceTracker(options);
        var runs = new List<RunSection>();
        var sections = new List<InstrumentSection>();
        for (var id = 0; id < instruments; id++)
        {
            var instrument = Instrument(id, symbol ?? $"SYM{id}");
            var section = new InstrumentSection(instrument, new PriceSeries(), new FillSeries());
            var tracker = new PerformanceTracker(options);
            Trade(section, tracker, fills);
            sections.Add(section);
            runs.Add(RunSection.Of(tracker, text ?? "momentum", section.Instrument.Name, 1));
        }

        var days = new PeriodTable(isMonth: false);
        days.OnEquity(Facts.Minute(0), options.Capital);
        var distribution = new TradeDistribution();
        Trade(new InstrumentSection(Instrument(0, "X"), new PriceSeries(), new FillSeries()), account, fills);
        foreach (ref readonly var trade in account.ClosedTrades.Kept)
        {
            distribution.OnTrade(in trade);
            days.OnTrade(in trade);
        }

        return new ReportModel
        {
            Title = text ?? "Backtest",
            Identity = Identity(text, fills),
            Assumptions = [new ReportFact(text ?? "Latency", text ?? "5ms")],
            Warnings = [text ?? "few trades"],
            Account = RunSection.Of(account, text ?? "all", "account", 1).With(Execution()),
            Runs = runs,
            Instruments = sections,
            Strategies = [new StrategyName(new StrategyId(1), text ?? "momentum")],
            Trades = account.ClosedTrades,
            Days = days.ToRows(),
            Distribution = distribution,
            DataQuality = [text ?? "2 gaps"],
            DataFacts = [new ReportFact(text ?? "Gaps", text ?? "none")],
            Configuration = text ?? "{}",
        };
    }

    private static ExecutionSummary Execution()
    {
        var execution = new ExecutionQuality { Orders = 3 };
        execution.Maker.OnEdge(1.5, 100);
        execution.Maker.OnAdverse(0, 0.5, 100);
        execution.Entry.Record(5_000_000);
        return execution.Summarize();
    }

    private static RunIdentity Identity(string? text, int fills) => new()
    {
        EngineVersion = text ?? "0.1.0",
        Journal = text ?? "journal",
        Digest = 0xABC,
        Witness = 0xDEF,
        FirstTime = Facts.Minute(0),
        LastTime = Facts.Minute(fills),
        Events = 1_000,
        Orders = 20,
        Rejects = 1,
    };

    private static void Trade(InstrumentSection section, PerformanceTracker tracker, int fills)
    {
        var facts = new Facts();
        for (var minute = 0; minute < fills; minute++)
        {
            var price = 1_000 + (minute * 7 % 13);
            section.Prices.OnPrice(Facts.Minute(minute), new PriceTicks(price));
            var id = section.Instrument.Id.Value;
            var fill = minute % 2 == 0 ? facts.Buy(minute, 1, price, 0, id) : facts.Sell(minute, 1, price, 0, id);
            section.Fills.OnFill(in fill);
            tracker.OnFill(in fill);
            tracker.OnMark(Facts.Minute(minute), Money.Zero);
        }
    }

    private static Instrument Instrument(int id, string symbol) => new(
        new DecimalStep(1, 1), new DecimalStep(1, 3), new DecimalStep(1, 0))
    {
        Id = new InstrumentId(id),
        Venue = VenueId.BinanceUsdM,
        Symbol = symbol,
        ContractType = default,
        BaseAsset = default,
        QuoteAsset = default,
        SettleAsset = default,
    };
}
