using System.IO.Compression;
using System.Text;
using Engine.Model.Instruments;
using Replay.Import;

namespace Tests.Replay.Import;

/// <summary>Whatever a file holds, an import ends with events or with an error that names the place.</summary>
internal sealed class ImportFuzzTests : ImportFixture
{
    private const string Tardis = "binance-futures,BTCUSDT,1598918403696000,1598918403810979,";
    private const string TardisHead = "exchange,symbol,timestamp,local_timestamp,";

    private static readonly (string Format, string Text)[] Samples =
    [
        ("binance-trades", "1,100.5,0.002,1,1704067200001,true\n2,100.5,0.002,1,1704067200001,false\n"),
        ("binance-klines", "1704067200000,1,2,1,2,5,1704067259999,9,3,1,1,0\n"),
        (
            "binance-metrics",
            "create_time,symbol,sum_open_interest,sum_open_interest_value\n2024-01-01 00:05:00,BTCUSDT,1,2\n"),
        (
            "bybit-trades",
            "timestamp,symbol,side,size,price\n1704067200.1,BTCUSDT,Buy,0.001,100.2\n1704067200,BTCUSDT,Sell,1,1\n"),
        ("okx-trades", "instrument_name,trade_id,side,price,size,created_time\nBTCUSDT,1,buy,1,1,1704067200000\n"),
        ("kraken-trades", "1704067200,42280.4,0.05\n1704067201,42280.4,0.05\n"),
        ("tardis-trades", TardisHead + "id,side,price,amount\n" + Tardis + "7,sell,100.1,0.01\n"),
        (
            "tardis-l2",
            TardisHead + "is_snapshot,side,price,amount\n" + Tardis + "true,bid,100.1,0.01\n"
            + Tardis + "false,ask,1,0\n"),
        ("tardis-quotes", TardisHead + "ask_amount,ask_price,bid_price,bid_amount\n" + Tardis + "1,2,1,1\n"),
        (
            "tardis-snapshot",
            TardisHead + "asks[0].price,asks[0].amount,bids[0].price,bids[0].amount\n" + Tardis + "2,1,1,1\n"),
        (
            "tardis-ticker",
            TardisHead + "funding_timestamp,funding_rate,open_interest,index_price,mark_price\n"
            + Tardis + "1,0.1,1,1,1\n"),
        ("tardis-liquidations", TardisHead + "id,side,price,amount\n" + Tardis + ",sell,100.1,0.01\n"),
        (
            "bybit-l2",
            """{"type":"snapshot","ts":1733011200691,"data":{"s":"BTCUSDT","b":[["1","2"]],"a":[],"u":1}}""" + "\n"),
    ];

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void Run_of_changed_bytes_ends_with_events_or_with_an_error_of_its_own(int seed)
    {
        var random = new Random(seed);
        foreach (var (format, text) in Samples)
        {
            var bytes = Mutate(Encoding.UTF8.GetBytes(text), random);
            var request = Request(format, Write("BTCUSDT.csv", bytes)) with
            {
                Venue = format.StartsWith("tardis", StringComparison.Ordinal) ? VenueId.None : VenueId.BinanceUsdM,
                Tick = Step("0.1"),
                Lot = Step("0.001"),
                IsLenient = random.Next(2) == 0,
            };
            try
            {
                Import(request);
            }
            catch (ImportException refusal)
            {
                var message = $"{format}, seed {seed}: {refusal.Message}";
                Assert.That(refusal.Category, Is.Not.EqualTo(ImportErrorCategory.Io), message);
                Assert.That(refusal.Message.Any(char.IsControl), Is.False, message);
            }
        }
    }

    [Test]
    public void Run_of_the_samples_as_they_are_gives_events()
    {
        foreach (var (format, text) in Samples)
        {
            var request = Request(format, Write("BTCUSDT.csv", text)) with
            {
                Venue = format.StartsWith("tardis", StringComparison.Ordinal) ? VenueId.None : VenueId.BinanceUsdM,
                Tick = Step("0.1"),
                Lot = Step("0.001"),
            };

            Assert.That(Import(request).Data, Is.Not.Empty, format);
        }
    }

    [TestCase(0xFF, 0xFE)]
    [TestCase(0xFE, 0xFF)]
    public void Run_of_utf16_says_so(int first, int second)
    {
        var request = Csv(CsvKind.Trades, Write("t.csv", [(byte)first, (byte)second, 0x74, 0, 0x0A, 0]));

        Assert.That(Refusal(request).Message, Does.Contain("UTF-16"));
    }

    [Test]
    public void Run_takes_a_byte_order_mark_and_mixed_line_ends()
    {
        const string Text = "\uFEFFtime,price,size\r\n1700001000,1,1\n1700002000,1,1\r\n\n";
        var request = Csv(CsvKind.Trades, Write("t.csv", Text));

        Assert.That(Import(request).Data, Has.Length.EqualTo(2));
    }

    [Test]
    public void Run_zip_that_unpacks_to_what_no_market_data_unpack_to_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write("time,price,size\n"u8);
            var line = new byte[1 << 20];
            line.AsSpan().Fill((byte)'9');
            line[^1] = (byte)'\n';
            for (var i = 0; i < 300; i++)
            {
                gzip.Write(line);
            }
        }

        var request = Csv(CsvKind.Trades, Write("t.csv.gz", packed.ToArray())) with { IsLenient = true };
        var refusal = Refusal(request);

        Assert.That(refusal.Message, Does.Contain("unpack to more than"));
    }

    private static byte[] Mutate(byte[] text, Random random)
    {
        var bytes = text.ToList();
        for (var change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, (byte)",\n.-e\"9[{\u001b"[random.Next(10)]);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
