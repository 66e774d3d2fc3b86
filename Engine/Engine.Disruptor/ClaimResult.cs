namespace Engine.Disruptor;

/// <summary>What a sequencer answers to a claim.</summary>
/// <remarks>A plain value, on the thread that claimed. An answer costs no exception and allocates nothing.</remarks>
public enum ClaimResult
{
    /// <summary>The slots are the caller's: write them and publish without fail or wait.</summary>
    Claimed,

    /// <summary>
    /// Not enough slots are free, or only the reserve is; nothing was claimed. Never from a blocking claim.
    /// </summary>
    Full,

    /// <summary>The ring could never hold so many slots (with the reserve left free); nothing was claimed.</summary>
    TooLarge,

    /// <summary>The graph has halted or failed; nothing was claimed and nothing ever will be.</summary>
    Halted,
}
