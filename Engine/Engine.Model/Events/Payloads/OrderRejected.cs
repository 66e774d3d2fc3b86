using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>The venue has refused an order, a cancel or an amend.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct OrderRejected
{
    /// <summary>Our order.</summary>
    [FieldOffset(0)] public OrderId OrderId;

    /// <summary>The venue's own code; 0 where it gave none.</summary>
    [FieldOffset(8)] public int VenueCode;

    /// <summary>The reason in our terms.</summary>
    [FieldOffset(12)] public ReasonCode Reason;
}
