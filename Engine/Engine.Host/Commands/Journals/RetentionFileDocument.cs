namespace Engine.Host.Commands.Journals;

/// <summary>A file that a purge removes, in JSON.</summary>
/// <param name="File">Its name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="FirstSequence">The first event or command in it.</param>
/// <param name="EndSequence">The sequence after its last.</param>
/// <param name="FirstTime">The time of its first event; null for files without events.</param>
internal sealed record RetentionFileDocument(
    string File, long Bytes, long FirstSequence, long EndSequence, string? FirstTime);
