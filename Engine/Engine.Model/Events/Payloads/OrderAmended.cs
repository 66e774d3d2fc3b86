using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>An order was amended.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct OrderAmended
{
    /// <summary>Our order.</summary>
    [FieldOffset(0)] public OrderId OrderId;

    /// <summary>The price now.</summary>
    [FieldOffset(8)] public PriceTicks Price;

    /// <summary>The total quantity now, filled part included.</summary>
    [FieldOffset(16)] public QtyLots Quantity;

    /// <summary>The trigger price now; zero of an order that has none, or has been triggered.</summary>
    [FieldOffset(24)] public PriceTicks Trigger;
}
