using Replay.Statistics;

namespace Replay.Matrices;

/// <summary>One run of a matrix.</summary>
/// <param name="Summary">Its figures.</param>
/// <param name="Report">The name of its report, in the folder of the page; null where it has none.</param>
public sealed record MatrixReportPair(PerformanceSummary Summary, string? Report);
