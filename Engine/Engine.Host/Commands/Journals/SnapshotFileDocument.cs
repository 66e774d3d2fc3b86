namespace Engine.Host.Commands.Journals;

/// <summary>A snapshot in JSON.</summary>
/// <param name="Sequence">The first event that is not in it.</param>
/// <param name="File">The file's name in the journal's directory.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Digest">The digest of the state, 16 hex digits.</param>
internal sealed record SnapshotFileDocument(long Sequence, string File, long Bytes, string Digest);
