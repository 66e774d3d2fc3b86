using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>An order has ended without being filled in full.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct OrderDone
{
    /// <summary>Our order.</summary>
    [FieldOffset(0)] public OrderId OrderId;

    /// <summary>What had been filled before.</summary>
    [FieldOffset(8)] public QtyLots CumulativeQuantity;

    /// <summary>Why it ended.</summary>
    [FieldOffset(16)] public ReasonCode Reason;
}
