using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Journal;
using Journal.Writing;
using Replay.Recovery;
using Replay.Sessions;
using Replay.Simulation;

namespace Tests.Replay.Processes;

/// <summary>What the sessions of one journal are told: two perpetuals, a quoter, one without a plan.</summary>
internal static class ChildRun
{
    internal const int InstrumentCount = 2;
    internal const long Capital = 1_000_000;
    internal static readonly AssetId Quote = new(1);

    internal static SessionOptions Options(string directory, Durability durability) => new()
    {
        Journal = new JournalWriterOptions
        {
            Directory = directory,
            JournalId = JournalId.Derive(Path.GetFileName(directory)),
            CreatedTime = new TimestampNs(1),
            EngineVersion = "test",
            Mode = JournalWriteMode.Live,
            Durability = durability,
            SyncsInBackground = durability != Durability.Synced,
            SegmentSizeBytes = 1 << 17,
        },
        Mode = RunMode.Paper,
        Catalog = SimulationCatalog.All,
        Preamble = Preamble,
        RingCapacity = 1_024,
    };

    internal static IReadOnlyList<Event[]> Preamble(TimestampNs time)
    {
        var instruments = Enumerable.Range(0, InstrumentCount).Select(Make).ToArray();
        var definitions = new List<Event[]> { new[] { InstrumentEvents.DefineAsset(Quote, "USDT", time) } };
        foreach (var instrument in instruments)
        {
            definitions.Add([InstrumentEvents.DefineAsset(instrument.BaseAsset, $"B{instrument.Id.Value}", time)]);
            definitions.Add(InstrumentEvents.Define(instrument, time).ToArray());
        }

        var preamble = new RunPreamble(time);
        preamble.AddStrategy(
            SimulationCatalog.All.Find("market-maker")!, new StrategyChoice("market-maker"), instruments);
        preamble.AddStrategy(Wanderer.Descriptor, new StrategyChoice(Wanderer.Descriptor.Name), instruments);
        preamble.AddOrderRule("requestTimeout", "300ms");
        preamble.AddOrderRule("queryRetry", "50ms");
        preamble.AddOrderRule("queryRetryMax", "200ms");
        preamble.AddOrderRule("notFoundAfter", "200ms");
        preamble.AddRiskLimit("maxOpeningsPerHour", "0", instruments);
        preamble.AddRiskLimit("maxOpeningsPerDay", "0", instruments);
        preamble.AddGuardLimit("maxOpeningsPerDay", "0");
        preamble.AddRiskLimit("lossesInARow", "0", instruments);
        preamble.AddGuardLimit("killRetry", "100ms");
        preamble.AddBalance(Quote, new Money(Capital * Money.Scale));
        return [.. definitions, .. preamble.Runs];
    }

    private static Instrument Make(int id) => new(new DecimalStep(1, 1), new DecimalStep(1, 3), new DecimalStep(1, 0))
    {
        Id = new InstrumentId(id),
        Venue = VenueId.Simulated,
        Symbol = $"T{id}",
        ContractType = ContractType.LinearPerpetual,
        BaseAsset = new AssetId(2 + id),
        QuoteAsset = Quote,
        SettleAsset = Quote,
    };
}
