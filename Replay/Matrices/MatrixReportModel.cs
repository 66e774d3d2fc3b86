using Replay.Reports;

namespace Replay.Matrices;

/// <summary>All that the page of a matrix shows.</summary>
public sealed record MatrixReportModel
{
    /// <summary>What ran: journal, versions, digests.</summary>
    public required IReadOnlyList<ReportFact> Identity { get; init; }

    /// <summary>What all runs rest on.</summary>
    public required IReadOnlyList<ReportFact> Assumptions { get; init; }

    /// <summary>What a reader must know before believing a figure.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The verdicts.</summary>
    public required IReadOnlyList<MatrixRow> Rows { get; init; }

    /// <summary>The runs, in their order.</summary>
    public required IReadOnlyList<MatrixReportPair> Pairs { get; init; }
}
