using System.Runtime.InteropServices;
using Engine.Model.Instruments;

namespace Engine.Model.Events.Payloads;

/// <summary>First slot of an instrument's definition: its grid, its contract and its fees.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct InstrumentDefined
{
    /// <summary>The tick size is this × 10^−TickScale.</summary>
    [FieldOffset(0)] public long TickMantissa;

    /// <summary>The lot size is this × 10^−LotScale.</summary>
    [FieldOffset(8)] public long LotMantissa;

    /// <summary>Base units per contract: this × 10^−MultiplierScale.</summary>
    [FieldOffset(16)] public long MultiplierMantissa;

    /// <summary>Fee of a maker, 10⁻¹⁰; negative for a rebate.</summary>
    [FieldOffset(24)] public int MakerFee;

    /// <summary>Fee of a taker, 10⁻¹⁰.</summary>
    [FieldOffset(28)] public int TakerFee;

    /// <summary>Decimal places of the tick size.</summary>
    [FieldOffset(32)] public byte TickScale;

    /// <summary>Decimal places of the lot size.</summary>
    [FieldOffset(33)] public byte LotScale;

    /// <summary>Decimal places of the multiplier.</summary>
    [FieldOffset(34)] public byte MultiplierScale;

    /// <summary>The contract.</summary>
    [FieldOffset(35)] public ContractType ContractType;

    /// <summary>The venue.</summary>
    [FieldOffset(36)] public VenueId Venue;
}
