namespace Tests.Journal.Support;

/// <summary>What a disk pretends to do and does not: how a writer would fare that forgot it.</summary>
[Flags]
internal enum CrashLoss
{
    None = 0,
    FileSyncs = 1,
    NameSyncs = 2,
}
