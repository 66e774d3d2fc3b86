using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A typed parameter of a strategy, or of the engine itself.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct ParameterSet
{
    /// <summary>The strategy; zero for the engine's own.</summary>
    [FieldOffset(0)] public StrategyId Strategy;

    /// <summary>The place of the parameter in its owner's table.</summary>
    [FieldOffset(2)] public ushort Parameter;

    /// <summary>How to read the bits.</summary>
    [FieldOffset(4)] public ParameterType Type;

    /// <summary>The value.</summary>
    [FieldOffset(8)] public long Bits;

    /// <summary>The name, for readers and as a check against another table.</summary>
    [FieldOffset(16)] public Text24 Name;
}
