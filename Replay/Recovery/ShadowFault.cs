namespace Replay.Recovery;

/// <summary>The replica and the live core have come apart: one of them did not compute what the stream says.</summary>
/// <param name="Sequence">The event after which it showed.</param>
/// <param name="What">witness or digest.</param>
/// <param name="Recorded">What the live core recorded, 16 hex digits; "nothing" where it recorded none.</param>
/// <param name="Replayed">What the replica has; "nothing" where it has none.</param>
public sealed record ShadowFault(long Sequence, string What, string Recorded, string Replayed)
{
    /// <summary>One line that names the place.</summary>
    public override string ToString() =>
        $"the {What} after event {Sequence} is {Replayed} in the replica and {Recorded} in the journal";
}
