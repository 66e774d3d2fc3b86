using Replay.Statistics;

namespace Replay.Reports;

/// <summary>All that a report shows. The same model gives the same bytes.</summary>
public sealed record ReportModel
{
    /// <summary>What kind of run it was, in a word or two: Backtest, Demo.</summary>
    public required string Title { get; init; }

    /// <summary>What makes the run repeatable.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>What the result rests on: latencies, fill model, fees, capital, slippage.</summary>
    public required IReadOnlyList<ReportFact> Assumptions { get; init; }

    /// <summary>What a reader must know before believing a figure.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The whole account.</summary>
    public required RunSection Account { get; init; }

    /// <summary>Each strategy in each instrument.</summary>
    public required IReadOnlyList<RunSection> Runs { get; init; }

    /// <summary>Each strategy over its instruments.</summary>
    public IReadOnlyList<RunSection> ByStrategy { get; init; } = [];

    /// <summary>Each instrument over its strategies.</summary>
    public IReadOnlyList<RunSection> ByInstrument { get; init; } = [];

    /// <summary>The account by days of UTC.</summary>
    public IReadOnlyList<PeriodRow> Days { get; init; } = [];

    /// <summary>The account by months of UTC.</summary>
    public IReadOnlyList<PeriodRow> Months { get; init; } = [];

    /// <summary>How the closed trades are spread.</summary>
    public TradeDistribution Distribution { get; init; } = new();

    /// <summary>What an import found wrong with the data, a line each; empty where nothing is known.</summary>
    public IReadOnlyList<string> DataQuality { get; init; } = [];

    /// <summary>Price and fills of each instrument.</summary>
    public required IReadOnlyList<InstrumentSection> Instruments { get; init; }

    /// <summary>The names of the strategies that fills and trades refer to.</summary>
    public required IReadOnlyList<StrategyName> Strategies { get; init; }

    /// <summary>The first trades of the account.</summary>
    public required BoundedList<TradeRecord> Trades { get; init; }

    /// <summary>How often the line to the simulated venue failed, by kind; empty for never.</summary>
    public IReadOnlyList<ReportFact> Trouble { get; init; } = [];

    /// <summary>Facts of the data: events by kind, gaps, times.</summary>
    public IReadOnlyList<ReportFact> DataFacts { get; init; } = [];

    /// <summary>The effective configuration as text, secrets masked; empty for none.</summary>
    public string Configuration { get; init; } = string.Empty;
}
