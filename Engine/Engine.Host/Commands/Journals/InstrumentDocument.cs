namespace Engine.Host.Commands.Journals;

/// <summary>An instrument in the JSON of <c>engine journal inspect</c>.</summary>
/// <param name="Id">Its number in the journal.</param>
/// <param name="Venue">The venue's name.</param>
/// <param name="Symbol">The venue's symbol.</param>
/// <param name="TickSize">The step of prices, as text: it is exact.</param>
/// <param name="LotSize">The step of quantities, as text: it is exact.</param>
internal sealed record InstrumentDocument(int Id, string Venue, string Symbol, string TickSize, string LotSize);
