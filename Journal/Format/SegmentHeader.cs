using System.Runtime.InteropServices;
using System.Text;

namespace Journal.Format;

/// <summary>
/// The fields at the front of a segment's first page, little-endian; zeros follow up to the CRC in its last four bytes.
/// The layout is the file format.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct SegmentHeader
{
    internal const int SizeBytes = 144;
    internal const int EngineVersionOffset = 80;

    [FieldOffset(0)] internal ulong Magic;

    [FieldOffset(8)] internal ushort FormatVersion;

    /// <summary>A reader that knows only lower versions must refuse.</summary>
    [FieldOffset(10)] internal ushort MinReaderVersion;

    [FieldOffset(12)] internal JournalStream Stream;

    [FieldOffset(13)] internal byte Checksum;

    /// <summary>How slots are stored: 0 as they are.</summary>
    [FieldOffset(14)] internal byte Codec;

    /// <summary>0: made by a command, whole or not there; 1: written live, and may lack its end.</summary>
    [FieldOffset(15)] internal byte IsLive;

    [FieldOffset(16)] internal uint SlotSizeBytes;

    /// <summary>CRC of the last frame of the segment before; zero in the first.</summary>
    [FieldOffset(20)] internal uint PreviousCrc;

    [FieldOffset(24)] internal JournalId JournalId;

    /// <summary>0, 1, 2, … within the stream.</summary>
    [FieldOffset(40)] internal long SegmentNumber;

    [FieldOffset(48)] internal long FirstSequence;

    [FieldOffset(56)] internal long Epoch;

    /// <summary>Ns since the Unix epoch.</summary>
    [FieldOffset(64)] internal long CreatedTime;

    /// <summary>The highest durable sequence of this stream when the segment was made; −1 for none.</summary>
    [FieldOffset(72)] internal long DurableWatermark;

    /// <summary>Writes the page and its checksum.</summary>
    internal static uint Encode(in SegmentHeader header, string engineVersion, Span<byte> page)
    {
        page.Clear();
        MemoryMarshal.Write(page, in header);
        Encoding.UTF8.GetBytes(engineVersion, page.Slice(EngineVersionOffset, JournalFormat.EngineVersionSizeBytes));
        var crc = Crc32C.Compute(page[..^4]);
        MemoryMarshal.Write(page[^4..], in crc);
        return crc;
    }

    /// <summary>Reads a page.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    internal static string? TryDecode(ReadOnlySpan<byte> page, out SegmentHeader header, out uint crc)
    {
        header = default;
        crc = 0;
        if (page.Length < JournalFormat.SegmentHeaderSizeBytes)
        {
            return "the segment header is cut short";
        }

        header = MemoryMarshal.Read<SegmentHeader>(page);
        crc = MemoryMarshal.Read<uint>(page[(JournalFormat.SegmentHeaderSizeBytes - 4)..]);
        if (header.Magic != JournalFormat.SegmentMagic)
        {
            return "not a journal segment: its first eight bytes are not the magic";
        }

        return crc != Crc32C.Compute(page[..(JournalFormat.SegmentHeaderSizeBytes - 4)])
            ? "the segment header's checksum is wrong"
            : null;
    }

    internal static string EngineVersionOf(ReadOnlySpan<byte> page)
    {
        var text = page.Slice(EngineVersionOffset, JournalFormat.EngineVersionSizeBytes);
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
