namespace Engine.Disruptor;

/// <summary>What may be chosen about a processor.</summary>
/// <remarks>A plain value, for any thread; read at the start only, so that it costs nothing after.</remarks>
public readonly record struct ProcessorOptions
{
    /// <summary>The stage's sequence; without it a new one that starts at the ring's initial cursor.</summary>
    public Sequence? Sequence { get; init; }

    /// <summary>The most events between two moves of the stage's sequence; 0 or less: a limit that adapts.</summary>
    public int BatchLimit { get; init; }
}
