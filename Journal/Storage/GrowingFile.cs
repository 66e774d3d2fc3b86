namespace Journal.Storage;

/// <summary>A file in memory whose space doubles: appending to it costs what is appended.</summary>
internal sealed class GrowingFile(string path) : IJournalFile
{
    private byte[] _bytes = new byte[4_096];
    private int _length;

    public string Path { get; set; } = path;

    public long Length => _length;

    public int Read(Span<byte> destination, long offset)
    {
        var count = (int)Math.Clamp(_length - offset, 0, destination.Length);
        _bytes.AsSpan((int)Math.Min(offset, _length), count).CopyTo(destination);
        return count;
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        var end = checked((int)offset + source.Length);
        SetLength(Math.Max(_length, end));
        source.CopyTo(_bytes.AsSpan((int)offset));
    }

    public void Sync()
    {
        // Memory has nothing to flush.
    }

    public void SetLength(long length)
    {
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length));
        }

        // What is cut off must not come back when the file grows again.
        if (length < _length)
        {
            _bytes.AsSpan((int)length, _length - (int)length).Clear();
        }

        _length = (int)length;
    }

    public void Dispose()
    {
        // The bytes stay for the next who opens it.
    }
}
