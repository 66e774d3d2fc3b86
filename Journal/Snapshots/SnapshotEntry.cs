namespace Journal.Snapshots;

/// <summary>A snapshot as its file name tells it.</summary>
/// <param name="Name">The file's name, in the journal's directory.</param>
/// <param name="Sequence">The first event that is not in it.</param>
public readonly record struct SnapshotEntry(string Name, long Sequence);
