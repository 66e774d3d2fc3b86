using Journal.Storage;

namespace Tests.Journal.Support;

/// <summary>A disk that keeps nothing, for what is measured above it.</summary>
internal sealed class NullStorage : IJournalStorage
{
    public string Directory => "null";

    public IReadOnlyList<string> List() => [];

    public bool Exists(string name) => true;

    public IJournalFile Create(string name) => new NullFile(name);

    public IJournalFile OpenRead(string name) => new NullFile(name);

    public IJournalFile OpenWrite(string name) => new NullFile(name);

    public void Rename(string from, string to)
    {
        // Nothing has a name here.
    }

    public void Delete(string name)
    {
        // Nothing is there.
    }

    public void SyncNames()
    {
        // Nothing is kept.
    }

    private sealed class NullFile : IJournalFile
    {
        internal NullFile(string path) => Path = path;

        public string Path { get; set; }

        public long Length { get; private set; }

        public int Read(Span<byte> destination, long offset) => 0;

        public void Write(ReadOnlySpan<byte> source, long offset) => Length = Math.Max(Length, offset + source.Length);

        public void Sync()
        {
            // Nothing is kept.
        }

        public void SetLength(long length) => Length = length;

        public void Dispose()
        {
            // Nothing is open.
        }
    }
}
