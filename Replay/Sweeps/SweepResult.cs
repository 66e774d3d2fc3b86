using System.Text.Json.Serialization;
using Replay.Reports;

namespace Replay.Sweeps;

/// <summary>What a sweep gave. Property names are the keys of the JSON document.</summary>
public sealed record SweepResult
{
    /// <summary>The journal.</summary>
    public required string Journal { get; init; }

    /// <summary>The strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>What points are ranked by, in sample.</summary>
    public required string Rank { get; init; }

    /// <summary>How the time is split.</summary>
    public required string Split { get; init; }

    /// <summary>Points of the grid.</summary>
    public required int Trials { get; init; }

    /// <summary>Points of which all runs are there.</summary>
    public required int Completed { get; init; }

    /// <summary>Runs taken from an earlier sweep in the same folder.</summary>
    public required int Resumed { get; init; }

    /// <summary>How many ran at once.</summary>
    public required int Jobs { get; init; }

    /// <summary>How long it took.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>
    /// The digests of all runs, hashed in the order of points and splits: the same whatever the number of jobs.
    /// </summary>
    public required string Digest { get; init; }

    /// <summary>What the best point's figures are worth after so many trials; null where that cannot be told.</summary>
    public required SelectionBias? Selection { get; init; }

    /// <summary>All points, the best in sample first; those that could not be run last.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>Each step of the walk-forward; one for a single split.</summary>
    public required IReadOnlyList<WalkForwardStep> Steps { get; init; }

    /// <summary>What choosing anew at each step made, out of sample alone.</summary>
    public required SweepFigures? WalkForward { get; init; }

    /// <summary>What all points rest on, but for what the grid varies.</summary>
    public IReadOnlyList<ReportFact> Assumptions { get; init; } = [];

    /// <summary>What a reader must know before believing a figure.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether it was interrupted: what is there are the points that were complete.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>Where the report was written; null where none was asked for.</summary>
    public string? Report { get; init; }

    /// <summary>Where the runs are kept; null where they are not.</summary>
    public string? Out { get; init; }

    /// <summary>The grid, for the report.</summary>
    [JsonIgnore]
    public SweepGrid? Grid { get; init; }

    /// <summary>The metric, for the report.</summary>
    [JsonIgnore]
    public SweepMetric Metric { get; init; }
}
