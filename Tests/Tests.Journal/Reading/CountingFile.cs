using Journal.Storage;

namespace Tests.Journal.Reading;

/// <summary>A file that counts what is read of it.</summary>
internal sealed class CountingFile(CountingStorage storage, IJournalFile inner) : IJournalFile
{
    public string Path
    {
        get => inner.Path;
        set => inner.Path = value;
    }

    public long Length => inner.Length;

    public int Read(Span<byte> destination, long offset)
    {
        var count = inner.Read(destination, offset);
        storage.BytesRead += count;
        return count;
    }

    public void Write(ReadOnlySpan<byte> source, long offset) => throw new NotSupportedException();

    public void BeginSync(long offset, long length) => throw new NotSupportedException();

    public void Sync() => throw new NotSupportedException();

    public void SetLength(long length) => throw new NotSupportedException();

    public void Dispose() => inner.Dispose();
}
