using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>
/// First slot of a fill of one of our orders; the flags carry our side and whether we were the maker.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct Fill
{
    /// <summary>Our order.</summary>
    [FieldOffset(0)] public OrderId OrderId;

    /// <summary>The price.</summary>
    [FieldOffset(8)] public PriceTicks Price;

    /// <summary>The quantity of this fill, positive.</summary>
    [FieldOffset(16)] public QtyLots Quantity;

    /// <summary>The fee in the fee asset; positive when paid, negative for a rebate.</summary>
    [FieldOffset(24)] public Money Fee;

    /// <summary>What is filled of the order, this fill included.</summary>
    [FieldOffset(32)] public QtyLots CumulativeQuantity;
}
