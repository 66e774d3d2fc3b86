namespace Replay.Replaying;

/// <summary>Where a replay first parts from what was recorded.</summary>
/// <param name="Sequence">The event that caused it.</param>
/// <param name="What">command, witness or digest.</param>
/// <param name="Recorded">What the journal has; "nothing" where the replay decided more.</param>
/// <param name="Replayed">What the replay gave; "nothing" where it decided less.</param>
public sealed record FirstDifference(long Sequence, string What, string Recorded, string Replayed);
