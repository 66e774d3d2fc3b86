using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>The instruments of a generated market: grids, prices and fees like those of the big pairs.</summary>
internal static class InstrumentCatalogue
{
    private const string QuoteAsset = "USDT";
    private const long BasisPoint = Rate.Scale / 10_000;

    private static readonly InstrumentTemplate[] Templates =
    [
        new("BTC", 880_000, 1, 3, 0.20, 1.0, 0.2),
        new("ETH", 300_000, 2, 3, 0.30, 1.1, 0.3),
        new("SOL", 12_500, 2, 2, 0.55, 1.2, 1.0),
        new("XRP", 19_000, 4, 1, 0.55, 1.0, 1.0),
        new("DOGE", 12_500, 5, 0, 0.70, 1.3, 1.2),
        new("AVAX", 13_000, 3, 1, 0.65, 1.2, 1.2),
        new("LINK", 12_500, 3, 2, 0.60, 1.1, 1.2),
        new("MATIC", 20_000, 5, 0, 0.70, 1.2, 1.2),
        new("BNB", 86_000, 2, 2, 0.35, 0.9, 0.5),
        new("ADA", 36_000, 5, 0, 0.60, 1.1, 1.0),
        new("LTC", 8_000, 2, 3, 0.50, 0.9, 1.5),
        new("DOT", 18_000, 4, 1, 0.60, 1.1, 1.2),
        new("BCH", 60_000, 2, 3, 0.50, 0.9, 1.0),
        new("NEAR", 15_000, 4, 0, 0.70, 1.2, 1.2),
        new("UNI", 58_000, 4, 0, 0.70, 1.1, 1.0),
        new("AAVE", 15_000, 2, 1, 0.70, 1.2, 1.2),
    ];

    /// <summary>How many slots define a market of so many instruments.</summary>
    internal static int DefinitionSlotCount(int instrumentCount) =>
        1 + instrumentCount + (instrumentCount * InstrumentEvents.SlotCount);

    /// <summary>The template of an instrument; beyond the table the grids repeat under other names.</summary>
    internal static InstrumentTemplate Template(int index)
    {
        var template = Templates[index % Templates.Length];
        return index < Templates.Length ? template : template with { BaseAsset = $"{template.BaseAsset}{index}" };
    }

    /// <summary>The quote asset, number 1; base assets follow in the instruments' order.</summary>
    internal static string QuoteAssetName => QuoteAsset;

    /// <summary>The instrument of a number. The fourth and then every eighth is spot.</summary>
    internal static Instrument Create(int index)
    {
        var template = Template(index);
        var isSpot = index % 8 == 3;
        var quote = new AssetId(1);
        var notionalPerLot = template.PriceTicks / (double)PowerOfTen(template.TickScale + template.LotScale);
        return new Instrument(
            new DecimalStep(1, template.TickScale), new DecimalStep(1, template.LotScale), new DecimalStep(1, 0))
        {
            Id = new InstrumentId(index),
            Venue = VenueId.Simulated,
            Symbol = template.BaseAsset + QuoteAsset,
            ContractType = isSpot ? ContractType.Spot : ContractType.LinearPerpetual,
            BaseAsset = new AssetId(2 + index),
            QuoteAsset = quote,
            SettleAsset = quote,
            MakerFee = new Rate(isSpot ? 10 * BasisPoint : 2 * BasisPoint),
            TakerFee = new Rate(isSpot ? 10 * BasisPoint : 5 * BasisPoint),
            MinNotional = new Money(5 * Money.Scale),
            MinQuantity = new QtyLots(1),
            MaxQuantity = new QtyLots((long)(10_000_000 / notionalPerLot)),
        };
    }

    private static long PowerOfTen(int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
