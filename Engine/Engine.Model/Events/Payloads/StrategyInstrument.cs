using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A strategy trades the event's instrument.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct StrategyInstrument
{
    /// <summary>The strategy.</summary>
    [FieldOffset(0)] public StrategyId Strategy;

    /// <summary>The account that it trades on.</summary>
    [FieldOffset(2)] public AccountId Account;
}
