using Journal.Format;

namespace Journal.Storage;

/// <summary>
/// The place of a journal in memory instead of a directory: for simulations, which write, tear and recover thousands of
/// journals a minute by the code that does it on disk. One thread.
/// </summary>
public sealed class JournalMemory
{
    private readonly MemoryDirectory _files = new();

    /// <summary>The bytes of the newest segment of a stream; 0 where there is none.</summary>
    public long TailBytes(JournalStream stream) => _files.NewestOf(stream)?.Length ?? 0;

    /// <summary>
    /// Cuts bytes off the end of the newest segment of a stream, as a machine does that dies within a write.
    /// </summary>
    /// <param name="stream">The stream; nobody writes it now.</param>
    /// <param name="bytes">How many; not more than the segment has beyond its header.</param>
    public void Tear(JournalStream stream, long bytes)
    {
        if (_files.NewestOf(stream) is { } file && file.Length - bytes >= JournalFormat.SegmentHeaderSizeBytes)
        {
            file.SetLength(file.Length - bytes);
        }
    }

    internal IJournalStorage Storage => _files;

    private sealed class MemoryDirectory : IJournalStorage
    {
        private readonly SortedDictionary<string, GrowingFile> _names = new(StringComparer.Ordinal);

        public string Directory => "memory";

        public IReadOnlyList<string> List() => [.. _names.Keys];

        public bool Exists(string name) => _names.ContainsKey(name);

        public IJournalFile Create(string name) => _names[name] = new GrowingFile(name);

        public IJournalFile OpenRead(string name) => _names[name];

        public IJournalFile OpenWrite(string name) => _names[name];

        public void Rename(string from, string to)
        {
            if (_names.Remove(from, out var file))
            {
                _names[to] = file;
            }
        }

        public void Delete(string name) => _names.Remove(name);

        public void SyncNames()
        {
            // Memory has no names to lose.
        }

        internal GrowingFile? NewestOf(JournalStream stream)
        {
            GrowingFile? newest = null;
            foreach (var (name, file) in _names)
            {
                newest = SegmentName.TryParse(name, out var of, out _) && of == stream ? file : newest;
            }

            return newest;
        }
    }
}
