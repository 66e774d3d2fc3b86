using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>Which code a strategy of the user's own is: a replay with other code is another run.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct StrategyCode
{
    /// <summary>The strategy.</summary>
    [FieldOffset(0)] public StrategyId Strategy;

    /// <summary>The SHA-256 of the assembly's file.</summary>
    [FieldOffset(8)] public Hash256 Hash;
}
