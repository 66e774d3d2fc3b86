using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>
/// The venue closes a position of the account by force; a fill of no order follows, which does it.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct PositionLiquidated
{
    /// <summary>The mark price at which it happened; zero where the venue does not say.</summary>
    [FieldOffset(0)] public FinePrice MarkPrice;

    /// <summary>What was left of the margin that covers the position, unrealised profit included.</summary>
    [FieldOffset(8)] public Money MarginBalance;

    /// <summary>The maintenance margin to which it had fallen.</summary>
    [FieldOffset(16)] public Money Maintenance;

    /// <summary>The position, signed.</summary>
    [FieldOffset(24)] public QtyLots Quantity;

    /// <summary>The account.</summary>
    [FieldOffset(32)] public AccountId Account;
}
