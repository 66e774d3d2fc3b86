using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A public trade; the flags carry the aggressor's side.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct Trade
{
    /// <summary>The price.</summary>
    [FieldOffset(0)] public PriceTicks Price;

    /// <summary>The quantity, positive.</summary>
    [FieldOffset(8)] public QtyLots Quantity;

    /// <summary>The venue's trade id.</summary>
    [FieldOffset(16)] public Key128 Key;
}
