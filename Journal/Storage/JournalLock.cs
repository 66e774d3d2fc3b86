namespace Journal.Storage;

/// <summary>
/// Keeps a second writer out. The system drops the lock with the process, so a dead writer holds nothing, and a lock
/// file
/// that lies about means nothing.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    internal const string FileName = "journal.lock";

    // errno of a lock that is held, on Linux and on the BSDs; the HResult on Windows.
    private const int WouldBlock = 11;
    private const int WouldBlockBsd = 35;
    private const int WindowsSharing = unchecked((int)0x8007_0020);

    private readonly FileStream _stream;

    private JournalLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock of a directory that exists.</summary>
    /// <exception cref="JournalException">Another writer has it (Safety), or the file cannot be made.</exception>
    internal static JournalLock Take(
        string directory, string fileName = FileName, string holder = "another process is writing this journal")
    {
        var path = Path.Combine(directory, fileName);
        try
        {
            // Only FileShare.None is an exclusive lock on Linux; any other sharing lets a second writer in.
            return new JournalLock(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException exception) when (exception.HResult is WouldBlock or WouldBlockBsd or WindowsSharing)
        {
            throw new JournalException(
                JournalErrorCategory.Safety, directory, holder,
                "stop it first, or choose another directory", inner: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.Translate(exception, path, "lock");
        }
    }

    public void Dispose() => _stream.Dispose();
}
