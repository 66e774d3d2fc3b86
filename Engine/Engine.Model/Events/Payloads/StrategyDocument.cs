using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A piece of the document that a strategy is made of: one run of these is the whole document.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct StrategyDocument
{
    /// <summary>The longest document, in bytes: what one run holds, wherever its characters are cut.</summary>
    public const int SizeBytesMax = Event.RunLengthMax * (Text36.SizeBytes - 3);

    /// <summary>The strategy; the same in every slot of the run.</summary>
    [FieldOffset(0)] public StrategyId Strategy;

    /// <summary>How many bytes of the text are the document's: no character is cut in two.</summary>
    [FieldOffset(2)] public byte Length;

    /// <summary>The bytes.</summary>
    [FieldOffset(4)] public Text36 Text;
}
