namespace Tests.Journal.Support;

/// <summary>A call that changes the disk.</summary>
internal enum CrashCall
{
    Create,
    Write,
    Sync,
    SetLength,
    Rename,
    Delete,
    SyncNames,
}
