using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>What the venue knows of an order, as it answered a query.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct OrderStatus
{
    /// <summary>Our order.</summary>
    [FieldOffset(0)] public OrderId OrderId;

    /// <summary>The price.</summary>
    [FieldOffset(8)] public PriceTicks Price;

    /// <summary>The total quantity.</summary>
    [FieldOffset(16)] public QtyLots Quantity;

    /// <summary>What is filled.</summary>
    [FieldOffset(24)] public QtyLots CumulativeQuantity;

    /// <summary>Its state; <see cref="OrderState.Unknown" /> means that the venue does not know the order.</summary>
    [FieldOffset(32)] public OrderState State;
}
