using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>
/// A forced liquidation. The side is that of the liquidation order: Ask means that longs were liquidated.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct Liquidation
{
    /// <summary>The price.</summary>
    [FieldOffset(0)] public PriceTicks Price;

    /// <summary>The quantity, positive.</summary>
    [FieldOffset(8)] public QtyLots Quantity;

    /// <summary>The venue's id, where it has one.</summary>
    [FieldOffset(16)] public Key128 Key;
}
