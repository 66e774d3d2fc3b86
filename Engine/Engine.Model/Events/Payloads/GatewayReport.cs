using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>What a gateway did with a command.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct GatewayReport
{
    /// <summary>The command's cause.</summary>
    [FieldOffset(0)] public long Cause;

    /// <summary>Our order.</summary>
    [FieldOffset(8)] public OrderId OrderId;

    /// <summary>When it was sent; zero where it was not.</summary>
    [FieldOffset(16)] public TimestampNs WireTime;

    /// <summary>The command's place among those of its cause.</summary>
    [FieldOffset(24)] public int Ordinal;

    /// <summary>What became of it.</summary>
    [FieldOffset(28)] public GatewayOutcome Outcome;
}
