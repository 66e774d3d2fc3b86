using System.Runtime.InteropServices;

namespace Engine.Disruptor;

/// <summary>
/// A sequence's value and its parked flag, with 128 bytes of nothing on each side: the prefetcher pulls lines in pairs,
/// so 64 would still share. The flag lies in the value's line: whoever publishes owns that line already.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct SequenceCell
{
    internal const int SizeBytes = ValueOffset + 16 + PaddingBytes;
    internal const int PaddingBytes = 128;
    internal const int ValueOffset = PaddingBytes;
    internal const int ParkedOffset = ValueOffset + 8;

    [FieldOffset(ValueOffset)]
    internal long Value;

    [FieldOffset(ParkedOffset)]
    internal int Parked;
}
