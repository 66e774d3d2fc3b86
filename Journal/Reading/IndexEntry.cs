using System.Runtime.InteropServices;

namespace Journal.Reading;

/// <summary>A place in a segment, little-endian. The layout is the file format.</summary>
/// <param name="Sequence">The sequence of the first slot of a frame.</param>
/// <param name="Order">The highest time (cause) up to that slot.</param>
/// <param name="Offset">
/// Where the frame begins in the segment, or in the one that a compressed segment gives back.
/// </param>
[StructLayout(LayoutKind.Sequential, Size = SizeBytes)]
internal readonly record struct IndexEntry(long Sequence, long Order, long Offset)
{
    internal const int SizeBytes = 24;
}
