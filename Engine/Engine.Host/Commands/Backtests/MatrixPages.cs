using Replay.Backtests;
using Replay.Matrices;
using Replay.Reports;
using Replay.Statistics;

namespace Engine.Host.Commands.Backtests;

/// <summary>What the page of a matrix shows, from the joined result.</summary>
internal static class MatrixPages
{
    /// <summary>The page's content.</summary>
    /// <param name="joined">The result of all runs.</param>
    /// <param name="pairs">Each run, with the path of its report.</param>
    public static MatrixReportModel ModelOf(
        BacktestResult joined, IEnumerable<(PerformanceSummary Summary, string? Report)> pairs) => new()
        {
            Identity =
            [
                new ReportFact("Engine", EngineVersion.Text),
                new ReportFact("Journal", joined.Journal),
                new ReportFact("Events", NumberText.Count(joined.Events)),
                new ReportFact("Digest", joined.Digest),
                new ReportFact("Witness", joined.Witness),
                new ReportFact("Orders", NumberText.Count(joined.Orders)),
                new ReportFact("Refused", NumberText.Count(joined.Rejects)),
            ],
            Assumptions = joined.Assumptions,
            Warnings = joined.Warnings,
            Rows = joined.Matrix ?? [],
            Pairs =
            [
                .. pairs.Select(pair => new MatrixReportPair(
                    pair.Summary, pair.Report is null ? null : Path.GetFileName(pair.Report))),
            ],
        };
}
