using System.Runtime.InteropServices;

namespace Engine.Disruptor;

/// <summary>
/// What a stage writes for itself in each round, 128 bytes away from everything else: two stages' processors may lie
/// side by side in the heap.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct ProcessorCell
{
    internal const int SizeBytes = NextOffset + 24 + SequenceCell.PaddingBytes;
    internal const int NextOffset = SequenceCell.PaddingBytes;
    internal const int AvailableOffset = NextOffset + 8;
    internal const int IsRunningOffset = NextOffset + 16;

    /// <summary>The sequence that the stage wants next.</summary>
    [FieldOffset(NextOffset)]
    internal long Next;

    /// <summary>The highest sequence that the last look found.</summary>
    [FieldOffset(AvailableOffset)]
    internal long Available;

    /// <summary>Up while the handler runs, and for ever after it threw.</summary>
    [FieldOffset(IsRunningOffset)]
    internal bool IsRunning;
}
