namespace Replay.Sessions;

/// <summary>How the stages of a run share threads. The results are the same.</summary>
public enum RunLayout
{
    /// <summary>The core is called directly: no rings. For backtests that keep no journal.</summary>
    Direct,

    /// <summary>Rings, with all stages on the caller's thread: the layout for two cores.</summary>
    Fused,

    /// <summary>Rings, with the journal and the core on threads of their own.</summary>
    Threaded,
}
