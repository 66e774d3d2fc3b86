using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>Best bid and offer; a quantity of zero means that side is empty.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct Quote
{
    /// <summary>The best bid.</summary>
    [FieldOffset(0)] public PriceTicks BidPrice;

    /// <summary>The quantity at the best bid.</summary>
    [FieldOffset(8)] public QtyLots BidQuantity;

    /// <summary>The best ask.</summary>
    [FieldOffset(16)] public PriceTicks AskPrice;

    /// <summary>The quantity at the best ask.</summary>
    [FieldOffset(24)] public QtyLots AskQuantity;

    /// <summary>The venue's update id; 0 where it has none.</summary>
    [FieldOffset(32)] public long UpdateId;
}
