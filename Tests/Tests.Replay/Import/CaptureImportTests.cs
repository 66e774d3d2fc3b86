using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Tests.Replay.Import;

internal sealed class CaptureImportTests : ImportFixture
{
    private const string First =
        """1723161253937085768 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":"""
        + """1723161255208,"s":"BTCUSDT","U":101,"u":105,"b":[["61737.63","0"]],"a":[["61837.64","1.5"]]}}""";
    private const string Snapshot =
        """1723161254206652067 {"lastUpdateId":103,"bids":[["61837.63","3.7"],["61837.62","0.6"]],"asks":["""
        + """["61837.64","1.5"]]}""";
    private const string Second =
        """1723161254300000000 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":"""
        + """1723161255508,"s":"BTCUSDT","U":106,"u":107,"b":[["61737.60","1"]],"a":[]}}""";
    private const string Trade =
        """1723161254400000000 {"stream":"btcusdt@trade","data":{"e":"trade","E":"""
        + """1723161255343,"s":"BTCUSDT","t":37,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":"""
        + """true,"M":true}}""";

    [Test]
    public void Run_recording_joins_book_and_snapshot_and_measures_the_clock()
    {
        var file = Write("c.txt", string.Join('\n', First, Snapshot, Second, Trade, string.Empty));

        var sink = Import(
            Request("binance-capture", file) with { Venue = VenueId.None, Symbol = null }, out var summary);

        Assert.That(Kinds(sink), Is.EqualTo(new[]
        {
            EventKind.BookLevel, EventKind.BookLevel, EventKind.BookLevel,
            EventKind.BookLevel, EventKind.BookLevel, EventKind.BookLevel, EventKind.Trade,
        }));
        Assert.That(sink.Data[3].Time.Value, Is.EqualTo(1_723_161_254_206_652_067), "the diff waited for the snapshot");
        Assert.That(summary.Instruments.Single().Name, Is.EqualTo("binance-spot:BTCUSDT"));
        Assert.That(summary.SmallestLatencyNs, Is.EqualTo(1_723_161_253_937_085_768 - 1_723_161_255_208_000_000));
        Assert.That(summary.Warnings, Has.Some.Contains("1.270914 s behind"));
        Assert.That(summary.Gaps, Is.Zero);
    }

    [Test]
    public void Run_recording_with_a_missing_update_reports_the_gap()
    {
        var file = Write(
            "c.txt",
            string.Join(
                '\n',
                First,
                Snapshot,
                Second.Replace("\"U\":106", "\"U\":107", StringComparison.Ordinal),
                string.Empty));

        var sink = Import(Request("binance-capture", file) with { Venue = VenueId.BinanceSpot }, out var summary);

        Assert.That(sink.Data[^1].Kind, Is.EqualTo(EventKind.FeedGap));
        Assert.That(summary.Gaps, Is.EqualTo(1));
        Assert.That(summary.Warnings, Has.Some.StartsWith(file + ": the book of ").And.Contains("without being whole"));
    }

    [Test]
    public void Run_continued_recording_breaks_the_book_of_the_file_before()
    {
        var first = Write("a.txt", string.Join('\n', First, Snapshot, string.Empty));
        var second = Write("b.txt", string.Join('\n', Second, Trade, string.Empty));

        var sink = Import(Request("binance-capture", first, second) with { Venue = VenueId.BinanceSpot });

        Assert.That(Kinds(sink), Does.Contain(EventKind.FeedGap));
    }

    [TestCase("1723161254400000000 {\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",", "cut off")]
    [TestCase("hello", "local time")]
    [TestCase("1723161254400000000 {\"e\":\"trade\",\"s\":\"BTCUSDT\"}", "lacks a field")]
    public void Run_garbled_line_is_refused_or_counted_when_lenient(string line, string problem)
    {
        var file = Write("c.txt", string.Join('\n', First, Snapshot, line));
        var request = Request("binance-capture", file) with { Venue = VenueId.BinanceSpot };

        var refusal = Refusal(request);
        Import(request with { IsLenient = true }, out var summary);

        Assert.That(refusal.Message, Does.Contain("row 3").And.Contain(problem));
        Assert.That(summary.Refused, Is.EqualTo(1));
    }

    [Test]
    public void Run_recording_off_the_grid_is_refused_even_when_lenient()
    {
        var file = Write(
            "c.txt",
            string.Join(
                '\n', First, Snapshot, Trade.Replace("61837.63", "61837.635", StringComparison.Ordinal), string.Empty));

        var refusal = Refusal(Request("binance-capture", file) with { Venue = VenueId.BinanceSpot, IsLenient = true });

        Assert.That(refusal.Message, Does.Contain("row 3").And.Contain("--grid-from-data"));
    }

    [Test]
    public void Run_recording_takes_its_grid_from_the_data_when_asked()
    {
        var file = Write(
            "c.txt",
            string.Join(
                '\n', First, Snapshot, Trade.Replace("61837.63", "61837.635", StringComparison.Ordinal), string.Empty));

        var sink = Import(
            Request("binance-capture", file) with { Venue = VenueId.None, Symbol = null, GridFromData = true });

        var instrument = sink.Registry.All.Single();
        Assert.That((instrument.TickSize.ToString(), instrument.LotSize.ToString()), Is.EqualTo(("0.001", "0.01")));
    }

    [Test]
    public void Run_recording_skips_symbols_that_were_not_asked_for()
    {
        var file = Write(
            "c.txt",
            string.Join(
                '\n', First, Snapshot, Trade.Replace("BTCUSDT", "ETHUSDT", StringComparison.Ordinal), string.Empty));

        var sink = Import(
            Request("binance-capture", "BTCUSDT=" + file) with { Venue = VenueId.BinanceSpot }, out var summary);

        Assert.That(Kinds(sink), Has.None.EqualTo(EventKind.Trade));
        Assert.That(summary.IgnoredRows["symbol not asked for"], Is.EqualTo(1));
    }

    [Test]
    public void Run_recording_of_two_symbols_refuses_a_snapshot_without_a_name()
    {
        var file = Write(
            "c.txt",
            string.Join(
                '\n', First, Snapshot, Trade.Replace("BTCUSDT", "ETHUSDT", StringComparison.Ordinal), string.Empty));

        var refusal = Refusal(Request("binance-capture", file) with { Symbol = null, Venue = VenueId.None });

        Assert.That(refusal.Message, Does.Contain("row 2").And.Contain("SYMBOL=FILE"));
    }
}
