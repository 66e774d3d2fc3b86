namespace Replay.Recovery;

/// <summary>A snapshot that a recovery passed over.</summary>
/// <param name="Name">The file.</param>
/// <param name="Reason">Why.</param>
public sealed record PassedSnapshot(string Name, string Reason);
