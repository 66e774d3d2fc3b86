namespace Engine.Disruptor;

/// <summary>What a poll found.</summary>
/// <remarks>A plain value, on the thread that polled; costs nothing.</remarks>
public enum PollState
{
    /// <summary>There is a batch: read it, then release what you have used of it.</summary>
    Batch,

    /// <summary>Nothing has been published that this consumer has not seen.</summary>
    Idle,

    /// <summary>The graph has halted: there will be no more.</summary>
    Halted,
}
