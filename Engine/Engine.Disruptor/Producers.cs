namespace Engine.Disruptor;

/// <summary>How many threads write a ring.</summary>
/// <remarks>
/// A plain value, for the thread that builds the graph. Many cost a compare-and-swap a claim, one costs none.
/// </remarks>
public enum Producers
{
    /// <summary>One thread at a time: the cheaper sequencer.</summary>
    One,

    /// <summary>Several threads.</summary>
    Many,
}
