using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>An asset gets its number.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct AssetDefined
{
    /// <summary>The number.</summary>
    [FieldOffset(0)] public AssetId Asset;

    /// <summary>The venue-neutral name, upper case: BTC, USDT.</summary>
    [FieldOffset(4)] public Text32 Name;
}
