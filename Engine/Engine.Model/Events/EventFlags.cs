namespace Engine.Model.Events;

/// <summary>Bits of an event beside its kind; the high byte is a bar's interval. Numbers are the file format.</summary>
[Flags]
public enum EventFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The side is <see cref="Units.Side.Ask" />; of a trade: the aggressor sold.</summary>
    Ask = 1 << 0,

    /// <summary>The level belongs to a snapshot: the first slot of its run clears the book.</summary>
    Snapshot = 1 << 1,

    /// <summary>The message ends with this slot. A message of one slot carries it, too.</summary>
    LastOfRun = 1 << 2,

    /// <summary>Our order was the maker of the fill.</summary>
    Maker = 1 << 3,

    /// <summary>The venue did not say which side was the aggressor.</summary>
    SideUnknown = 1 << 4,

    /// <summary>
    /// Of a snapshot's begin: what follows changes the book instead of replacing it, a diff longer than a run.
    /// </summary>
    Delta = 1 << 5,

    /// <summary>
    /// A fill, a position, funding or a liquidation concerns the short leg of a hedged position.
    /// </summary>
    ShortLeg = 1 << 6,
}
