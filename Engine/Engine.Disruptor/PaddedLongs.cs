using System.Runtime.InteropServices;

namespace Engine.Disruptor;

/// <summary>Two numbers that belong to one thread, 128 bytes away from everything else.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct PaddedLongs
{
    internal const int SizeBytes = FirstOffset + 16 + SequenceCell.PaddingBytes;
    internal const int FirstOffset = SequenceCell.PaddingBytes;
    internal const int SecondOffset = FirstOffset + 8;

    [FieldOffset(FirstOffset)]
    internal long First;

    [FieldOffset(SecondOffset)]
    internal long Second;
}
