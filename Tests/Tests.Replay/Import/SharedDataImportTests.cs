using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Import;
using Tests.Support;

namespace Tests.Replay.Import;

/// <summary>The recorded data that lie beside the repository; ignored where they are absent.</summary>
internal sealed class SharedDataImportTests : ImportFixture
{
    [TestCase("binance-spot/ticks/btcusdt_20240808.gz", VenueId.BinanceSpot, 9_757, 28_040)]
    [TestCase("binance-spot/ticks/ethusdt_20240808.gz", VenueId.BinanceSpot, 6_106, 24_077)]
    [TestCase("binance-usdm/ticks/btcusdt_20240808_1.gz", VenueId.BinanceUsdM, 7_578, 34_971)]
    [TestCase("binance-usdm/ticks/ethusdt_20240808_1.gz", VenueId.BinanceUsdM, 7_064, 31_346)]
    public void Run_recording_is_whole_without_a_gap(string path, VenueId venue, long trades, long quotes)
    {
        var request = Request(
            "binance-capture", SharedData.RequireFile("data/" + path)) with
        { Venue = VenueId.None, Symbol = null };

        Import(request, out var summary);

        Assert.That(summary.Instruments.Single().Venue, Is.EqualTo(venue));
        Assert.That(
            (summary.EventsByKind[EventKind.Trade], summary.EventsByKind[EventKind.Quote]),
            Is.EqualTo((trades, quotes)));
        Assert.That(summary.EventsByKind, Does.Not.ContainKey(EventKind.FeedGap));
        Assert.That(summary.EventsByKind[EventKind.BookLevel], Is.GreaterThan(100_000));
        Assert.That((summary.Gaps, summary.Duplicates, summary.TimesRaised), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(summary.SmallestLatencyNs, Is.InRange(-1_276_000_000L, -1_271_000_000L));
        Assert.That(summary.Warnings, Has.Some.Contains("s behind the venue's"));
    }

    [TestCase("binance-spot/ticks/btcusdt_20240808.gz")]
    [TestCase("binance-spot/ticks/ethusdt_20240808.gz")]
    [TestCase("binance-usdm/ticks/btcusdt_20240808_1.gz")]
    [TestCase("binance-usdm/ticks/ethusdt_20240808_1.gz")]
    public void Run_recording_keeps_a_real_book_live_and_uncrossed_after_every_message(string path)
    {
        var request = Request(
            "binance-capture", SharedData.RequireFile("data/" + path)) with
        { Venue = VenueId.None, Symbol = null };

        var sink = Import(request);

        var book = new OrderBook();
        var isStarted = false;
        var quoteAgreements = 0L;
        var quotes = 0L;
        foreach (var run in sink.Runs)
        {
            foreach (ref readonly var item in run.AsSpan())
            {
                book.Apply(in item);
            }

            isStarted |= book.State == BookState.Live;
            if (run[0].Kind == EventKind.Quote && isStarted)
            {
                quotes++;
                quoteAgreements += Math.Abs(book.BestBid.Value - run[0].Quote.BidPrice.Value) <= 500 ? 1 : 0;
            }

            var isBetween = book.State == BookState.Syncing && isStarted;
            Assert.That(isBetween || !isStarted || (book.State == BookState.Live && !book.IsCrossed), Is.True);
        }

        // Diffs come up to 100 ms behind the quotes; within 5 dollars they agree nearly always if the book is right.
        Assert.That(book.State, Is.EqualTo(BookState.Live));
        Assert.That(quoteAgreements, Is.GreaterThan(quotes * 9 / 10));
    }

    [TestCase("ADAUSDT", 20_502)]
    [TestCase("AVAXUSDT", 27_863)]
    [TestCase("BNBUSDT", 27_866)]
    [TestCase("BTCUSDT", 27_867)]
    [TestCase("ETHUSDT", 27_867)]
    [TestCase("LINKUSDT", 27_866)]
    [TestCase("XRPUSDT", 27_864)]
    public void Run_minute_bars_fit_the_shipped_grid(string symbol, long rows)
    {
        Import(Bars(symbol), out var summary);

        Assert.That(summary.EventsByKind[EventKind.Bar], Is.EqualTo(rows));
        Assert.That(summary.Gaps, Is.Zero);
    }

    [Test]
    public void Run_minute_bars_of_sol_hold_one_price_off_the_venues_grid()
    {
        var refusal = Refusal(Bars("SOLUSDT"));
        Import(Bars("SOLUSDT") with { GridFromData = true }, out var summary);

        Assert.That(
            refusal.Message,
            Does.Contain("row 7726").And.Contain("'174.733' in 'high'").And.Contain("--grid-from-data"));
        Assert.That(summary.EventsByKind[EventKind.Bar], Is.EqualTo(27_867));
    }

    [Test]
    public void Run_funding_and_mark_prices_are_read()
    {
        var funding = SharedData.RequireFile("data/binance-usdm/funding/BTCUSDT.csv");
        var mark = SharedData.RequireFile("data/binance-usdm/mark-8h/BTCUSDT.csv");

        Import(Csv(CsvKind.Funding, funding, "time=funding_time_ms", "rate=funding_rate"), out var fundings);
        Import(
            Csv(CsvKind.Mark, mark, "time=open_time_ms", "mark=close") with { Interval = BarInterval.EightHours },
            out var marks);

        Assert.That(
            (fundings.EventsByKind[EventKind.Funding], marks.EventsByKind[EventKind.Mark]), Is.EqualTo((235L, 235L)));
    }

    [Test]
    public void Run_hourly_spot_bars_without_a_header_are_read()
    {
        var path = SharedData.RequireFile("data/binance-spot/klines-1h/BTCUSDT_1h.csv");
        var request = Csv(
            CsvKind.Bars, path, "time=#0", "open=#1", "close=#2", "low=#3", "high=#4", "volume=#5", "trades=#6") with
        {
            Venue = VenueId.BinanceSpot,
            Interval = BarInterval.OneHour,
        };

        Import(request, out var summary);

        Assert.That((summary.EventsByKind[EventKind.Bar], summary.Duplicates), Is.EqualTo((4_309L, 5L)));
    }

    [Test]
    public void Run_gemini_trades_and_quotes_are_read()
    {
        var trades = SharedData.RequireFile("data/gemini/ETHUSD_2021-07-01_trades.csv.gz");
        var quotes = SharedData.RequireFile("data/gemini/ETHUSD_2021-07-01_quotes.csv.gz");
        var request = Csv(CsvKind.Trades, trades) with
        {
            Venue = VenueId.BinanceSpot,
            Symbol = "ETHUSD",
            GridFromData = true
        };

        Import(request, out var tradeSummary);
        Import(
            request with
            {
                Inputs = [new ImportInput(quotes)],
                Csv = new CsvOptions
                {
                    Kind = CsvKind.Quotes,
                    TimeUnit = TimeUnit.Seconds,
                    Columns =
                    [
                        "time=time_seconds", "bidPrice=bid_price_bid_size[0]/_", "bidQuantity=bid_price_bid_size[1]/_",
                        "askPrice=ask_price_ask_size[0]/_", "askQuantity=ask_price_ask_size[1]/_",
                    ],
                },
            },
            out var quoteSummary);

        Assert.That(
            (tradeSummary.EventsByKind[EventKind.Trade], quoteSummary.EventsByKind[EventKind.Quote]),
            Is.EqualTo((25_222L, 72_180L)));
    }

    [Test]
    public void Run_shipped_grids_agree_with_the_recorded_exchange_information()
    {
        var info = SharedData.RequireFile(
            "fixtures/binance-usdm/instruments/rest__gct__GET_fapi.v1.exchangeInfo_00.json");
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT", "XRPUSDT", "LINKUSDT", "ADAUSDT", "BNBUSDT" })
        {
            var request = Csv(
                CsvKind.Funding, Write($"{symbol}.csv", "time,rate\n1700001000,0.1\n")) with
            { Symbol = symbol };

            var shipped = Import(request).Registry.All.Single();
            var recorded = Import(request with { InstrumentsFile = info }).Registry.All.Single();

            Assert.That(
                (shipped.TickSize, shipped.LotSize, shipped.MinNotional),
                Is.EqualTo((recorded.TickSize, recorded.LotSize, recorded.MinNotional)));
        }
    }

    private static ImportRequest Bars(string symbol) =>
        Csv(CsvKind.Bars, SharedData.RequireFile($"data/binance-usdm/klines-1m/{symbol}.csv.gz")) with
        {
            Symbol = symbol,
            Interval = BarInterval.OneMinute,
        };
}
