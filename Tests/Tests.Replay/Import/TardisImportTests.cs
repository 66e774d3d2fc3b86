using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Import;

namespace Tests.Replay.Import;

internal sealed class TardisImportTests : ImportFixture
{
    private const string Levels = "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n";
    private const string Quotes =
        "exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount\n";

    private const string Snapshots =
        "exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,bids[0].amount,"
        + "asks[1].price,asks[1].amount,bids[1].price,bids[1].amount\n";

    private const string Ticker =
        "exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,predicted_funding_rate,"
        + "open_interest,last_price,index_price,mark_price\n";

    [Test]
    public void Run_trades_carry_arrival_and_venue_time_and_know_their_venue()
    {
        const string Text =
            "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n"
            + "binance-futures,BTCUSDT,1598918403696000,1598918403810979,7,sell,100.1,1e-3\n"
            + "binance-futures,BTCUSDT,1598918403696000,1598918403810980,,unknown,100.1,2\n";

        var sink = Import(Of("tardis-trades", Text), out var summary);

        Assert.That(sink.Registry.All.Single().Name, Is.EqualTo("binance-usdm:BTCUSDT"));
        var trade = sink.Data[0];
        Assert.That(
            (trade.Time.Value, trade.VenueTime.Value),
            Is.EqualTo((1_598_918_403_810_979_000, 1_598_918_403_696_000_000)));
        Assert.That((trade.Side, trade.Trade.Key.Low, trade.Trade.Quantity.Value), Is.EqualTo((Side.Ask, 7L, 1L)));
        Assert.That(sink.Data[1].Flags & EventFlags.SideUnknown, Is.Not.EqualTo(EventFlags.None));
        Assert.That(summary.SmallestLatencyNs, Is.EqualTo(114_979_000));
    }

    [Test]
    public void Run_levels_of_one_arrival_are_one_message_and_a_new_snapshot_clears()
    {
        var text = Levels
            + Row("90,91,false,bid,99.9,1") + Row("100,101,true,bid,100.1,1") + Row("100,101,true,ask,100.3,2")
            + Row("100,102,true,ask,100.4,2") + Row("103,104,false,bid,100.1,0") + Row("103,104,false,bid,100.0,4")
            + Row("200,201,true,bid,99.1,1");

        var sink = Import(Of("tardis-l2", text), out var summary);

        Assert.That(Runs(sink), Is.EqualTo(new[] { (2, true), (1, false), (2, false), (1, true) }));
        Assert.That(summary.IgnoredRows["book update before the first snapshot"], Is.EqualTo(1));
    }

    [Test]
    public void Run_levels_of_a_later_file_that_does_not_begin_with_a_snapshot_break_the_book()
    {
        var first = Write("a.csv", Levels + Row("100,101,true,bid,100.1,1"));
        var second = Write("b.csv", Levels + Row("300,301,false,bid,100.1,1") + Row("302,303,true,bid,100.1,2"));
        var request = Of("tardis-l2", string.Empty) with { Inputs = [new(second), new(first)] };

        Assert.That(
            Kinds(Import(request)),
            Is.EqualTo((EventKind[])[EventKind.BookLevel, EventKind.FeedGap, EventKind.BookLevel]));
    }

    [Test]
    public void Run_quotes_with_an_empty_side_have_no_quantity_there()
    {
        var quote = Import(Of("tardis-quotes", Quotes + Row("100,101,,,100.1,2"))).Data.Single().Quote;

        Assert.That(
            (quote.BidPrice.Value, quote.BidQuantity.Value, quote.AskQuantity.Value),
            Is.EqualTo((1_001L, 2_000L, 0L)));
    }

    [Test]
    public void Run_snapshots_are_a_snapshot_and_then_what_changed()
    {
        var text = Snapshots
            + Row("100,101,100.3,1,100.1,1,100.4,2,100.0,2") + Row("102,103,100.3,1,100.1,1,100.4,2,100.0,2")
            + Row("104,105,100.2,5,100.1,1,100.3,1,100.0,3");

        var sink = Import(Of("tardis-snapshot", text));

        Assert.That(Runs(sink), Is.EqualTo(new[] { (4, true), (3, false) }));
        Assert.That(
            sink.Data.TakeLast(3).Select(e => (e.Side, e.BookLevel.Price.Value, e.BookLevel.Quantity.Value)),
            Is.EqualTo(new[] { (Side.Bid, 1_000L, 3_000L), (Side.Ask, 1_002L, 5_000L), (Side.Ask, 1_004L, 0L) }));
    }

    [Test]
    public void Run_snapshots_rebuild_every_row_of_a_random_book()
    {
        // The obvious twin: after each row the levels that the events leave are the levels of the row.
        var random = new Random(20_260);
        var text = new System.Text.StringBuilder(Snapshots);
        var rows = new List<(long Price, long Quantity)[]>();
        for (var i = 0; i < 400; i++)
        {
            var asks = LevelsOf(random, 1_003);
            var bids = LevelsOf(random, 1_002).Select(level => (Price: 2_004 - level.Price, level.Quantity)).ToArray();
            rows.Add([.. asks, .. bids]);
            text.Append(Row(
                $"{100 + i},{200 + i},{Tenths(asks[0].Price)},{asks[0].Quantity},{Tenths(bids[0].Price)},"
                + $"{bids[0].Quantity},{Tenths(asks[1].Price)},{asks[1].Quantity},{Tenths(bids[1].Price)},"
                + $"{bids[1].Quantity}"));
        }

        var book = new SortedDictionary<long, long>();
        var events = Import(Of("tardis-snapshot", text.ToString()) with { Lot = Step("1") }).Data;
        foreach (var message in events.GroupBy(e => e.Time).OrderBy(group => group.Key.Value))
        {
            foreach (var level in message)
            {
                book[level.BookLevel.Price.Value] = level.BookLevel.Quantity.Value;
            }

            var row = (int)((message.Key.Value - 1_598_918_400_000_200_000) / 1_000);
            Assert.That(
                book.Where(level => level.Value > 0).Select(level => (level.Key, level.Value)),
                Is.EqualTo(rows[row].OrderBy(level => level.Price)), $"row {row}");
        }
    }

    [Test]
    public void Run_snapshot_whose_levels_are_out_of_order_is_refused()
    {
        var text = Snapshots + Row("100,101,100.4,1,100.1,1,100.3,2,100.0,2");

        Assert.That(
            Refusal(Of("tardis-snapshot", text)).Message, Does.Contain("row 2").And.Contain("level 1 of the asks"));
    }

    [Test]
    public void Run_ticker_gives_marks_open_interest_and_the_funding_between_two_rows()
    {
        var text = Ticker
            + Row("100,101,1598918400001000,0.0001,,500.5,100.1,100.01,100.02")
            + Row("500,501,1598918400001000,0.0002,,500.5,100.2,100.01,100.02")
            + Row("600,601,1598918400001000,0.0002,,501.5,100.2,100.01,100.02")
            + Row("700,701,1598918400001000,0.0002,,501.5,100.3,100.01,100.02")
            + Row("1001,1002,1598947200001000,0.0003,,501.5,100.3,100.01,100.03");

        var sink = Import(Of("tardis-ticker", text), out var summary);

        Assert.That(Kinds(sink), Is.EqualTo((EventKind[])
        [
            EventKind.Mark, EventKind.OpenInterest, EventKind.Mark, EventKind.OpenInterest, EventKind.Mark,
            EventKind.Funding,
        ]));
        var funding = sink.Data[^1].Funding;
        Assert.That(
            (funding.Rate.Value, funding.FundingTime.Value, funding.IntervalNs, funding.MarkPrice.Value),
            Is.EqualTo((2_000_000L, 1_598_918_400_001_000_000, 8 * 60 * TimestampNs.PerMinute, 10_002_000_000L)));
        Assert.That(summary.Warnings, Has.Some.Contains("applied fundings"));
    }

    [Test]
    public void Run_liquidation_of_a_long_is_a_sale()
    {
        const string Text =
            "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n"
            + "binance-futures,BTCUSDT,1598918403696000,1598918403810979,,sell,100.1,3\n";

        var liquidation = Import(Of("tardis-liquidations", Text)).Data.Single();

        Assert.That((liquidation.Kind, liquidation.Side), Is.EqualTo((EventKind.Liquidation, Side.Ask)));
        Assert.That(liquidation.Liquidation.Quantity.Value, Is.EqualTo(3_000));
    }

    [Test]
    public void Run_venue_that_the_rows_contradict_is_a_usage_error()
    {
        var request = Of("tardis-quotes", Quotes + Row("100,101,,,100.1,2")) with { Venue = VenueId.OkxSwap };

        Assert.That(Refusal(request).Message, Does.Contain("binance-futures").And.Contain("okx-swap"));
    }

    [Test]
    public void Run_shift_clock_moves_the_engines_time_and_not_the_venues()
    {
        var request = Of("tardis-quotes", Quotes + Row("100,101,,,100.1,2")) with { ClockShiftNs = -400 };

        var quote = Import(request, out var summary).Data.Single();

        Assert.That(quote.Time - quote.VenueTime, Is.EqualTo(600));
        Assert.That((summary.SmallestLatencyNs, summary.ClockShiftNs), Is.EqualTo(((long?)1_000, -400L)));
    }

    [TestCase(100, 90, 0L, 10_000L)]
    [TestCase(100, 90, 5_000L, 15_000L)]
    [TestCase(100, 110, 5_000L, 0L)]
    public void Run_shift_clock_auto_makes_the_smallest_latency_what_was_asked(
        int sent, int received, long least, long shift)
    {
        var text = Quotes + Row($"{sent - 50},{received - 20},,,100.1,2") + Row($"{sent},{received},,,100.1,2");
        var request = Of("tardis-quotes", text) with { FindsClockShift = true, MinLatencyNs = least };

        var quote = Import(request, out var summary).Data[^1];

        Assert.That(summary.ClockShiftNs, Is.EqualTo(shift));
        Assert.That(quote.Time - quote.VenueTime, Is.EqualTo(((received - sent) * 1_000L) + shift));
    }

    [Test]
    public void Run_shift_clock_of_files_without_a_recorders_clock_is_a_usage_error()
    {
        var request = Csv(CsvKind.Trades, Write("t.csv", "time,price,size\n1700001000,1,1\n")) with { ClockShiftNs = 1 };

        Assert.That(Refusal(request).Message, Does.Contain("--shift-clock").And.Contain("--feed-latency"));
    }

    private static (long Price, long Quantity)[] LevelsOf(Random random, long best)
    {
        var first = best + random.Next(0, 4);
        return [(first, random.Next(1, 3)), (first + random.Next(1, 4), random.Next(1, 3))];
    }

    private static string Tenths(long price) => $"{price / 10}.{price % 10}";

    private static IEnumerable<(int, bool)> Runs(ListSink sink) => sink.Runs
        .Where(run => run[0].Kind == EventKind.BookLevel)
        .Select(run => (run.Length, (run[0].Flags & EventFlags.Snapshot) != 0));

    // Times are µs after 2020-09-01 00:00:00.
    private static string Row(string rest)
    {
        var parts = rest.Split(',');
        var sent = 1_598_918_400_000_000 + long.Parse(parts[0]);
        var received = 1_598_918_400_000_000 + long.Parse(parts[1]);
        return $"binance-futures,BTCUSDT,{sent},{received},{string.Join(',', parts[2..])}\n";
    }

    private ImportRequest Of(string format, string text) => Request(format, Write("data.csv", text)) with
    {
        Venue = VenueId.None,
        Symbol = null,
        Tick = Step("0.1"),
        Lot = Step("0.001"),
    };
}
