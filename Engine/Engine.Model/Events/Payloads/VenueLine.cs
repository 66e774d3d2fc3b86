using System.Runtime.InteropServices;
using Engine.Model.Instruments;

namespace Engine.Model.Events.Payloads;

/// <summary>A gateway's word on the line that a venue's reports come by.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct VenueLine
{
    /// <summary>The venue.</summary>
    [FieldOffset(0)] public VenueId Venue;

    /// <summary>How the line stands from now on.</summary>
    [FieldOffset(2)] public LineState State;
}
