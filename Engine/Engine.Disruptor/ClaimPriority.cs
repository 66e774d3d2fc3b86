namespace Engine.Disruptor;

/// <summary>What a claim may take when the ring is nearly full.</summary>
/// <remarks>A plain value, for any producer's thread; it costs a claim one addition.</remarks>
public enum ClaimPriority
{
    /// <summary>May take every free slot. For what must not be lost.</summary>
    Urgent,

    /// <summary>
    /// Leaves the reserve, an eighth of the ring, free. For what its source can drop whole and repair later.
    /// </summary>
    Droppable,
}
