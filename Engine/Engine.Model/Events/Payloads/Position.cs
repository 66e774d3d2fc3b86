using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A position of the account, as the venue says.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct Position
{
    /// <summary>Signed; long is positive.</summary>
    [FieldOffset(0)] public QtyLots Quantity;

    /// <summary>
    /// The average entry price by which the venue divides what fills have moved into cost and result, rounded to 10⁻⁸;
    /// zero where it does not say one, and of spot, where a balance has none.
    /// </summary>
    [FieldOffset(8)] public FinePrice EntryPrice;

    /// <summary>The account.</summary>
    [FieldOffset(16)] public AccountId Account;
}
