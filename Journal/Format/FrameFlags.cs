namespace Journal.Format;

/// <summary>Bits of a frame. Numbers are the file format.</summary>
[Flags]
internal enum FrameFlags : ushort
{
    None = 0,

    /// <summary>Definitions in force at the segment's head; outside the sequence numbering.</summary>
    Catalogue = 1 << 0,

    /// <summary>The last frame of its segment; it has no slots.</summary>
    Sealed = 1 << 1,

    /// <summary>With <see cref="Sealed" />: the journal was closed here in good order, no segment follows.</summary>
    CleanClose = 1 << 2,
}
