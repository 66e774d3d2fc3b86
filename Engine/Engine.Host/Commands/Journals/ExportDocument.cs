namespace Engine.Host.Commands.Journals;

/// <summary>The JSON of <c>engine journal export</c>.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Out">The file that was written.</param>
/// <param name="Format">csv or jsonl.</param>
/// <param name="Events">Its rows.</param>
/// <param name="RepeatedFills">Fills among them that the venue had reported before.</param>
/// <param name="Interrupted">Whether it was stopped early.</param>
internal sealed record ExportDocument(
    string Journal, string Out, string Format, long Events, long RepeatedFills, bool Interrupted);
