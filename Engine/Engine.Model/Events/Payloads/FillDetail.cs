using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>Second slot of a fill.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct FillDetail
{
    /// <summary>The asset in which the fee was paid.</summary>
    [FieldOffset(0)] public AssetId FeeAsset;

    /// <summary>The account.</summary>
    [FieldOffset(4)] public AccountId Account;

    /// <summary>The venue's trade id; with account and instrument it tells duplicates.</summary>
    [FieldOffset(8)] public Key128 TradeKey;
}
