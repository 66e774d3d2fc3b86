using Journal;
using Journal.Storage;

namespace Tests.Replay.Recovery;

/// <summary>A disk that fails when it is told to: its writes, or its syncs.</summary>
internal sealed class FailingDisk(IJournalStorage inner) : IJournalStorage
{
    internal bool FailsWrites { get; set; }

    internal bool FailsSyncs { get; set; }

    public string Directory => inner.Directory;

    public IReadOnlyList<string> List() => inner.List();

    public bool Exists(string name) => inner.Exists(name);

    public IJournalFile Create(string name) => new FailingFile(this, inner.Create(name));

    public IJournalFile OpenRead(string name) => inner.OpenRead(name);

    public IJournalFile OpenWrite(string name) => new FailingFile(this, inner.OpenWrite(name));

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void Delete(string name) => inner.Delete(name);

    public void SyncNames() => inner.SyncNames();

    private JournalException Failure(string what) => new(JournalErrorCategory.Io, Directory, $"injected at {what}");

    private sealed class FailingFile(FailingDisk disk, IJournalFile file) : IJournalFile
    {
        public string Path
        {
            get => file.Path;
            set => file.Path = value;
        }

        public long Length => file.Length;

        public int Read(Span<byte> destination, long offset) => file.Read(destination, offset);

        public void Write(ReadOnlySpan<byte> source, long offset)
        {
            if (disk.FailsWrites)
            {
                throw disk.Failure("a write");
            }

            file.Write(source, offset);
        }

        public void Sync()
        {
            if (disk.FailsSyncs)
            {
                throw disk.Failure("a sync");
            }

            file.Sync();
        }

        public void SetLength(long length) => file.SetLength(length);

        public void Dispose() => file.Dispose();
    }
}
