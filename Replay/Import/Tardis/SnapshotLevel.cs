namespace Replay.Import.Tardis;

/// <summary>The columns of one level.</summary>
internal readonly record struct SnapshotLevel(int Price, int Amount);
