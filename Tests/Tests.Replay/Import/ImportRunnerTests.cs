using System.Text;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Import;

namespace Tests.Replay.Import;

internal sealed class ImportRunnerTests : ImportFixture
{
    private const string Trades = "time,price,size\n1700001000,100.1,1\n1700003000,100.2,2\n1700005000,100.3,3\n";

    [Test]
    public void Run_merges_files_by_time_and_then_by_their_order()
    {
        var first = Write("a.csv", Trades);
        var second = Write("b.csv", "time,price,size\n1700001000,1.01,1\n1700002000,1.02,1\n1700005000,1.03,1\n");
        var request = Csv(CsvKind.Trades, first) with { Inputs = [new(first, "BTCUSDT"), new(second, "ETHUSDT")] };

        var sink = Import(request, out var summary);

        Assert.That(sink.Data.Select(e => (e.Time.Value / 1_000_000_000, e.Instrument.Value)), Is.EqualTo(new[]
        {
            (1_700_001_000L, 0), (1_700_001_000L, 1), (1_700_002_000L, 1), (1_700_003_000L, 0), (1_700_005_000L, 0), (1_700_005_000L, 1),
        }));
        Assert.That(
            summary.Instruments.Select(i => i.Name),
            Is.EqualTo(new[] { "binance-usdm:BTCUSDT", "binance-usdm:ETHUSDT" }));
    }

    [Test]
    public void Run_defines_assets_and_instruments_first_with_the_venues_fees()
    {
        var sink = Import(Csv(CsvKind.Trades, Write("t.csv", Trades)));

        Assert.That(sink.Runs.Take(3).Select(run => run[0].Kind), Is.EqualTo(new[]
        {
            EventKind.AssetDefined, EventKind.AssetDefined, EventKind.InstrumentDefined,
        }));
        var instrument = sink.Registry.All.Single();
        Assert.That(
            (sink.Registry.AssetName(instrument.BaseAsset), sink.Registry.AssetName(instrument.QuoteAsset)),
            Is.EqualTo(("BTC", "USDT")));
        Assert.That((instrument.ContractType, instrument.MakerFee.Value, instrument.TakerFee.Value),
            Is.EqualTo((ContractType.LinearPerpetual, 2_000_000L, 5_000_000L)));
        Assert.That(sink.Runs[0][0].Time, Is.EqualTo(sink.Data[0].Time));
    }

    [Test]
    public void Run_same_input_gives_the_same_events()
    {
        var file = Write("t.csv", Trades);

        var first = Import(Csv(CsvKind.Trades, file)).Runs.SelectMany(run => run).ToArray();
        var second = Import(Csv(CsvKind.Trades, file)).Runs.SelectMany(run => run).ToArray();

        Assert.That(System.Runtime.InteropServices.MemoryMarshal.AsBytes(first.AsSpan())
            .SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(second.AsSpan())));
    }

    [Test]
    public void Run_gzip_and_zip_are_unpacked_on_the_way()
    {
        var gzip = Import(Csv(CsvKind.Trades, Write("t.csv.gz", Gzip(Trades))));
        var zip = Import(Csv(CsvKind.Trades, Write("t.zip", Zip(("t.csv", Trades)))));

        Assert.That((gzip.Data.Length, zip.Data.Length), Is.EqualTo((3, 3)));
    }

    [Test]
    public void Run_gzip_cut_at_any_byte_is_bad_data()
    {
        var whole = Gzip(Trades);
        for (var length = 1; length < whole.Length; length++)
        {
            var refusal = Refusal(Csv(CsvKind.Trades, Write("t.csv.gz", whole[..length])));

            Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.BadData), $"cut to {length} bytes");
        }
    }

    [Test]
    public void Run_gzip_of_several_members_is_read_as_one_file()
    {
        var packed = (byte[])[.. Gzip(Trades), .. Gzip("1700006000,100.1,1\n"), .. Gzip("1700007000,100.1,1\n")];

        Assert.That(Import(Csv(CsvKind.Trades, Write("t.csv.gz", packed))).Data, Has.Length.EqualTo(5));
    }

    [Test]
    public void Run_gzip_of_several_members_cut_inside_one_is_bad_data()
    {
        var first = Gzip(Trades);
        var whole = (byte[])[.. first, .. Gzip("1700006000,100.1,1\n")];
        for (var length = first.Length + 1; length < whole.Length; length++)
        {
            var refusal = Refusal(Csv(CsvKind.Trades, Write("t.csv.gz", whole[..length])));

            Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.BadData), $"cut to {length} bytes");
        }
    }

    [Test]
    public void Run_gzip_with_a_bit_turned_over_is_bad_data_or_the_same_data()
    {
        var whole = Gzip(Trades);
        for (var bit = 16; bit < whole.Length * 8; bit++)
        {
            var turned = whole.ToArray();
            turned[bit / 8] ^= (byte)(1 << (bit % 8));
            var request = Csv(CsvKind.Trades, Write("t.csv.gz", turned));

            // Nothing vouches for the header's time and system; what stands in the file is told or as it was.
            try
            {
                var data = Import(request).Data;

                Assert.That(data.Select(e => e.Trade.Price.Value), Is.EqualTo((long[])[1_001, 1_002, 1_003]));
            }
            catch (ImportException refusal)
            {
                Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.BadData), $"bit {bit}");
            }
        }
    }

    [Test]
    public void Run_gzip_with_something_behind_it_is_bad_data()
    {
        var packed = (byte[])[.. Gzip(Trades), 0, 0, 0, 0];

        Assert.That(
            Refusal(Csv(CsvKind.Trades, Write("t.csv.gz", packed))).Category, Is.EqualTo(ImportErrorCategory.BadData));
    }

    [Test]
    public void Run_zip_cut_or_changed_is_bad_data()
    {
        var whole = Zip(("t.csv", Trades));
        var changed = whole.ToArray();
        changed[45] ^= 0x10;

        Assert.That(
            Refusal(Csv(CsvKind.Trades, Write("t.zip", whole[..^30]))).Category,
            Is.EqualTo(ImportErrorCategory.BadData));
        Assert.That(
            Refusal(Csv(CsvKind.Trades, Write("u.zip", changed))).Category, Is.EqualTo(ImportErrorCategory.BadData));
    }

    [Test]
    public void Run_zip_of_two_files_is_bad_data()
    {
        var refusal = Refusal(Csv(CsvKind.Trades, Write("t.zip", Zip(("a.csv", Trades), ("b.csv", Trades)))));

        Assert.That(refusal.Message, Does.Contain("2 files in the archive"));
    }

    [Test]
    public void Run_absent_file_and_folder_are_usage_errors()
    {
        var absent = Refusal(Csv(CsvKind.Trades, "/no/such/file.csv"));
        var folder = Refusal(Csv(CsvKind.Trades, Path.GetTempPath()));

        Assert.That(
            (absent.Category, folder.Category), Is.EqualTo((ImportErrorCategory.Usage, ImportErrorCategory.Usage)));
    }

    [Test]
    public void Run_empty_file_and_file_without_rows_are_bad_data()
    {
        Assert.That(
            Refusal(Csv(CsvKind.Trades, Write("e.csv", string.Empty))).Category,
            Is.EqualTo(ImportErrorCategory.BadData));
        Assert.That(
            Refusal(Csv(CsvKind.Trades, Write("h.csv", "time,price,size\n"))).Category,
            Is.EqualTo(ImportErrorCategory.BadData));
    }

    [Test]
    public void Run_pair_without_a_grid_is_a_usage_error_that_names_the_ways_on()
    {
        var refusal = Refusal(Csv(CsvKind.Trades, Write("t.csv", Trades)) with { Symbol = "PEPEUSDT" });

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.Usage));
        Assert.That(
            refusal.Message,
            Does.Contain("binance-usdm:PEPEUSDT").And.Contain("--grid-from-data").And.Contain("--tick"));
    }

    [Test]
    public void Run_grid_from_data_takes_the_finest_step_and_says_so()
    {
        var request = Csv(
            CsvKind.Trades,
            Write("t.csv", Trades + "1700006000,7.0210,0.50\n")) with
        { Symbol = "PEPEUSDT", GridFromData = true };

        var sink = Import(request, out var summary);

        var instrument = sink.Registry.All.Single();
        Assert.That((instrument.TickSize.ToString(), instrument.LotSize.ToString()), Is.EqualTo(("0.001", "0.1")));
        Assert.That(summary.Warnings, Has.Some.Contains("tick 0.001, lot 0.1"));
    }

    [Test]
    public void Run_grid_too_fine_for_exact_money_is_a_usage_error()
    {
        var request = Csv(
            CsvKind.Trades,
            Write(
                "t.csv", "time,price,size\n1700001000,416.150000000001,0.34307688999999997\n")) with
        { GridFromData = true };

        Assert.That(Refusal(request).Message, Does.Contain("too fine"));
    }

    [Test]
    public void Run_instruments_come_from_the_venues_own_file()
    {
        const string Info =
            """
            {"symbols":[{"symbol":"XYZUSDT","contractType":"PERPETUAL","baseAsset":"XYZ","quoteAsset":"USDT","filters":[
              {"filterType":"PRICE_FILTER","tickSize":"0.050"},
              {"filterType":"LOT_SIZE","stepSize":"1","minQty":"2","maxQty":"900"},
              {"filterType":"MIN_NOTIONAL","notional":"5"}]}]}
            """;
        var request = Csv(CsvKind.Trades, Write("t.csv", "time,price,size\n1700001000,100.15,3\n")) with
        {
            Symbol = "XYZUSDT",
            InstrumentsFile = Write("i.json", Info),
        };

        var sink = Import(request);

        var instrument = sink.Registry.All.Single();
        Assert.That((instrument.MinQuantity.Value, instrument.MaxQuantity.Value), Is.EqualTo((2L, 900L)));
        Assert.That((instrument.TickSize, instrument.MinNotional.Value), Is.EqualTo((Step("0.05"), 500_000_000L)));
        Assert.That(sink.Data.Single().Trade.Price.Value, Is.EqualTo(2_003));
    }

    [Test]
    public void Run_instruments_come_from_our_own_file()
    {
        const string Own =
            """
            [{"venue":"binance-usdm","symbol":"XYZUSDT","tickSize":"0.1","lotSize":"0.5","takerFee":"0.0004"}]
            """;
        var request = Csv(CsvKind.Trades, Write("t.csv", Trades)) with
        {
            Symbol = "XYZUSDT",
            InstrumentsFile = Write("i.json", Own)
        };

        var instrument = Import(request).Registry.All.Single();

        Assert.That(
            (instrument.LotSize, instrument.TakerFee.Value, instrument.MakerFee.Value),
            Is.EqualTo((Step("0.5"), 4_000_000L, 2_000_000L)));
    }

    [TestCase("{", ImportErrorCategory.BadData)]
    [TestCase("{}", ImportErrorCategory.BadData)]
    [TestCase("[]", ImportErrorCategory.Usage)]
    [TestCase(
        """[{"venue":"binance-usdm","symbol":"BTCUSDT","tickSize":"0","lotSize":"1"}]""", ImportErrorCategory.BadData)]
    public void Run_bad_instruments_file_is_refused(string text, ImportErrorCategory expected)
    {
        var request = Csv(CsvKind.Trades, Write("t.csv", Trades)) with { InstrumentsFile = Write("i.json", text) };

        Assert.That(Refusal(request).Category, Is.EqualTo(expected));
    }

    [Test]
    public void Run_without_a_venue_is_a_usage_error()
    {
        Assert.That(
            Refusal(Csv(CsvKind.Trades, Write("t.csv", Trades)) with { Venue = VenueId.None }).Message,
            Does.Contain("--venue"));
    }

    [Test]
    public void Run_symbol_is_told_by_the_files_name_and_said_so()
    {
        Import(Csv(CsvKind.Trades, Write("BTCUSDT-trades-2024.csv", Trades)) with { Symbol = null }, out var summary);

        Assert.That(summary.Instruments.Single().Symbol, Is.EqualTo("BTCUSDT"));
        Assert.That(summary.Warnings, Has.Some.Contains("by its name"));
    }

    [Test]
    public void Run_unknown_format_names_the_known_ones()
    {
        Assert.That(Refusal(Request("parquet", "x")).Message, Does.Contain("'parquet'").And.Contain("binance-klines"));
    }

    [Test]
    public void Run_stops_when_told()
    {
        var rows = new StringBuilder("time,price,size\n");
        for (var i = 0; i < 40_000; i++)
        {
            rows.Append("1700001000,1,1\n");
        }

        using var stop = new CancellationTokenSource();
        var sink = new ListSink();
        var request = Csv(CsvKind.Trades, Write("t.csv", rows.ToString()));

        Assert.Throws<OperationCanceledException>(
            () => ImportRunner.Run(request, sink, _ => stop.Cancel(), stop.Token));
    }

    [TestCase("BTCUSDT=/data/a.csv", "BTCUSDT", "/data/a.csv")]
    [TestCase("/data/k=v/a.csv", null, "/data/k=v/a.csv")]
    [TestCase("a.csv", null, "a.csv")]
    public void Parse_of_an_input_takes_only_a_symbol_before_the_sign(string text, string? symbol, string path)
    {
        Assert.That(ImportInput.Parse(text), Is.EqualTo(new ImportInput(path, symbol)));
    }

    [Test]
    public void ParseFees_takes_fractions_and_refuses_percentages()
    {
        Assert.That(ImportRequest.ParseFees("-0.0001/0.0005"), Is.EqualTo((new Rate(-1_000_000), new Rate(5_000_000))));
        Assert.Throws<ImportException>(() => ImportRequest.ParseFees("2/5"));
        Assert.Throws<ImportException>(() => ImportRequest.ParseFees("0.0002"));
        Assert.Throws<ImportException>(() => ImportRequest.ParseFees("a/b"));
    }

    [Test]
    public void Run_many_files_give_what_a_few_give_whatever_the_order_they_are_named_in()
    {
        var random = new Random(7);
        var inputs = new List<ImportInput>();
        for (var day = 0; day < 120; day++)
        {
            var rows = new StringBuilder("time,price,size\n");
            for (var i = 0; i < 5; i++)
            {
                rows.Append(1_700_000_000 + (day * 100) + (i * 30)).Append(',').Append(100 + day).Append(",1\n");
            }

            inputs.Add(new ImportInput(Write($"d{day}.csv", rows.ToString()), "BTCUSDT"));
        }

        var request = Csv(CsvKind.Trades, "x") with { Inputs = [.. inputs.OrderBy(_ => random.Next())] };
        var sink = Import(request, out var summary);

        Assert.That(summary.Files, Has.Count.EqualTo(120));
        Assert.That(summary.Rows, Is.EqualTo(600));
        Assert.That(
            sink.Data.Select(e => e.Time.Value / 1_000_000_000).Order(),
            Is.EqualTo(Enumerable.Range(0, 120).SelectMany(
                day => Enumerable.Range(0, 5).Select(i => 1_700_000_000L + (day * 100) + (i * 30))).Order()));
    }
}
