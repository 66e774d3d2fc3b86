using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Model.Instruments;

/// <summary>Definitions that are right, for tests to spoil one field of.</summary>
internal static class Definitions
{
    internal static readonly TimestampNs Time = new(1_700_000_000_000_000_000);

    internal static InstrumentRegistry RegistryWithAssets()
    {
        var registry = new InstrumentRegistry();
        registry.Apply(InstrumentEvents.DefineAsset(new AssetId(1), "BTC", Time));
        registry.Apply(InstrumentEvents.DefineAsset(new AssetId(2), "USDT", Time));
        return registry;
    }

    internal static InstrumentRegistry RegistryWithOneInstrument()
    {
        var registry = RegistryWithAssets();
        Apply(registry, InstrumentEvents.Define(Perpetual(0), Time));
        return registry;
    }

    internal static void Apply(InstrumentRegistry registry, params Event[] events)
    {
        foreach (ref readonly var definition in events.AsSpan())
        {
            registry.Apply(definition);
        }
    }

    internal static Instrument Perpetual(int id) =>
        new(new DecimalStep(1, 1), new DecimalStep(1, 3), new DecimalStep(1, 2))
        {
            Id = new InstrumentId(id),
            Venue = VenueId.OkxSwap,
            Symbol = "BTC-USDT-SWAP",
            ContractType = ContractType.LinearPerpetual,
            BaseAsset = new AssetId(1),
            QuoteAsset = new AssetId(2),
            SettleAsset = new AssetId(2),
            MakerFee = new Rate(-500_000),
            TakerFee = new Rate(5_000_000),
            MinNotional = new Money(500_000_000),
            MinQuantity = new QtyLots(10),
            MaxQuantity = new QtyLots(1_000_000),
        };
}
