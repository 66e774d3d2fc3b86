using System.Runtime.InteropServices;
using Journal.Format;

namespace Journal.Reading;

/// <summary>The front of an index file, little-endian. The layout is the file format.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct IndexHeader
{
    internal const int SizeBytes = 64;

    /// <summary>89 'J' 'I' 'D' 'X' 0D 0A 1A in file order.</summary>
    internal const ulong IndexMagic = 0x1A0A_0D58_4449_4A89;

    internal const ushort CurrentVersion = 1;

    [FieldOffset(0)] internal ulong Magic;

    [FieldOffset(8)] internal ushort Version;

    [FieldOffset(12)] internal uint Count;

    [FieldOffset(16)] internal JournalId JournalId;

    [FieldOffset(32)] internal long SegmentNumber;

    [FieldOffset(40)] internal long Epoch;

    [FieldOffset(48)] internal long FirstSequence;

    /// <summary>CRC32C of the entries.</summary>
    [FieldOffset(56)] internal uint EntriesCrc;

    /// <summary>CRC32C of the 60 bytes before.</summary>
    [FieldOffset(60)] internal uint HeaderCrc;

    internal static uint CrcOf(in IndexHeader header) => Crc32C.Compute(
        MemoryMarshal.AsBytes(new ReadOnlySpan<IndexHeader>(in header))[..(SizeBytes - 4)]);
}
