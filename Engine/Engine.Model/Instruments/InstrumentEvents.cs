using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Engine.Model.Instruments;

/// <summary>Writes definitions as events: the inverse of <see cref="InstrumentRegistry.Apply" />.</summary>
public static class InstrumentEvents
{
    /// <summary>How many slots the run of one instrument has.</summary>
    public const int SlotCount = 3;

    /// <summary>The event that gives an asset its number.</summary>
    /// <exception cref="ArgumentException">The name is longer than 32 bytes.</exception>
    public static Event DefineAsset(AssetId asset, string name, TimestampNs time)
    {
        var definition = Event.Create(EventKind.AssetDefined, time, InstrumentId.None);
        definition.AssetDefined.Asset = asset;
        definition.AssetDefined.Name = Text32.From(name);
        return definition;
    }

    /// <summary>The run that defines an instrument.</summary>
    /// <exception cref="ArgumentException">
    /// The symbol is longer than 40 bytes, or a fee does not fit into 32 bits.
    /// </exception>
    public static Event[] Define(Instrument instrument, TimestampNs time)
    {
        ArgumentNullException.ThrowIfNull(instrument);

        var grid = Event.Create(EventKind.InstrumentDefined, time, instrument.Id);
        grid.Flags = EventFlags.None;
        grid.InstrumentDefined = new InstrumentDefined
        {
            TickMantissa = instrument.TickSize.Mantissa,
            TickScale = (byte)instrument.TickSize.Scale,
            LotMantissa = instrument.LotSize.Mantissa,
            LotScale = (byte)instrument.LotSize.Scale,
            MultiplierMantissa = instrument.Multiplier.Mantissa,
            MultiplierScale = (byte)instrument.Multiplier.Scale,
            MakerFee = FeeOf(instrument.MakerFee),
            TakerFee = FeeOf(instrument.TakerFee),
            ContractType = instrument.ContractType,
            Venue = instrument.Venue,
        };

        var terms = Event.Create(EventKind.InstrumentTerms, time, instrument.Id);
        terms.Flags = EventFlags.None;
        terms.InstrumentTerms = new InstrumentTerms
        {
            BaseAsset = instrument.BaseAsset,
            QuoteAsset = instrument.QuoteAsset,
            SettleAsset = instrument.SettleAsset,
            Replaces = instrument.Replaces,
            MinNotional = instrument.MinNotional,
            MinQuantity = instrument.MinQuantity,
            MaxQuantity = instrument.MaxQuantity,
        };

        var symbol = Event.Create(EventKind.InstrumentSymbol, time, instrument.Id);
        symbol.Text = Text40.From(instrument.Symbol);
        return [grid, terms, symbol];
    }

    private static int FeeOf(Rate rate) => rate.Value is >= int.MinValue and <= int.MaxValue
        ? (int)rate.Value
        : throw new ArgumentException($"The fee rate {rate.Value} × 10⁻¹⁰ does not fit into 32 bits.", nameof(rate));
}
