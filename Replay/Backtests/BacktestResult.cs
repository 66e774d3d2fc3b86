using System.Text.Json.Serialization;
using Replay.Matrices;
using Replay.Reports;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>What a backtest gave. Property names are the keys of the JSON document.</summary>
public sealed record BacktestResult
{
    private readonly ReportModel? _model;

    /// <summary>The journal that it read.</summary>
    public required string Journal { get; init; }

    /// <summary>The events that went through the core.</summary>
    public required long Events { get; init; }

    /// <summary>How long it took.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Events per second.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>
    /// The machine's monotonic clock when the first market event was handed out, ns: whoever has read that clock before
    /// it started this process knows how long the start took.
    /// </summary>
    public long FirstEventClockNs { get; init; }

    /// <summary>The hash of the last state, 16 hex digits.</summary>
    public required string Digest { get; init; }

    /// <summary>The running hash of the whole run, 16 hex digits.</summary>
    public required string Witness { get; init; }

    /// <summary>Orders that went to the venue.</summary>
    public required long Orders { get; init; }

    /// <summary>Fills.</summary>
    public required long Fills { get; init; }

    /// <summary>Requests that risk refused, and orders that the venue refused.</summary>
    public required long Rejects { get; init; }

    /// <summary>Each strategy in each instrument.</summary>
    public required IReadOnlyList<PerformanceSummary> Runs { get; init; }

    /// <summary>The whole account; null where the runs had an account each.</summary>
    public PerformanceSummary? Account { get; init; }

    /// <summary>Each strategy over its instruments.</summary>
    public IReadOnlyList<PerformanceSummary> Strategies { get; init; } = [];

    /// <summary>Each instrument over its strategies.</summary>
    public IReadOnlyList<PerformanceSummary> Instruments { get; init; } = [];

    /// <summary>The account by days of UTC.</summary>
    public IReadOnlyList<PeriodRow> Days { get; init; } = [];

    /// <summary>The account by months of UTC.</summary>
    public IReadOnlyList<PeriodRow> Months { get; init; } = [];

    /// <summary>What the result rests on: capital, latencies, fills, fees, trouble.</summary>
    public required IReadOnlyList<ReportFact> Assumptions { get; init; }

    /// <summary>
    /// How often the line to the venue failed, by kind; empty where <c>simulation.trouble</c> is off, or had none.
    /// </summary>
    public IReadOnlyList<TroubleFigure> Trouble { get; init; } = [];

    /// <summary>What makes the run repeatable; null for many runs in one.</summary>
    public RunIdentity? Identity { get; init; }

    /// <summary>What an import found wrong with the data, a line each.</summary>
    public IReadOnlyList<string> DataQuality { get; init; } = [];

    /// <summary>What a reader must know before believing a figure.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Each strategy over all its pairs, where pairs were run alone; null where they were not.</summary>
    public IReadOnlyList<MatrixRow>? Matrix { get; init; }

    /// <summary>Where the report was written; null where none was asked for.</summary>
    public string? Report { get; init; }

    /// <summary>Where the run is kept as a journal; null where it is not.</summary>
    public string? Out { get; init; }

    /// <summary>Whether it was interrupted: what is there is the run up to that point.</summary>
    public bool Interrupted { get; init; }

    /// <summary>What the first strategy that threw an exception said; null where none did.</summary>
    [JsonIgnore]
    public string? StrategyFault { get; init; }

    /// <summary>Everything that the report shows.</summary>
    /// <exception cref="InvalidOperationException">It was not set.</exception>
    [JsonIgnore]
    public ReportModel Model
    {
        // The serializer cannot ignore a required member, so what is required is checked here.
        get => _model ?? throw new InvalidOperationException("The result was made without its report.");
        init => _model = value;
    }
}
