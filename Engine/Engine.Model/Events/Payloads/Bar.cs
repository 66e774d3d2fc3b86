using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A closed bar. High, low and close are offsets in ticks, so that a bar is one slot.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct Bar
{
    /// <summary>The first price.</summary>
    [FieldOffset(0)] public PriceTicks Open;

    /// <summary>The highest price less the open, in ticks, never negative.</summary>
    [FieldOffset(8)] public int HighOffset;

    /// <summary>The lowest price less the open, in ticks, never positive.</summary>
    [FieldOffset(12)] public int LowOffset;

    /// <summary>The last price less the open, in ticks.</summary>
    [FieldOffset(16)] public int CloseOffset;

    /// <summary>The number of trades; 0 where the source does not say.</summary>
    [FieldOffset(20)] public uint TradeCount;

    /// <summary>The volume.</summary>
    [FieldOffset(24)] public QtyLots Volume;

    /// <summary>The part of the volume that aggressors bought; 0 where the source does not say.</summary>
    [FieldOffset(32)] public QtyLots TakerBuyVolume;
}
