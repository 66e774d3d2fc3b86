using Replay.Statistics;

namespace Replay.Reports;

/// <summary>One strategy in one instrument, or the whole account.</summary>
/// <param name="Summary">Its figures.</param>
/// <param name="Curve">Its equity.</param>
public sealed record RunSection(PerformanceSummary Summary, EquityCurve Curve)
{
    /// <summary>The section of a tracker.</summary>
    /// <param name="tracker">A tracker whose run is over.</param>
    /// <param name="strategy">The strategy's name.</param>
    /// <param name="instrument">The instrument, <c>venue:symbol</c>.</param>
    /// <param name="digest">The run's last digest.</param>
    public static RunSection Of(PerformanceTracker tracker, string strategy, string instrument, ulong digest)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        return new RunSection(tracker.Summarize(strategy, instrument, digest), tracker.Curve);
    }

    /// <summary>The same section with how its orders were carried out.</summary>
    public RunSection With(ExecutionSummary execution) =>
        this with { Summary = Summary with { Execution = execution } };
}
