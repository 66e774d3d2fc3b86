using Engine.Model.Events;

namespace Journal.Format;

/// <summary>The numbers of the file format; <c>docs/journal-format.md</c> tells them byte by byte.</summary>
public static class JournalFormat
{
    /// <summary>The version that is written.</summary>
    public const int Version = 1;

    /// <summary>The newest least reader version that is read here.</summary>
    internal const int ReaderVersion = 2;

    /// <summary>What a reader must know at least to read compressed segments.</summary>
    internal const int CompressedReaderVersion = 2;

    /// <summary>The size of a slot, in bytes, in either stream.</summary>
    public const int SlotSizeBytes = 64;

    /// <summary>The size of a segment's header: one page.</summary>
    public const int SegmentHeaderSizeBytes = 4_096;

    /// <summary>The size of a frame's header: one slot, so that slots stay aligned.</summary>
    public const int FrameHeaderSizeBytes = 64;

    /// <summary>No frame has more slots: what a reader must be ready to hold.</summary>
    public const int FrameSlotsLimit = 16_384;

    /// <summary>The most bytes of a version text in a segment's header.</summary>
    public const int EngineVersionSizeBytes = 64;

    /// <summary>
    /// The most slots after which a writer may be told to cut a frame: a run that is under way must still fit.
    /// </summary>
    public const int FrameSlotsMaxLimit = FrameSlotsLimit - Event.RunLengthMax;

    /// <summary>The largest frame, header included.</summary>
    internal const int FrameSizeLimit = FrameHeaderSizeBytes + (FrameSlotsLimit * SlotSizeBytes);

    /// <summary>The first four bytes of a frame: "FRM1" in file order.</summary>
    internal const uint FrameMagic = 0x314D_5246;

    /// <summary>
    /// The first eight bytes of a segment: 0x89 and the line ends show a transfer that took it for text.
    /// </summary>
    internal const ulong SegmentMagic = 0x1A0A_0D4C_4E52_4A89; // 89 'J' 'R' 'N' 'L' 0D 0A 1A in file order

    /// <summary>The mark of CRC32C as the checksum.</summary>
    internal const byte ChecksumCrc32C = 1;
}
