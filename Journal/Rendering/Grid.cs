using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Journal.Rendering;

/// <summary>The steps in which the numbers of one slot are.</summary>
internal readonly record struct Grid
{
    private static readonly DecimalStep Unit = new(1, 0);

    /// <summary>Money and prices off the tick grid.</summary>
    internal static readonly DecimalStep Fine = new(1, 8);

    /// <summary>Rates.</summary>
    internal static readonly DecimalStep Rate = new(1, 10);

    private Grid(DecimalStep tick, DecimalStep lot, string? name)
    {
        Tick = tick;
        Lot = lot;
        Name = name;
    }

    internal DecimalStep Tick { get; }

    internal DecimalStep Lot { get; }

    /// <summary>The instrument's name; null where the slot concerns none.</summary>
    internal string? Name { get; }

    /// <summary>The grid of an instrument; of an undefined one whole ticks and lots, under its number.</summary>
    internal static Grid Of(InstrumentRegistry registry, InstrumentId id)
    {
        if (!id.IsSome)
        {
            return new Grid(Unit, Unit, name: null);
        }

        return registry.IsDefined(id)
            ? new Grid(registry[id].TickSize, registry[id].LotSize, registry[id].Name)
            : new Grid(Unit, Unit, $"#{id.Value}");
    }

    /// <summary>The name of an asset, or its number where it is not defined.</summary>
    internal static string AssetName(InstrumentRegistry registry, AssetId asset) =>
        asset.Value > 0 && asset.Value <= registry.AssetCount ? registry.AssetName(asset) : $"#{asset.Value}";
}
