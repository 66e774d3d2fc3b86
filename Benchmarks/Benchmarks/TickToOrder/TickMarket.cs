using System.IO.Compression;
using System.Text;
using Adapters.Binance.Parsing;
using Adapters.Simulated.Generation;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Benchmarks.TickToOrder;

/// <summary>A market to trade: what defines it, and its messages.</summary>
/// <param name="Definitions">The runs that define assets and instruments.</param>
/// <param name="InstrumentCount">How many instruments they define.</param>
/// <param name="Ticks">The messages.</param>
/// <param name="Strategy">What trades each instrument.</param>
internal sealed record TickMarket(
    IReadOnlyList<Event[]> Definitions, int InstrumentCount, TickSource Ticks, StrategyDescriptor Strategy)
{
    /// <summary>The recording, inside the shared folder.</summary>
    internal const string Capture = "data/binance-usdm/ticks/btcusdt_20240808_1.gz";

    private const int InstrumentCountGenerated = 8;

    /// <summary>A generated market of eight instruments, whole: depth, trades, marks. Both sides are quoted.</summary>
    internal static TickMarket Generate(int events)
    {
        var runs = new RunCollector();
        Generate(runs, events);
        return new TickMarket(
            runs.Definitions, InstrumentCountGenerated, new DecodedTicks([.. runs.Public]), TouchQuoter.Descriptor);
    }

    /// <summary>
    /// The best prices of that market, an event for each change of price or quantity, as venues send them.
    /// </summary>
    internal static TickMarket GenerateQuotes(int events)
    {
        var quotes = new QuoteCollector();
        Generate(quotes, events);
        return new TickMarket(
            quotes.Definitions, InstrumentCountGenerated, new DecodedTicks([.. quotes.Quotes]),
            TouchFollower.Descriptor);
    }

    /// <summary>The best prices of BTCUSDT as recorded, frame by frame.</summary>
    internal static TickMarket RecordedQuotes(string capture) =>
        Recorded(capture, line => line.Contains("@bookTicker\"", StringComparison.Ordinal));

    /// <summary>The changes of the book of BTCUSDT as recorded, from the snapshot that stands among them.</summary>
    internal static TickMarket RecordedDepth(string capture) => Recorded(
        capture,
        line => line.Contains("@depth@", StringComparison.Ordinal)
            || line.Contains("lastUpdateId", StringComparison.Ordinal));

    private static TickMarket Recorded(string capture, Func<string, bool> isWanted)
    {
        var instrument = new Instrument(new DecimalStep(1, 1), new DecimalStep(1, 3), new DecimalStep(1, 0))
        {
            Id = new InstrumentId(0),
            Venue = VenueId.BinanceUsdM,
            Symbol = "BTCUSDT",
            ContractType = ContractType.LinearPerpetual,
            BaseAsset = new AssetId(2),
            QuoteAsset = new AssetId(1),
            SettleAsset = new AssetId(1),
        };
        var time = GeneratorSettings.DefaultStartTime;
        IReadOnlyList<Event[]> definitions =
        [
            [InstrumentEvents.DefineAsset(new AssetId(1), "USDT", time)],
            [InstrumentEvents.DefineAsset(new AssetId(2), "BTC", time)],
            InstrumentEvents.Define(instrument, time),
        ];
        var frames = Lines(capture).Where(isWanted)
            .Select(line => Encoding.UTF8.GetBytes(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        var parser = new BinanceFrameParser(VenueId.BinanceUsdM, [instrument]);
        return new TickMarket(
            definitions, 1, new FrameTicks([.. frames], parser), TouchFollower.Descriptor);
    }

    private static IEnumerable<string> Lines(string capture)
    {
        using var file = new GZipStream(File.OpenRead(capture), CompressionMode.Decompress);
        using var reader = new StreamReader(file, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static void Generate(IEventSink sink, int events) => new MarketGenerator(new GeneratorSettings
    {
        InstrumentCount = InstrumentCountGenerated,
        EventCount = events,
        Seed = 1,
    }).Run(sink);
}
