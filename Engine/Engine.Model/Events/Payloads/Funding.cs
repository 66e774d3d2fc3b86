using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>A funding rate that was applied at its time.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct Funding
{
    /// <summary>The rate; longs pay shorts when positive.</summary>
    [FieldOffset(0)] public Rate Rate;

    /// <summary>When it applied, as the venue says.</summary>
    [FieldOffset(8)] public TimestampNs FundingTime;

    /// <summary>The mark price that it applied to; zero where not given.</summary>
    [FieldOffset(16)] public FinePrice MarkPrice;

    /// <summary>The time since the funding before, ns; zero where not known.</summary>
    [FieldOffset(24)] public long IntervalNs;
}
