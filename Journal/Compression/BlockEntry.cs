using System.Runtime.InteropServices;

namespace Journal.Compression;

/// <summary>An entry in the table of blocks, little-endian. The layout is the file format.</summary>
/// <param name="Offset">Where what it restores stands in the restored segment.</param>
/// <param name="OffsetInFile">Where the block stands in the file.</param>
[StructLayout(LayoutKind.Sequential, Size = SizeBytes)]
internal readonly record struct BlockEntry(long Offset, long OffsetInFile)
{
    internal const int SizeBytes = 16;
}
