using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A balance of the account, as the venue says or as the run begins with.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct Balance
{
    /// <summary>The total.</summary>
    [FieldOffset(0)] public Money Total;

    /// <summary>What of it is free.</summary>
    [FieldOffset(8)] public Money Available;

    /// <summary>The asset.</summary>
    [FieldOffset(16)] public AssetId Asset;

    /// <summary>The account.</summary>
    [FieldOffset(20)] public AccountId Account;
}
