namespace Engine.Disruptor;

/// <summary>What a ring of a <see cref="Topology" /> is like.</summary>
/// <remarks>A plain value, for any thread; read at the start only, so that it costs nothing after.</remarks>
public readonly record struct RingOptions
{
    /// <summary>
    /// How many slots: a power of two, at least 2. Rings stay within the L2 cache: 8,192 slots of 64 bytes.
    /// </summary>
    public required int Capacity { get; init; }

    /// <summary>How many threads write it.</summary>
    public required Producers Producers { get; init; }

    /// <summary>The sequence before the first event. −1, except in tests of the end of <see cref="long" />.</summary>
    public long InitialCursor { get; init; } = Sequence.InitialValue;

    /// <summary>Makes options; see the members.</summary>
    public RingOptions()
    {
    }
}
