using Journal.Reading;

namespace Journal.Storage;

/// <summary>
/// Holds a journal that is there against writers, makers of snapshots and purges while its files are mended or repacked;
/// a lock file that was not there before goes again. One thread.
/// </summary>
internal sealed class IdleJournal : IDisposable
{
    private readonly JournalLock _lock;
    private readonly MaintenanceLock _maintenance;
    private readonly string? _path;

    private IdleJournal(JournalLock taken, MaintenanceLock maintenance, string? path)
    {
        _lock = taken;
        _maintenance = maintenance;
        _path = path;
    }

    /// <summary>Takes the lock.</summary>
    /// <exception cref="JournalException">It is no journal (Usage, Data), or another process writes it
    /// (Safety).</exception>
    internal static IdleJournal Take(string directory)
    {
        // Before the lock, which would leave its file in a directory that is no journal.
        _ = JournalReader.Open(directory);
        var path = Path.Combine(directory, JournalLock.FileName);
        var hadLock = File.Exists(path);
        var taken = JournalLock.Take(directory);
        try
        {
            return new IdleJournal(taken, MaintenanceLock.Take(directory), hadLock ? null : path);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_path is not null)
        {
            File.Delete(_path);
        }

        _maintenance.Dispose();
        _lock.Dispose();
    }
}
