using Journal;

namespace Replay.Recovery;

/// <summary>Where the events of a snapshot came from, and the program that took it.</summary>
/// <param name="JournalId">The journal.</param>
/// <param name="Epoch">The session of the last event.</param>
/// <param name="EngineVersion">The version text, at most 64 bytes of UTF-8.</param>
/// <param name="CodeHash">The code, see <see cref="CodeIdentity" />.</param>
public sealed record SnapshotOrigin(JournalId JournalId, long Epoch, string EngineVersion, ulong CodeHash);
