namespace Replay.Sessions;

/// <summary>How the stages of a live line share threads.</summary>
public enum LiveLayout
{
    /// <summary>All on the caller's thread, which pumps them: for a machine with two cores.</summary>
    Pumped,

    /// <summary>All on the caller's thread, which pumps each by itself: to measure what each takes.</summary>
    Stepped,

    /// <summary>All on one thread of the line's own, which waits when nothing comes.</summary>
    Fused,

    /// <summary>Journal, core and gateway on threads of their own: for machines with cores to spare.</summary>
    Threaded,
}
