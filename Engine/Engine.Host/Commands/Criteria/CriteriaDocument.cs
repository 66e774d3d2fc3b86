namespace Engine.Host.Commands.Criteria;

/// <summary>The document of <c>engine criteria</c>.</summary>
/// <param name="Report">The result that was judged.</param>
/// <param name="Met">Whether every run meets every criterion.</param>
/// <param name="Runs">The account, where there is one of several runs, and each run.</param>
internal sealed record CriteriaDocument(string Report, bool Met, IReadOnlyList<JudgedRunDocument> Runs);
