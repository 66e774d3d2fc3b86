using Journal;
using Journal.Storage;

namespace Tests.Journal.Support;

/// <summary>
/// A directory whose machine stops, or whose disk fails, at a chosen call; what was not synced may be lost, sector by
/// sector, name by name. Any thread.
/// </summary>
internal sealed class CrashStorage : IJournalStorage
{
    private const int ExhaustiveMax = 256;

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

    /// <summary>Whether the calls after the one that failed succeed again: the disk only stumbled.</summary>
    internal bool Stumbles { get; init; }

    /// <summary>What the disk only pretends to do.</summary>
    internal CrashLoss Loses { get; init; }

    /// <summary>Called before each call takes effect; from whichever thread.</summary>
    internal Action<CrashCall>? Before { get; init; }

    /// <summary>Calls so far that change something.</summary>
    internal int CallCount { get; private set; }

    /// <summary>Whether nothing more reaches the disk.</summary>
    internal bool HasEnded => EndsAtCall > 0 && CallCount >= EndsAtCall && !Stumbles;

    internal IReadOnlyDictionary<string, CrashFile> Files => _names;

    public IReadOnlyList<string> List()
    {
        lock (this)
        {
            return [.. _names.Keys];
        }
    }

    public bool Exists(string name)
    {
        lock (this)
        {
            return _names.ContainsKey(name);
        }
    }

    public IJournalFile Create(string name)
    {
        var file = new CrashFile(this, name);
        Change(CrashCall.Create, names => names[name] = file);
        return file;
    }

    public IJournalFile OpenRead(string name)
    {
        lock (this)
        {
            return _names[name];
        }
    }

    public IJournalFile OpenWrite(string name) => OpenRead(name);

    public void Rename(string from, string to) => Change(CrashCall.Rename, names =>
    {
        if (names.Remove(from, out var file))
        {
            names[to] = file;
        }
    });

    public void Delete(string name) => Change(CrashCall.Delete, names => names.Remove(name));

    public void SyncNames()
    {
        lock (this)
        {
            Step(CrashCall.SyncNames);
            if (!Loses.HasFlag(CrashLoss.NameSyncs))
            {
                _durableNames = new(_names, StringComparer.Ordinal);
                _pendingNames.Clear();
            }
        }
    }

    /// <summary>Counts a call, and ends where it was told to.</summary>
    internal void Step(CrashCall call)
    {
        Before?.Invoke(call);
        CallCount++;
        if (CallCount == EndsAtCall || HasEnded)
        {
            throw EndsWithError
                ? new JournalException(JournalErrorCategory.Io, Directory, $"injected at {call}")
                : new CrashException();
        }
    }

    /// <summary>
    /// What the next start may find: every subset of what was not synced where there are few, else some by chance.
    /// </summary>
    internal IEnumerable<MemoryStorage> Survivors(Random random, int byChance)
    {
        lock (this)
        {
            for (var names = 0; names <= _pendingNames.Count; names++)
            {
                var files = NamesAfter(names);
                var pieces = files.Values.Distinct().Sum(file => file.PendingCount);
                if (pieces < 31 && 1 << pieces <= ExhaustiveMax)
                {
                    for (var set = 0; set < 1 << pieces; set++)
                    {
                        var index = 0;
                        yield return Left(files, () => ((set >> index++) & 1) != 0);
                    }

                    continue;
                }

                for (var i = 0; i < byChance; i++)
                {
                    var chance = (double)i / Math.Max(1, byChance - 1);
                    yield return Left(files, () => random.NextDouble() < chance);
                }
            }
        }
    }

    /// <summary>
    /// What the next start finds: names in their order up to a chance point, sectors as the chance decides.
    /// </summary>
    internal MemoryStorage Survivor(Random random, double sectorChance)
    {
        lock (this)
        {
            var count = sectorChance >= 1 ? _pendingNames.Count : random.Next(_pendingNames.Count + 1);
            return Left(NamesAfter(count), () => random.NextDouble() < sectorChance);
        }
    }

    private static MemoryStorage Left(SortedDictionary<string, CrashFile> names, Func<bool> survives)
    {
        var left = new MemoryStorage();
        foreach (var (name, file) in names)
        {
            left.Create(name).Write(file.Survivor(survives), 0);
        }

        return left;
    }

    private SortedDictionary<string, CrashFile> NamesAfter(int pendingCount)
    {
        var names = new SortedDictionary<string, CrashFile>(_durableNames, StringComparer.Ordinal);
        foreach (var change in _pendingNames.Take(pendingCount))
        {
            change(names);
        }

        return names;
    }

    private void Change(CrashCall call, Action<SortedDictionary<string, CrashFile>> change)
    {
        lock (this)
        {
            if (!HasEnded)
            {
                _pendingNames.Add(change);
            }

            Step(call);
            _names = new(_names, StringComparer.Ordinal);
            change(_names);
        }
    }
}
