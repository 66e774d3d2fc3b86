namespace Engine.Host.Commands.Journals;

/// <summary>The JSON of <c>engine journal compact</c>.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Compressed">Segments that were compressed now.</param>
/// <param name="AlreadyCompressed">Segments that had been compressed before.</param>
/// <param name="Left">Segments that stay as they are.</param>
/// <param name="BytesBefore">The bytes of all segments before.</param>
/// <param name="BytesAfter">The bytes of all segments now.</param>
internal sealed record CompactDocument(
    string Journal, int Compressed, int AlreadyCompressed, int Left, long BytesBefore, long BytesAfter);
