namespace Engine.Disruptor;

/// <summary>How many threads write a ring.</summary>
public enum Producers
{
    /// <summary>One thread at a time: the cheaper sequencer.</summary>
    One,

    /// <summary>Several threads.</summary>
    Many,
}
