using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>The operator's word.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct OperatorRequest
{
    /// <summary>What is asked.</summary>
    [FieldOffset(0)] public OperatorAction Action;

    /// <summary>The account; none for all.</summary>
    [FieldOffset(2)] public AccountId Account;
}
