using Adapters.Simulated.Generation;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Journal;
using Journal.Writing;

namespace Tests.Replay.Sessions;

/// <summary>
/// Makes the journals that run tests trade on: hand-written or generated, in a folder of the test's own.
/// </summary>
internal sealed class MarketTape
{
    public static readonly InstrumentId Instrument = new(0);

    private readonly List<Event> _events = [];

    /// <summary>Begins with the definitions.</summary>
    public MarketTape()
    {
        foreach (var run in Definitions())
        {
            _events.AddRange(run);
        }
    }

    /// <summary>One perpetual: tick 0.1, lot 0.01, maker 0.02 %, taker 0.05 %.</summary>
    public static IReadOnlyList<Event[]> Definitions() =>
    [
        [InstrumentEvents.DefineAsset(new AssetId(1), "BTC", At(0))],
        [InstrumentEvents.DefineAsset(new AssetId(2), "USDT", At(0))],
        InstrumentEvents.Define(
            new Instrument(new DecimalStep(1, 1), new DecimalStep(1, 2), new DecimalStep(1, 0))
            {
                Id = Instrument,
                Venue = VenueId.Simulated,
                Symbol = "BTCUSDT",
                ContractType = ContractType.LinearPerpetual,
                BaseAsset = new AssetId(1),
                QuoteAsset = new AssetId(2),
                SettleAsset = new AssetId(2),
                MakerFee = new Rate(2_000_000),
                TakerFee = new Rate(5_000_000),
            },
            At(0)),
    ];

    public static TimestampNs At(long milliseconds) => new(1_000_000_000_000_000_000 + (milliseconds * 1_000_000));

    public MarketTape Quote(long milliseconds, long bid, long ask, long quantity)
    {
        var e = Event.Create(EventKind.Quote, At(milliseconds), Instrument);
        e.Quote = new Quote
        {
            BidPrice = new PriceTicks(bid),
            BidQuantity = new QtyLots(quantity),
            AskPrice = new PriceTicks(ask),
            AskQuantity = new QtyLots(quantity),
        };
        _events.Add(e);
        return this;
    }

    public MarketTape Trade(long milliseconds, long price, long quantity, Side aggressor)
    {
        var e = Event.Create(
            EventKind.Trade, At(milliseconds), Instrument, aggressor == Side.Ask ? EventFlags.Ask : EventFlags.None);
        e.Trade = new Trade
        {
            Price = new PriceTicks(price),
            Quantity = new QtyLots(quantity),
            Key = Key128.FromNumber(_events.Count),
        };
        _events.Add(e);
        return this;
    }

    public MarketTape Funding(long milliseconds)
    {
        var e = Event.Create(EventKind.Funding, At(milliseconds), Instrument);
        e.Funding = new Funding { Rate = new Rate(1_000_000), FundingTime = At(milliseconds) };
        _events.Add(e);
        return this;
    }

    /// <summary>Writes the journal.</summary>
    public string WriteTo(string directory)
    {
        using var writer = JournalWriter.Create(Options(directory));
        writer.AppendEvents(_events.ToArray());
        writer.Complete();
        return directory;
    }

    /// <summary>Writes a generated market.</summary>
    public static string Generate(string directory, int instruments, long events, long seed = 1)
    {
        using var writer = JournalWriter.Create(Options(directory));
        new MarketGenerator(new GeneratorSettings
        {
            InstrumentCount = instruments,
            EventCount = events,
            Seed = seed,
        }).Run(new JournalEventSink(writer));
        writer.Complete();
        return directory;
    }

    public static JournalWriterOptions Options(string directory) => new()
    {
        Directory = directory,
        JournalId = JournalId.Derive("test"),
        CreatedTime = At(0),
        EngineVersion = "test",
        Mode = JournalWriteMode.Offline,
    };
}
