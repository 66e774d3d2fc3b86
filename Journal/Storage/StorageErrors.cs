namespace Journal.Storage;

/// <summary>Turns what the system throws into the one error of journals.</summary>
internal static class StorageErrors
{
    // errno of a full disk and of a full quota on Linux; the HResult of a full disk on Windows.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x8007_0070);

    /// <summary>Whether an error says that there was no room.</summary>
    internal static bool IsDiskFull(JournalException? failure) =>
        failure?.InnerException is IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull };

    /// <summary>Runs an action on a path and translates what it throws.</summary>
    internal static T Guard<T>(string path, string action, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Translate(exception, path, action);
        }
    }

    /// <summary>The typed error for a failed action.</summary>
    internal static JournalException Translate(Exception exception, string path, string action, long? offset = null) =>
        exception switch
        {
            UnauthorizedAccessException => new JournalException(
                JournalErrorCategory.Usage, path, $"cannot {action}: not permitted",
                "check owner and mode of the directory", offset, exception),
            DirectoryNotFoundException or FileNotFoundException => new JournalException(
                JournalErrorCategory.Usage, path, $"cannot {action}: it is not there",
                "create the directory first, or correct the path", offset, exception),
            IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull } => new JournalException(
                JournalErrorCategory.Io, path, $"cannot {action}: the disk is full",
                "free some space, then run the command again", offset, exception),
            _ => new JournalException(
                JournalErrorCategory.Io, path, $"cannot {action}: {exception.Message}",
                "check the disk", offset, exception),
        };
}
