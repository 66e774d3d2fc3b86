using Journal.Storage;

namespace Tests.Journal.Support;

/// <summary>A file in memory.</summary>
internal sealed class MemoryFile : IJournalFile
{
    internal MemoryFile(string path) => Path = path;

    internal byte[] Bytes { get; set; } = [];

    public string Path { get; set; }

    public long Length => Bytes.Length;

    public int Read(Span<byte> destination, long offset)
    {
        var count = (int)Math.Clamp(Bytes.Length - offset, 0, destination.Length);
        Bytes.AsSpan((int)Math.Min(offset, Bytes.Length), count).CopyTo(destination);
        return count;
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        var end = (int)offset + source.Length;
        if (end > Bytes.Length)
        {
            var longer = Bytes;
            Array.Resize(ref longer, end);
            Bytes = longer;
        }

        source.CopyTo(Bytes.AsSpan((int)offset));
    }

    public void Sync()
    {
        // Memory has nothing to flush.
    }

    public void SetLength(long length)
    {
        var cut = Bytes;
        Array.Resize(ref cut, (int)length);
        Bytes = cut;
    }

    public void Dispose()
    {
        // The bytes stay for the next who opens it.
    }
}
