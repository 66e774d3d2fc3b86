using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>Open interest.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct OpenInterest
{
    /// <summary>Open contracts; zero where only the value is known.</summary>
    [FieldOffset(0)] public QtyLots Quantity;

    /// <summary>Their value in the quote currency; zero where not known.</summary>
    [FieldOffset(8)] public Money Value;
}
