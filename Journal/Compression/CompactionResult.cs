namespace Journal.Compression;

/// <summary>What compressing the segments of a journal came to.</summary>
public sealed record CompactionResult
{
    /// <summary>Segments that were compressed now.</summary>
    public required int Compressed { get; init; }

    /// <summary>Segments that had been compressed before.</summary>
    public required int AlreadyCompressed { get; init; }

    /// <summary>Segments that stay as they are: the last of a stream that is open, and what would not shrink.</summary>
    public required int Left { get; init; }

    /// <summary>The bytes of all segments before.</summary>
    public required long BytesBefore { get; init; }

    /// <summary>The bytes of all segments now.</summary>
    public required long BytesAfter { get; init; }
}
