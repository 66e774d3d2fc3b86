namespace Journal.Writing;

/// <summary>Where a stream goes on.</summary>
internal readonly record struct StreamPosition
{
    /// <summary>The head of a new journal.</summary>
    internal static readonly StreamPosition Start = new() { LastOrder = long.MinValue };

    /// <summary>The sequence of the next slot.</summary>
    internal long NextSequence { get; init; }

    /// <summary>The number of the next segment.</summary>
    internal long SegmentNumber { get; init; }

    /// <summary>The header CRC of the last frame of the segment before.</summary>
    internal uint PreviousCrc { get; init; }

    /// <summary>The highest time, or the cause, of the slots so far.</summary>
    internal long LastOrder { get; init; }
}
