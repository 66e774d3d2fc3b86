using System.Runtime.InteropServices;
using Journal.Format;

namespace Journal.Compression;

/// <summary>
/// What a compressed segment's header page says beyond the header that it restores, little-endian at
/// <see cref="PageOffset" />. The layout is the file format.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct CompressedFacts
{
    internal const int SizeBytes = 32;

    /// <summary>In the page; zeros up to its CRC where nothing is compressed.</summary>
    internal const int PageOffset = 4_032;

    /// <summary>The codec of the segment's header.</summary>
    internal const byte Codec = 1;

    /// <summary>The length of the restored segment, header page included.</summary>
    [FieldOffset(0)] internal long RawLength;

    /// <summary>Where the table of blocks begins; it ends with the file.</summary>
    [FieldOffset(8)] internal long TableOffset;

    [FieldOffset(16)] internal uint BlockCount;

    /// <summary>CRC32C of the table.</summary>
    [FieldOffset(20)] internal uint TableCrc;

    /// <summary>The CRC of the restored header page: what the first frame names.</summary>
    [FieldOffset(24)] internal uint RawHeaderCrc;

    /// <summary>The format version of the restored header.</summary>
    [FieldOffset(28)] internal ushort RawFormatVersion;

    /// <summary>The least reader version of the restored header.</summary>
    [FieldOffset(30)] internal ushort RawMinReaderVersion;

    /// <summary>Makes the page of a compressed segment of the page of the raw one.</summary>
    /// <returns>False where the raw page uses the bytes that the codec needs.</returns>
    internal readonly bool TryApply(ReadOnlySpan<byte> rawPage, Span<byte> page)
    {
        rawPage.CopyTo(page);
        ref var header = ref MemoryMarshal.AsRef<SegmentHeader>(page);
        if (page[PageOffset..^4].ContainsAnyExcept((byte)0) || header.Codec != 0)
        {
            return false;
        }

        header.Codec = Codec;
        header.FormatVersion = Math.Max(header.FormatVersion, (ushort)JournalFormat.CompressedReaderVersion);
        header.MinReaderVersion = Math.Max(header.MinReaderVersion, (ushort)JournalFormat.CompressedReaderVersion);
        MemoryMarshal.Write(page[PageOffset..], in this);
        var crc = Crc32C.Compute(page[..^4]);
        MemoryMarshal.Write(page[^4..], in crc);
        return true;
    }

    /// <summary>Makes the raw page of the compressed one, in place.</summary>
    /// <returns>False where its checksum is not the one that is told.</returns>
    internal static bool TryRestore(Span<byte> page, out CompressedFacts facts)
    {
        facts = MemoryMarshal.Read<CompressedFacts>(page[PageOffset..]);
        ref var header = ref MemoryMarshal.AsRef<SegmentHeader>(page);
        header.Codec = 0;
        header.FormatVersion = facts.RawFormatVersion;
        header.MinReaderVersion = facts.RawMinReaderVersion;
        page[PageOffset..].Clear();
        var crc = Crc32C.Compute(page[..^4]);
        MemoryMarshal.Write(page[^4..], in crc);
        return crc == facts.RawHeaderCrc;
    }
}
