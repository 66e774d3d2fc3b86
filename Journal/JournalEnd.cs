namespace Journal;

/// <summary>How a stream of a journal ends.</summary>
public enum JournalEnd
{
    /// <summary>Reading has not come to the end.</summary>
    NotReached,

    /// <summary>Closed in good order: the last frame says so.</summary>
    Closed,

    /// <summary>
    /// Whole to the last byte, but not closed: a writer is at work, or its process died between frames.
    /// </summary>
    Open,

    /// <summary>The last bytes are no whole frame and no durable watermark covers them: recovery cuts them.</summary>
    TornTail,

    /// <summary>History that was acknowledged, or whose successor is there, is not readable.</summary>
    Damaged,
}
