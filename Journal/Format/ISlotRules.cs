namespace Journal.Format;

/// <summary>
/// What reading and writing must know of a kind of slot; a type argument, so that nothing is called virtually.
/// </summary>
/// <typeparam name="TSlot">The 64-byte slot.</typeparam>
internal interface ISlotRules<TSlot>
    where TSlot : unmanaged
{
    /// <summary>The stream of these slots.</summary>
    static abstract JournalStream Stream { get; }

    /// <summary>How messages call what <see cref="OrderOf" /> gives.</summary>
    static abstract string OrderName { get; }

    /// <summary>Whether a slot may lie below one before it: then only the highest so far counts.</summary>
    static abstract bool MayFall { get; }

    /// <summary>What the slots are ordered by; the highest so far never falls within a stream.</summary>
    static abstract long OrderOf(in TSlot slot);

    /// <summary>Whether a message ends with the slot: a frame may end here.</summary>
    static abstract bool EndsRun(in TSlot slot);
}
