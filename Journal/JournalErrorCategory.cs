namespace Journal;

/// <summary>Whose fault an error is; the command line gives each its exit code.</summary>
public enum JournalErrorCategory
{
    /// <summary>The path is missing, taken or not permitted: exit code 2.</summary>
    Usage,

    /// <summary>The bytes are damaged, of another version or not a journal: exit code 3.</summary>
    Data,

    /// <summary>Another process writes the journal, or going on would not be safe: exit code 4.</summary>
    Safety,

    /// <summary>The disk failed or is full: exit code 5.</summary>
    Io,
}
