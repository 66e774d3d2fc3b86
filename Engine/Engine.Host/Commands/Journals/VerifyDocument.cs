namespace Engine.Host.Commands.Journals;

/// <summary>The JSON of <c>engine journal verify</c>.</summary>
/// <param name="Path">The journal.</param>
/// <param name="Intact">Whether it is whole to the last byte.</param>
/// <param name="Events">Whole events.</param>
/// <param name="Fault">The first place that is not whole; null for none.</param>
/// <param name="Commands">Whole commands.</param>
/// <param name="TornBytes">The bytes of a torn tail.</param>
/// <param name="PurgedEvents">Events that retention has removed from the head.</param>
internal sealed record VerifyDocument(
    string Path, bool Intact, long Events, FaultDocument? Fault, long Commands, long TornBytes,
    long PurgedEvents);
