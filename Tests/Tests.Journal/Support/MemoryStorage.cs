using Journal.Storage;

namespace Tests.Journal.Support;

/// <summary>A directory in memory: fast enough for thousands of damaged copies of one journal.</summary>
internal sealed class MemoryStorage : IJournalStorage
{
    private readonly SortedDictionary<string, MemoryFile> _files = new(StringComparer.Ordinal);

    public string Directory => "memory";

    internal IReadOnlyDictionary<string, MemoryFile> Files => _files;

    public IReadOnlyList<string> List() => [.. _files.Keys];

    public bool Exists(string name) => _files.ContainsKey(name);

    public IJournalFile Create(string name) => _files[name] = new MemoryFile(name);

    public IJournalFile OpenRead(string name) => _files[name];

    public IJournalFile OpenWrite(string name) => _files[name];

    public void Rename(string from, string to)
    {
        _files[to] = _files[from];
        _files.Remove(from);
    }

    public void Delete(string name) => _files.Remove(name);

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

    /// <summary>The only file of a stream.</summary>
    internal MemoryFile Single(string prefix) => _files.Single(pair => pair.Key.StartsWith(prefix)).Value;
}
