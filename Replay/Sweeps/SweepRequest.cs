using Replay.Backtests;
using Replay.Reports;

namespace Replay.Sweeps;

/// <summary>What a sweep should run.</summary>
public sealed record SweepRequest
{
    /// <summary>The journal.</summary>
    public required string JournalPath { get; init; }

    /// <summary>The strategy's name, for the result.</summary>
    public required string Strategy { get; init; }

    /// <summary>The points.</summary>
    public required SweepGrid Grid { get; init; }

    /// <summary>
    /// The backtest of a point, without its range. It is called by the workers, several at once; what it throws is the
    /// point's error. Its layout and <see cref="BacktestRequest.OutPath" /> are left aside.
    /// </summary>
    public required Func<int, BacktestRequest> RequestOf { get; init; }

    /// <summary>
    /// Everything outside the grid that decides the figures: name and value, for the folder that keeps it.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>What all points rest on, but for what the grid varies; for the result.</summary>
    public IReadOnlyList<ReportFact> Assumptions { get; init; } = [];

    /// <summary>How the time is split.</summary>
    public SweepSplit Split { get; init; } = new();

    /// <summary>What points are ranked by, in sample.</summary>
    public SweepMetric Rank { get; init; } = SweepMetric.Sharpe;

    /// <summary>How many points run at once; positive.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The folder that keeps finished runs; null for none.</summary>
    public string? OutPath { get; init; }
}
