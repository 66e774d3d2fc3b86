namespace Replay.Replaying;

/// <summary>A digest on the way.</summary>
/// <param name="Sequence">The last event that it covers.</param>
/// <param name="Digest">16 hex digits.</param>
public sealed record DigestPoint(long Sequence, string Digest);
