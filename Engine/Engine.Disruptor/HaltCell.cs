using System.Runtime.InteropServices;

namespace Engine.Disruptor;

/// <summary>
/// The one flag that every claim and every look reads, 128 bytes away from everything else: whatever lies beside it in
/// the heap may be written all the time.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct HaltCell
{
    internal const int SizeBytes = IsHaltedOffset + 8 + SequenceCell.PaddingBytes;
    internal const int IsHaltedOffset = SequenceCell.PaddingBytes;

    [FieldOffset(IsHaltedOffset)]
    internal bool IsHalted;
}
