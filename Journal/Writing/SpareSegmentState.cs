namespace Journal.Writing;

/// <summary>How it stands with the segment that is made ahead of the one in use.</summary>
public enum SpareSegmentState
{
    /// <summary>None is made ahead: the journal of a command, or a live one that was told not to.</summary>
    None,

    /// <summary>It is being made.</summary>
    Making,

    /// <summary>It is on the device, in its full size.</summary>
    Ready,

    /// <summary>
    /// It cannot be made. The segment in use still takes what it has room for: time to stop in good order.
    /// </summary>
    Missing,
}
