namespace Replay.Import.Tardis;

/// <summary>Where the levels of both sides stand, the best first.</summary>
internal sealed record SnapshotColumns(IReadOnlyList<SnapshotLevel> Asks, IReadOnlyList<SnapshotLevel> Bids);
