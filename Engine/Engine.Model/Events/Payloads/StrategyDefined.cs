using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A strategy gets its number.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct StrategyDefined
{
    /// <summary>The number.</summary>
    [FieldOffset(0)] public StrategyId Strategy;

    /// <summary>The name of its type, as the command line knows it.</summary>
    [FieldOffset(4)] public Text32 TypeName;
}
