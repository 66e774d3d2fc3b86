namespace Journal.Storage;

/// <summary>One file of a journal. Positions are given with each call; there is no current one.</summary>
/// <remarks>Every member throws <see cref="JournalException" /> where the system refuses.</remarks>
internal interface IJournalFile : IDisposable
{
    /// <summary>The full path, for messages; whoever renames the file says so here.</summary>
    string Path { get; set; }

    /// <summary>The length, in bytes.</summary>
    long Length { get; }

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <returns>How many bytes were read.</returns>
    int Read(Span<byte> destination, long offset);

    /// <summary>Writes all of it.</summary>
    void Write(ReadOnlySpan<byte> source, long offset);

    /// <summary>Returns when the device has what was written.</summary>
    void Sync();

    /// <summary>Cuts or lengthens the file.</summary>
    void SetLength(long length);
}
