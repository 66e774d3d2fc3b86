using Replay.Backtests;
using Replay.Statistics;

namespace Engine.Host.Commands.Backtests;

/// <summary>The JSON of <c>engine backtest</c>: the result without what only the report needs.</summary>
internal sealed record BacktestDocument
{
    /// <summary>The journal that was traded.</summary>
    public required string Journal { get; init; }

    /// <summary>The events that went through the core.</summary>
    public required long Events { get; init; }

    /// <summary>How long it took.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Events per second.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>The run's last digest.</summary>
    public required string Digest { get; init; }

    /// <summary>The run's last witness.</summary>
    public required string Witness { get; init; }

    /// <summary>Orders that went to the venue.</summary>
    public required long Orders { get; init; }

    /// <summary>Fills.</summary>
    public required long Fills { get; init; }

    /// <summary>Orders that risk or the venue refused.</summary>
    public required long Rejects { get; init; }

    /// <summary>Each strategy in each instrument.</summary>
    public required IReadOnlyList<PerformanceSummary> Runs { get; init; }

    /// <summary>What a reader must know before believing a figure.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Where the report is; null for none.</summary>
    public required string? Report { get; init; }

    /// <summary>Where the run is kept; null for nowhere.</summary>
    public required string? Out { get; init; }

    /// <summary>Whether it was stopped early.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>The document of a result.</summary>
    public static BacktestDocument Of(BacktestResult result) => new()
    {
        Journal = result.Journal,
        Events = result.Events,
        ElapsedSeconds = result.ElapsedSeconds,
        EventsPerSecond = result.EventsPerSecond,
        Digest = result.Digest,
        Witness = result.Witness,
        Orders = result.Orders,
        Fills = result.Fills,
        Rejects = result.Rejects,
        Runs = result.Runs,
        Warnings = result.Warnings,
        Report = result.Report,
        Out = result.Out,
        Interrupted = result.Interrupted,
    };
}
