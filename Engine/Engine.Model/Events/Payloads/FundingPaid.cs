using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>Funding that a position has paid or received.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct FundingPaid
{
    /// <summary>Positive when received.</summary>
    [FieldOffset(0)] public Money Amount;

    /// <summary>The rate.</summary>
    [FieldOffset(8)] public Rate Rate;

    /// <summary>The mark price that it applied to.</summary>
    [FieldOffset(16)] public FinePrice MarkPrice;

    /// <summary>The position that it applied to, signed.</summary>
    [FieldOffset(24)] public QtyLots Quantity;

    /// <summary>The account.</summary>
    [FieldOffset(32)] public AccountId Account;
}
