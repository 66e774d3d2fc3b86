using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A conditional order was triggered.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct OrderTriggered
{
    /// <summary>Our order.</summary>
    [FieldOffset(0)] public OrderId OrderId;

    /// <summary>The trigger that was reached; of a trailing stop where it had come to.</summary>
    [FieldOffset(8)] public PriceTicks Trigger;

    /// <summary>The price that reached it, rounded to the grid; zero where the venue does not say.</summary>
    [FieldOffset(16)] public PriceTicks Price;
}
