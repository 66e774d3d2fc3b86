using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>The venue has accepted an order.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct OrderAccepted
{
    /// <summary>Our order.</summary>
    [FieldOffset(0)] public OrderId OrderId;

    /// <summary>The venue's own id; stored here once and never in a fill.</summary>
    [FieldOffset(8)] public Key128 VenueOrderKey;
}
