using Journal;
using Journal.Storage;

namespace Tests.Journal.Support;

/// <summary>
/// A directory whose machine stops, or whose disk fails, at a chosen call; what was not synced may be lost, sector by
/// sector.
/// </summary>
internal sealed class CrashStorage : IJournalStorage
{
    private readonly List<Action<SortedDictionary<string, CrashFile>>> _pendingNames = [];
    private SortedDictionary<string, CrashFile> _names = new(StringComparer.Ordinal);
    private SortedDictionary<string, CrashFile> _durableNames = new(StringComparer.Ordinal);

    internal CrashStorage()
    {
    }

    /// <summary>A machine that starts with what another left.</summary>
    internal CrashStorage(MemoryStorage left)
    {
        foreach (var (name, file) in left.Files)
        {
            var copy = new CrashFile(this, name);
            copy.Settle([.. file.Bytes]);
            _names[name] = copy;
            _durableNames[name] = copy;
        }
    }

    public string Directory => "crash";

    /// <summary>The call, from 1, at which it ends; 0 for never.</summary>
    internal int EndsAtCall { get; init; }

    /// <summary>Whether the end is an error of the disk rather than the machine's.</summary>
    internal bool EndsWithError { get; init; }

    /// <summary>Calls so far that change something.</summary>
    internal int CallCount { get; private set; }

    internal IReadOnlyDictionary<string, CrashFile> Files => _names;

    public IReadOnlyList<string> List() => [.. _names.Keys];

    public IJournalFile Create(string name)
    {
        var file = new CrashFile(this, name);
        Change(names => names[name] = file);
        return file;
    }

    public IJournalFile OpenRead(string name) => _names[name];

    public IJournalFile OpenWrite(string name) => _names[name];

    public void Rename(string from, string to) => Change(names =>
    {
        names[to] = names[from];
        names.Remove(from);
    });

    public void Delete(string name) => Change(names => names.Remove(name));

    public void SyncNames()
    {
        Step();
        _durableNames = new(_names, StringComparer.Ordinal);
        _pendingNames.Clear();
    }

    /// <summary>Counts a call, and ends where it was told to.</summary>
    internal void Step()
    {
        CallCount++;
        if (CallCount == EndsAtCall || (EndsAtCall > 0 && CallCount > EndsAtCall))
        {
            throw EndsWithError
                ? new JournalException(JournalErrorCategory.Io, Directory, "injected")
                : new CrashException();
        }
    }

    /// <summary>
    /// What the next start finds: names in their order up to a chance point, sectors as the chance decides.
    /// </summary>
    internal MemoryStorage Survivor(Random random, double sectorChance)
    {
        var names = new SortedDictionary<string, CrashFile>(_durableNames, StringComparer.Ordinal);
        var count = sectorChance >= 1 ? _pendingNames.Count : random.Next(_pendingNames.Count + 1);
        for (var i = 0; i < count; i++)
        {
            _pendingNames[i](names);
        }

        var left = new MemoryStorage();
        foreach (var (name, file) in names)
        {
            left.Create(name).Write(file.Survivor(() => random.NextDouble() < sectorChance), 0);
        }

        return left;
    }

    private void Change(Action<SortedDictionary<string, CrashFile>> change)
    {
        _pendingNames.Add(change);
        Step();
        _names = new(_names, StringComparer.Ordinal);
        change(_names);
    }
}
