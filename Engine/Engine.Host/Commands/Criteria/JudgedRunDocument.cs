namespace Engine.Host.Commands.Criteria;

/// <summary>All criteria held against one run.</summary>
/// <param name="Strategy">The strategy, or <c>all</c>.</param>
/// <param name="Instrument">The instrument, or <c>account</c>.</param>
/// <param name="Met">Whether all are met.</param>
/// <param name="Criteria">Each of them.</param>
internal sealed record JudgedRunDocument(
    string Strategy, string Instrument, bool Met, IReadOnlyList<CriterionDocument> Criteria);
