using System.Runtime.InteropServices;

namespace Engine.Disruptor;

/// <summary>
/// A sequence's value and what its publisher must heed, with 128 bytes of nothing on each side: the prefetcher pulls
/// lines in pairs, so 64 would still share. All of it lies in the value's line: whoever publishes owns that already.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct SequenceCell
{
    internal const int SizeBytes = ValueOffset + 24 + PaddingBytes;
    internal const int PaddingBytes = 128;
    internal const int ValueOffset = PaddingBytes;
    internal const int ParkedOffset = ValueOffset + 8;
    internal const int FencingOffset = ParkedOffset + 4;
    internal const int GenerationOffset = FencingOffset + 4;
    internal const int VainOffset = GenerationOffset + 4;

    [FieldOffset(ValueOffset)]
    internal long Value;

    /// <summary>The two that follow in one load: 0 while nobody parks.</summary>
    [FieldOffset(ParkedOffset)]
    internal long Heed;

    /// <summary>Up while somebody is about to sleep or sleeps: the next publication wakes.</summary>
    [FieldOffset(ParkedOffset)]
    internal int Parked;

    /// <summary>
    /// Whether publications fence before they look at the flag: 0, or the generation in which they were asked to.
    /// </summary>
    [FieldOffset(FencingOffset)]
    internal int Fencing;

    /// <summary>How often they were asked.</summary>
    [FieldOffset(GenerationOffset)]
    internal int Generation;

    /// <summary>How many publications in a row have fenced and found the flag down.</summary>
    [FieldOffset(VainOffset)]
    internal int Vain;
}
