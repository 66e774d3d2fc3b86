namespace Journal.Storage;

/// <summary>
/// Keeps two makers of snapshots, or one and a purge, apart. The journal's writer is not in their way: it has its own.
/// </summary>
public sealed class MaintenanceLock : IDisposable
{
    internal const string FileName = "maintenance.lock";

    private readonly string _path;
    private readonly JournalLock _lock;

    private MaintenanceLock(string directory)
    {
        _path = Path.Combine(directory, FileName);
        _lock = JournalLock.Take(directory, FileName, "another process makes snapshots of this journal, or purges it");
    }

    /// <summary>Takes the lock of a journal.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <exception cref="JournalException">Another process has it (Safety), or the file cannot be made.</exception>
    public static MaintenanceLock Take(string directory) => new(directory);

    /// <inheritdoc />
    public void Dispose()
    {
        // The name goes while the lock is held: who comes now makes a file of their own, and who waits has lost theirs.
        File.Delete(_path);
        _lock.Dispose();
    }
}
