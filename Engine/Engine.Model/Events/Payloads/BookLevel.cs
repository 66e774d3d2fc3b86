using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>One price level of one book now shows a new quantity.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct BookLevel
{
    /// <summary>The price of the level.</summary>
    [FieldOffset(0)] public PriceTicks Price;

    /// <summary>The new total at the level; zero removes it.</summary>
    [FieldOffset(8)] public QtyLots Quantity;

    /// <summary>The venue's first update id of the message; 0 where it has none.</summary>
    [FieldOffset(16)] public long FirstUpdateId;

    /// <summary>The venue's last update id of the message; 0 where it has none.</summary>
    [FieldOffset(24)] public long LastUpdateId;
}
