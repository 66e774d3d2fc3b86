using Journal.Storage;

namespace Tests.Journal.Support;

/// <summary>
/// A directory in memory: fast enough for thousands of damaged copies of one journal. Its names may be changed by
/// several threads, as a directory's may: a writer and its maker of segments do.
/// </summary>
internal sealed class MemoryStorage : IJournalStorage
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MemoryFile> _files = new(StringComparer.Ordinal);

    public string Directory => "memory";

    internal IReadOnlyDictionary<string, MemoryFile> Files => _files;

    public IReadOnlyList<string> List()
    {
        lock (_gate)
        {
            return [.. _files.Keys];
        }
    }

    public bool Exists(string name)
    {
        lock (_gate)
        {
            return _files.ContainsKey(name);
        }
    }

    public IJournalFile Create(string name)
    {
        lock (_gate)
        {
            return _files[name] = new MemoryFile(name);
        }
    }

    public IJournalFile OpenRead(string name) => Find(name);

    public IJournalFile OpenWrite(string name) => Find(name);

    public void Rename(string from, string to)
    {
        lock (_gate)
        {
            _files[to] = _files[from];
            _files.Remove(from);
        }
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            _files.Remove(name);
        }
    }

    public void SyncNames()
    {
        // Memory has no names to lose.
    }

    /// <summary>A copy that may be damaged without harm to this one.</summary>
    internal MemoryStorage Clone()
    {
        var copy = new MemoryStorage();
        foreach (var (name, file) in _files)
        {
            copy._files[name] = new MemoryFile(name) { Bytes = [.. file.Bytes] };
        }

        return copy;
    }

    private MemoryFile Find(string name)
    {
        lock (_gate)
        {
            return _files[name];
        }
    }

    /// <summary>The only file of a stream.</summary>
    internal MemoryFile Single(string prefix) => _files.Single(pair => pair.Key.StartsWith(prefix)).Value;
}
