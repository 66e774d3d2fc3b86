using System.Runtime.InteropServices;

namespace Journal.Format;

/// <summary>The 64 bytes before the slots of a frame, little-endian. The layout is the file format.</summary>
[StructLayout(LayoutKind.Explicit, Size = JournalFormat.FrameHeaderSizeBytes)]
internal struct FrameHeader
{
    /// <summary><see cref="JournalFormat.FrameMagic" />.</summary>
    [FieldOffset(0)] internal uint Magic;

    /// <summary>The version of the frame's layout.</summary>
    [FieldOffset(4)] internal ushort Version;

    [FieldOffset(6)] internal FrameFlags Flags;

    /// <summary>How many slots follow.</summary>
    [FieldOffset(8)] internal uint Count;

    /// <summary>The header CRC of the frame before; of the segment's first frame, the segment header's CRC.</summary>
    [FieldOffset(12)] internal uint PreviousCrc;

    /// <summary>The sequence of the first slot; with no slots, of the next slot to come.</summary>
    [FieldOffset(16)] internal long FirstSequence;

    /// <summary>The highest time of an event up to the first one; or the cause of the first command.</summary>
    [FieldOffset(24)] internal long FirstOrder;

    /// <summary>The highest time of an event up to the last one; or the cause of the last command.</summary>
    [FieldOffset(32)] internal long LastOrder;

    [FieldOffset(40)] internal long Epoch;

    /// <summary>
    /// The highest sequence of this stream that was on the device when the frame was made; −1 for none.
    /// </summary>
    [FieldOffset(48)] internal long DurableWatermark;

    [FieldOffset(56)] internal uint PayloadCrc;

    /// <summary>CRC32C of the 60 bytes before.</summary>
    [FieldOffset(60)] internal uint HeaderCrc;

    internal readonly int PayloadBytes => (int)Count * JournalFormat.SlotSizeBytes;

    internal readonly bool Is(FrameFlags flag) => (Flags & flag) != 0;

    /// <summary>The checksum that <see cref="HeaderCrc" /> must show.</summary>
    internal static uint CrcOf(in FrameHeader header) => Crc32C.Compute(
        MemoryMarshal.AsBytes(new ReadOnlySpan<FrameHeader>(in header))[..(JournalFormat.FrameHeaderSizeBytes - 4)]);
}
