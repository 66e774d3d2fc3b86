namespace Engine.Host.Commands.Journals;

/// <summary>The JSON of <c>engine journal repair</c>.</summary>
/// <param name="Path">The journal.</param>
/// <param name="Events">Whole events.</param>
/// <param name="Commands">Whole commands.</param>
/// <param name="TornBytes">Bytes that were cut; 0 where there was no torn tail.</param>
/// <param name="TornFiles">The files in the journal's directory that keep them.</param>
internal sealed record RepairDocument(
    string Path, long Events, long Commands, long TornBytes, IReadOnlyList<string> TornFiles);
