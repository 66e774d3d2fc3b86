using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.Events.Payloads;

/// <summary>Second slot of an instrument's definition: its assets and the venue's limits.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct InstrumentTerms
{
    /// <summary>The base asset.</summary>
    [FieldOffset(0)] public AssetId BaseAsset;

    /// <summary>The asset that prices are in.</summary>
    [FieldOffset(4)] public AssetId QuoteAsset;

    /// <summary>The asset that profit is paid in.</summary>
    [FieldOffset(8)] public AssetId SettleAsset;

    /// <summary>The instrument that this one continues on another grid; none as a rule.</summary>
    [FieldOffset(12)] public InstrumentId Replaces;

    /// <summary>The least notional of an order; zero for none.</summary>
    [FieldOffset(16)] public Money MinNotional;

    /// <summary>The least quantity of an order; zero for none.</summary>
    [FieldOffset(24)] public QtyLots MinQuantity;

    /// <summary>The greatest quantity of an order; zero for none.</summary>
    [FieldOffset(32)] public QtyLots MaxQuantity;
}
