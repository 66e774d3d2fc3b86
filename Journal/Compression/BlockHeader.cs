using System.Runtime.InteropServices;

namespace Journal.Compression;

/// <summary>The 48 bytes before a block of a compressed segment, little-endian. The layout is the file format.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct BlockHeader
{
    internal const int SizeBytes = 48;

    /// <summary>"BLK1" in file order.</summary>
    internal const uint BlockMagic = 0x314B_4C42;

    /// <summary>What the checksum covers begins here.</summary>
    internal const int CheckedOffset = 8;

    [FieldOffset(0)] internal uint Magic;

    /// <summary>CRC32C of the block from byte 8 to its end.</summary>
    [FieldOffset(4)] internal uint Crc;

    /// <summary>The block in the file, this header included; a multiple of 8.</summary>
    [FieldOffset(8)] internal uint SizeInFile;

    /// <summary>The bytes that it restores.</summary>
    [FieldOffset(12)] internal uint RawBytes;

    [FieldOffset(16)] internal uint FrameCount;

    /// <summary>The slots of all frames.</summary>
    [FieldOffset(20)] internal uint SlotCount;

    /// <summary>The header CRC of the frame before the first, or of the restored segment header.</summary>
    [FieldOffset(24)] internal uint PreviousCrc;

    [FieldOffset(28)] internal BlockMode Mode;

    /// <summary>Where what it restores stands in the restored segment.</summary>
    [FieldOffset(32)] internal long Offset;

    /// <summary>The sequence of the first frame.</summary>
    [FieldOffset(40)] internal long FirstSequence;
}
