namespace Engine.Disruptor;

/// <summary>How a drain ended. The graph has halted in any case.</summary>
/// <remarks>A plain value, on the thread that drained; costs nothing.</remarks>
public enum DrainResult
{
    /// <summary>Every stage has handled everything that was published.</summary>
    Drained,

    /// <summary>Something was still waiting when the time was up.</summary>
    TimedOut,

    /// <summary>A stage failed; see the fault.</summary>
    Faulted,

    /// <summary>Somebody halted the graph meanwhile.</summary>
    Halted,
}
