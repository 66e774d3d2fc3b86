namespace Engine.Disruptor;

/// <summary>What a poll found.</summary>
public enum PollState
{
    /// <summary>There is a batch: read it, then release what you have used of it.</summary>
    Batch,

    /// <summary>Nothing has been published that this consumer has not seen.</summary>
    Idle,

    /// <summary>The graph has halted: there will be no more.</summary>
    Halted,
}
