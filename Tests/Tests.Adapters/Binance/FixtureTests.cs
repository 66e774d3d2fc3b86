using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Adapters.Binance.Parsing;
using Adapters.Binance.Stream;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Tests.Support;
using static Tests.Adapters.Binance.BinanceTestData;

namespace Tests.Adapters.Binance;

/// <summary>Recorded and documented messages of the venue: each gets an answer, recordings give whole books.</summary>
public sealed class FixtureTests
{
    private static readonly string[] Channels =
    [
        "bookticker", "depth", "klines", "trades", "mark-funding-oi", "liquidations", "subscribe-control", "ticker",
        "other", "errors",
    ];

    private static readonly string[] Symbols =
    [
        "BTCUSDT", "BNBUSDT", "BNBBTC", "ETHUSDT", "BTCUSDC", "GNTBTC", "ETHBTC", "NKNUSDT", "SUSHIUSDT", "AKROUSDT",
        "CTKUSDT",
    ];

    [TestCase(VenueId.BinanceSpot, "binance-spot")]
    [TestCase(VenueId.BinanceUsdM, "binance-usdm")]
    public void Parse_every_fixture_has_an_answer(VenueId venue, string folder)
    {
        var parser = WideParser(venue);
        var scratch = new Event[4_096];
        var counts = new Dictionary<(BinanceMessage, ParseStatus), int>();
        foreach (var (name, frame) in Frames(folder))
        {
            var status = parser.Parse(frame, scratch, out var header);

            counts[(header.Message, status)] = counts.GetValueOrDefault((header.Message, status)) + 1;
            Assert.That(status, Is.Not.EqualTo(ParseStatus.Malformed).And.Not.EqualTo(ParseStatus.TooLong), name);
            Assert.That(status, Is.Not.EqualTo(ParseStatus.OffGrid), name);
        }

        var usable = new[] { BinanceMessage.DepthUpdate, BinanceMessage.BookTicker, BinanceMessage.Trade };
        Assert.That(usable.Select(message => counts.GetValueOrDefault((message, ParseStatus.Ok))), Is.All.Positive);
    }

    [TestCase("binance-spot/trades/ws__nautilus__py-ws_spot_trade.json", "ETHUSDT", 414_974_000_000L, 43_870_000L)]
    [TestCase("binance-spot/trades/ws__tardis__trades_02.json", "BNBBTC", 219_650L, 648_000_000L)]
    public void Parse_recorded_trade_gives_its_numbers(string path, string symbol, long price, long quantity)
    {
        var scratch = new Event[4];

        var status = WideParser(VenueId.BinanceSpot)
            .Parse(File.ReadAllBytes(SharedData.RequireFile("fixtures/" + path)), scratch, out var frame);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(Symbols[frame.Symbol], Is.EqualTo(symbol));
        Assert.That((scratch[0].Trade.Price.Value, scratch[0].Trade.Quantity.Value), Is.EqualTo((price, quantity)));
        Assert.That(scratch[0].Side, Is.EqualTo(Side.Ask));
    }

    [Test]
    public void Parse_documented_liquidation_gives_its_numbers()
    {
        var path = SharedData.RequireFile("fixtures/binance-usdm/liquidations/ws__ccxtdoc__handleLiquidation_01.json");
        var scratch = new Event[4];

        var status = WideParser(VenueId.BinanceUsdM).Parse(File.ReadAllBytes(path), scratch, out _);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(scratch[0].Side, Is.EqualTo(Side.Bid));
        Assert.That(scratch[0].Liquidation.Price.Value, Is.EqualTo(3_510_081_000_000));
        Assert.That(scratch[0].Liquidation.Quantity.Value, Is.EqualTo(143_700_000));
    }

    [Test]
    public void Parse_snapshot_in_an_envelope_takes_its_symbol_from_the_stream()
    {
        var path = SharedData.RequireFile("fixtures/binance-spot/depth/ws__tardis__depth_05.json");
        var scratch = new Event[16];

        var status = WideParser(VenueId.BinanceSpot).Parse(File.ReadAllBytes(path), scratch, out var frame);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That((Symbols[frame.Symbol], frame.Count, frame.LastUpdateId), Is.EqualTo(("GNTBTC", 8, 41_603_417L)));
        Assert.That(scratch[0].BookLevel.Price.Value, Is.EqualTo(2_248));
    }

    [TestCase(VenueId.BinanceSpot, "binance-spot", "20211012_nkn-blz-lrc-rune", new[] { "NKNUSDT" })]
    [TestCase(
        VenueId.BinanceUsdM,
        "binance-usdm",
        "20210722_sushi-akro-keep-ctk",
        new[] { "SUSHIUSDT", "AKROUSDT", "CTKUSDT" })]
    public void Capture_with_its_snapshots_gives_whole_books(
        VenueId venue, string folder, string name, string[] synchronised)
    {
        var parser = WideParser(venue);
        var sink = new RecordingSink();
        var books = Enumerable.Range(0, Symbols.Length)
            .Select(place => new BookSynchroniser(parser.Symbols.InstrumentAt(place).Id, venue, sink))
            .ToArray();
        var scratch = new Event[4_096];
        var snapshots = CaptureLines($"{folder}/captures/{name}.depth-snapshots.jsonl.gz");
        var messages = CaptureLines($"{folder}/captures/{name}.ws.jsonl.gz");
        foreach (var (time, url, message) in snapshots.Concat(messages).OrderBy(line => line.Time))
        {
            var now = new TimestampNs((long)(time * 1e6) * 1_000);
            if (url is not null && url.Contains("/depth?symbol=", StringComparison.Ordinal))
            {
                var symbol = url.Split("symbol=")[1].Split('&')[0];
                var place = parser.Symbols.Find(Encoding.UTF8.GetBytes(symbol));
                Assert.That(
                    parser.ParseSnapshot(message, place, scratch, out var snapshot), Is.EqualTo(ParseStatus.Ok));
                books[place].OnSnapshot(snapshot.LastUpdateId, scratch.AsSpan(0, snapshot.Count), now);
                continue;
            }

            var status = parser.Parse(message, scratch, out var frame);
            Assert.That(status, Is.AnyOf(ParseStatus.Ok, ParseStatus.Ignored), Encoding.UTF8.GetString(message));
            if (frame.Message == BinanceMessage.DepthUpdate)
            {
                var ids = new DepthMessage(frame.FirstUpdateId, frame.LastUpdateId, frame.PreviousUpdateId);
                books[frame.Symbol].OnDelta(in ids, scratch.AsSpan(0, frame.Count), now);
            }
        }

        Assert.That(synchronised.Select(symbol => books[Array.IndexOf(Symbols, symbol)].IsSynchronised), Is.All.True);
        Assert.That(books.Sum(book => book.GapCount), Is.Zero);
        Assert.That(sink.Runs, Has.Count.GreaterThan(100));
    }

    [TestCase(VenueId.BinanceSpot, "binance-spot", "20211012_nkn-blz-lrc-rune")]
    [TestCase(VenueId.BinanceUsdM, "binance-usdm", "20210722_sushi-akro-keep-ctk")]
    public void Hot_readers_agree_on_every_fixture_and_capture(VenueId venue, string folder, string name)
    {
        var parser = WideParser(venue);
        var taken = 0;
        foreach (var (_, frame) in Frames(folder))
        {
            taken += HotFrameTests.Compare(parser, frame) ? 1 : 0;
        }

        foreach (var (_, _, message) in CaptureLines($"{folder}/captures/{name}.ws.jsonl.gz"))
        {
            taken += HotFrameTests.Compare(parser, message) ? 1 : 0;
        }

        Assert.That(taken, Is.GreaterThan(200));
    }

    [TestCase(VenueId.BinanceSpot, "binance-spot/ticks/btcusdt_20240808.gz", "0.01", "0.00001")]
    [TestCase(VenueId.BinanceUsdM, "binance-usdm/ticks/btcusdt_20240808_1.gz", "0.1", "0.001")]
    public void Hot_readers_take_nearly_all_of_a_recording(VenueId venue, string path, string tick, string lot)
    {
        var parser = new BinanceFrameParser(venue, [Instrument(venue, "BTCUSDT", tick, lot)]);
        using var file = new GZipStream(
            File.OpenRead(SharedData.RequireFile("data/" + path)), CompressionMode.Decompress);
        using var lines = new StreamReader(file, Encoding.UTF8);
        int taken = 0, all = 0;
        while (lines.ReadLine() is { } line)
        {
            all++;
            taken += HotFrameTests.Compare(parser, Encoding.UTF8.GetBytes(line[(line.IndexOf(' ') + 1)..])) ? 1 : 0;
        }

        // What is declined holds residues below the lot, or is the one snapshot.
        Assert.That(taken / (double)all, Is.GreaterThan(0.98), $"{taken} of {all}");
    }

    private static BinanceFrameParser WideParser(VenueId venue) =>
        new(venue, [.. Symbols.Select((symbol, id) => Instrument(venue, symbol, "0.00000001", "0.00000001", id))]);

    private static IEnumerable<(string Name, byte[] Frame)> Frames(string folder)
    {
        foreach (var channel in Channels)
        {
            var path = Path.Combine(SharedData.RequireFolder($"fixtures/{folder}"), channel);
            if (!Directory.Exists(path))
            {
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal))
            {
                var name = Path.GetFileName(file);
                if (file.EndsWith(".json", StringComparison.Ordinal)
                    && !name.StartsWith("rest", StringComparison.Ordinal))
                {
                    foreach (var frame in FramesOf(File.ReadAllBytes(file)))
                    {
                        yield return ($"{channel}/{name}", frame);
                    }
                }
            }
        }
    }

    private static IEnumerable<byte[]> FramesOf(byte[] file)
    {
        using var document = JsonDocument.Parse(file);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("frames", out var frames))
        {
            return [file];
        }

        return [.. frames.EnumerateArray()
            .Where(frame => frame.GetProperty("dir").GetString() == "in"
                && frame.GetProperty("msg").ValueKind == JsonValueKind.Object)
            .Select(frame => Encoding.UTF8.GetBytes(frame.GetProperty("msg").GetRawText()))];
    }

    private static List<(double Time, string? Url, byte[] Message)> CaptureLines(string path)
    {
        var lines = new List<(double, string?, byte[])>();
        using var stream = new GZipStream(
            File.OpenRead(SharedData.RequireFile("fixtures/" + path)), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.TryGetProperty("msg", out var message) && root.GetProperty("dir").GetString() is "in" or "http")
            {
                var url = root.TryGetProperty("url", out var named) ? named.GetString() : null;
                lines.Add((root.GetProperty("ts").GetDouble(), url, Encoding.UTF8.GetBytes(message.GetRawText())));
            }
        }

        return lines;
    }
}
