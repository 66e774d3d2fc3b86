using Journal.Reading;

namespace Journal.Storage;

/// <summary>
/// Holds a journal that is there against writers while its files are mended or repacked; a lock file that was not there
/// before goes again. One thread.
/// </summary>
internal sealed class WriterHold : IDisposable
{
    private readonly JournalLock _lock;
    private readonly string? _path;

    private WriterHold(JournalLock taken, string? path)
    {
        _lock = taken;
        _path = path;
    }

    /// <summary>Takes the lock.</summary>
    /// <exception cref="JournalException">It is no journal (Usage, Data), or another process writes it
    /// (Safety).</exception>
    internal static WriterHold Take(string directory)
    {
        // Before the lock, which would leave its file in a directory that is no journal.
        _ = JournalReader.Open(directory);
        var path = Path.Combine(directory, JournalLock.FileName);
        var hadLock = File.Exists(path);
        return new WriterHold(JournalLock.Take(directory), hadLock ? null : path);
    }

    public void Dispose()
    {
        if (_path is not null)
        {
            File.Delete(_path);
        }

        _lock.Dispose();
    }
}
