namespace Engine.Core.Sanitizing;

/// <summary>What the sanitizer checks. Numbers are places in its counts; the order is that in which it refuses.</summary>
public enum DataCheck : byte
{
    /// <summary>Messages are missing: the book is broken or not whole again yet, or the feed has a gap.</summary>
    Gap = 0,

    /// <summary>The best bid is at or above the best ask.</summary>
    Crossed = 1,

    /// <summary>The spread is wider than allowed.</summary>
    Spread = 2,

    /// <summary>A price or a quantity is not positive where it has to be.</summary>
    NotPositive = 3,

    /// <summary>The update came too long after the venue stamped it.</summary>
    Late = 4,

    /// <summary>No update has come for too long. Counted once each time that it begins.</summary>
    Silent = 5,
}
