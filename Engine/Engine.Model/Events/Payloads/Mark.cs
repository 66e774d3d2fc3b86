using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>Prices off the tick grid and the funding to come; zero where the venue gave none.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct Mark
{
    /// <summary>The mark price.</summary>
    [FieldOffset(0)] public FinePrice MarkPrice;

    /// <summary>The index price.</summary>
    [FieldOffset(8)] public FinePrice IndexPrice;

    /// <summary>The estimated settlement price.</summary>
    [FieldOffset(16)] public FinePrice SettlePrice;

    /// <summary>The funding rate that will apply next.</summary>
    [FieldOffset(24)] public Rate FundingRate;

    /// <summary>When it applies; zero where not known.</summary>
    [FieldOffset(32)] public TimestampNs NextFundingTime;
}
