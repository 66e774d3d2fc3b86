using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>The operator's word.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct OperatorRequest
{
    /// <summary>What is asked.</summary>
    [FieldOffset(0)] public OperatorAction Action;

    /// <summary>The account; none for all.</summary>
    [FieldOffset(2)] public AccountId Account;

    /// <summary>Accept fills: the order, of the event's instrument.</summary>
    [FieldOffset(8)] public OrderId OrderId;

    /// <summary>Accept fills: what is filled of the order in all, which must be what the venue counts.</summary>
    [FieldOffset(16)] public QtyLots CumulativeQuantity;

    /// <summary>Accept fills: the average price of what has not come, positive.</summary>
    [FieldOffset(24)] public FinePrice Price;

    /// <summary>Accept fills: the fee of what has not come, in the settle asset; negative for a rebate.</summary>
    [FieldOffset(32)] public Money Fee;
}
