using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Import;

namespace Tests.Replay.Import;

internal sealed class CsvImportTests : ImportFixture
{
    private const string Bars =
        "open_time_ms,open,high,low,close,volume\n1746372780000,95505.4,95505.5,95502.7,95502.7,16.536\n"
        + "1746372840000,95502.8,95502.8,95478,95478.1,28.313\n";

    [Test]
    public void Run_bars_carry_their_close_as_time()
    {
        var sink = Import(Csv(CsvKind.Bars, Write("b.csv", Bars)) with { Interval = BarInterval.OneMinute });

        var bar = sink.Data[0];
        Assert.That(
            (bar.Kind, bar.Interval, bar.Time.Value),
            Is.EqualTo((EventKind.Bar, BarInterval.OneMinute, Ns(1_746_372_840_000))));
        Assert.That(
            (bar.Bar.Open.Value, bar.Bar.HighOffset, bar.Bar.LowOffset, bar.Bar.CloseOffset, bar.Bar.Volume.Value),
            Is.EqualTo((955_054L, 1, -27, -27, 16_536L)));
        Assert.That(sink.Data, Has.Length.EqualTo(2));
    }

    [Test]
    public void Run_columns_in_another_order_are_found_by_name()
    {
        const string Text = "close,volume,high,low,open,when\n2.5,1,3,1,2,1746372780\n";
        var request = Csv(CsvKind.Bars, Write("b.csv", Text), "time=when", "open=open") with
        {
            Interval = BarInterval.OneHour,
            Tick = Step("0.5"),
            Lot = Step("1"),
        };

        var bar = Import(request).Data.Single();

        Assert.That(
            (bar.Bar.Open.Value, bar.Bar.HighOffset, bar.Bar.LowOffset, bar.Bar.CloseOffset),
            Is.EqualTo((4L, 2, -2, 1)));
        Assert.That(bar.Time.Value, Is.EqualTo(1_746_376_380_000_000_000));
    }

    [Test]
    public void Run_headerless_columns_are_named_by_place()
    {
        const string Text = "1605571200,16713.08,16806.09,16683.63,16830.00,2861.4,51506\n";
        var request = Csv(
            CsvKind.Bars, Write("b.csv", Text), "time=#0", "open=#1", "close=#2", "low=#3", "high=#4",
                "volume=#5", "trades=#6") with
        {
            Interval = BarInterval.OneHour,
            Tick = Step("0.01"),
            Lot = Step("0.1"),
        };

        var bar = Import(request).Data.Single().Bar;

        Assert.That((bar.Open.Value, bar.HighOffset, bar.LowOffset, bar.CloseOffset, bar.TradeCount),
            Is.EqualTo((1_671_308L, 11_692, -2_945, 9_301, 51_506u)));
    }

    [Test]
    public void Run_part_of_a_column_is_cut_at_its_separator()
    {
        const string Text =
            "time_seconds,bid_price_bid_size,ask_price_ask_size\n1625097600,2271.58_1.6477,2279.63_28.479526\n";
        var request = Csv(
            CsvKind.Quotes,
            Write("q.csv", Text),
            "time=time_seconds",
            "bid-price=bid_price_bid_size[0]/_",
            "bid-quantity=bid_price_bid_size[1]/_",
            "ask-price=ask_price_ask_size[0]/_",
            "ask-quantity=ask_price_ask_size[1]/_") with
        { Tick = Step("0.01"), Lot = Step("0.000001") };

        var quote = Import(request).Data.Single().Quote;

        Assert.That((quote.BidPrice.Value, quote.BidQuantity.Value, quote.AskPrice.Value, quote.AskQuantity.Value),
            Is.EqualTo((227_158L, 1_647_700L, 227_963L, 28_479_526L)));
    }

    [TestCase("1625097621.647", TimeUnit.Auto)]
    [TestCase("1625097621.647", TimeUnit.Seconds)]
    [TestCase("1625097621647", TimeUnit.Auto)]
    [TestCase("1625097621647000", TimeUnit.Auto)]
    [TestCase("1625097621647000000", TimeUnit.Auto)]
    [TestCase("1625097621647000", TimeUnit.Microseconds)]
    [TestCase("2021-07-01 00:00:21.647", TimeUnit.Auto)]
    public void Run_times_are_exact_in_every_unit(string time, TimeUnit unit)
    {
        var request = Csv(CsvKind.Trades, Write("t.csv", $"time,price,size,is_buyer_maker\n{time},2278.1,0.041,1\n"));
        request = request with { Csv = request.Csv! with { TimeUnit = unit } };

        var trade = Import(request).Data.Single();

        Assert.That(trade.Time.Value, Is.EqualTo(1_625_097_621_647_000_000));
        Assert.That(trade.Side, Is.EqualTo(Side.Ask));
    }

    [TestCase("buy", EventFlags.None)]
    [TestCase("SELL", EventFlags.Ask)]
    [TestCase("ANY", EventFlags.SideUnknown)]
    [TestCase("", EventFlags.SideUnknown)]
    public void Run_trades_take_the_aggressors_side(string side, EventFlags expected)
    {
        var file = Write("t.csv", $"time,price,quantity,side\n1625097621647,2278.1,0.041,{side}\n");

        Assert.That(Import(Csv(CsvKind.Trades, file)).Data.Single().Flags, Is.EqualTo(expected | EventFlags.LastOfRun));
    }

    [Test]
    public void Run_levels_of_one_time_are_one_message()
    {
        const string Text =
            "time,side,price,quantity,is_snapshot\n1700001000,bid,100.1,1,true\n1700001000,ask,100.3,2,true\n1700001000,bid,"
            + "100.0,3,false\n1700002000,ask,100.3,0,false\n";

        var sink = Import(Csv(CsvKind.Levels, Write("l.csv", Text)));

        Assert.That(sink.Runs.Select(run => run.Length).TakeLast(3), Is.EqualTo(new[] { 2, 1, 1 }));
        Assert.That(
            sink.Data.Select(e => (e.Flags & EventFlags.Snapshot) != 0),
            Is.EqualTo(new[] { true, true, false, false }));
    }

    [Test]
    public void Run_funding_takes_the_interval_from_the_times()
    {
        const string Text =
            "funding_time_ms,funding_rate\n1741276800000,0.00006818\n1741305600003,-0.000012500000000000006\n";

        var data = Import(Csv(CsvKind.Funding, Write("f.csv", Text))).Data;

        Assert.That(data.Select(e => e.Funding.Rate.Value), Is.EqualTo(new[] { 681_800L, -125_000L }));
        Assert.That(data.Select(e => e.Funding.IntervalNs / TimestampNs.PerMinute), Is.EqualTo(new[] { 0L, 480L }));
    }

    [Test]
    public void Run_mark_bars_are_known_at_their_close()
    {
        const string Text =
            "open_time_ms,open,high,low,close\n1741276800000,90776.94748889,91023.10873333,87808.72914815,"
            + "89887.9\n";

        var mark = Import(
            Csv(
                CsvKind.Mark,
                Write("m.csv", Text),
                "mark=close") with
            { Interval = BarInterval.EightHours }).Data.Single();

        Assert.That(mark.Time.Value, Is.EqualTo(Ns(1_741_305_600_000)));
        Assert.That(mark.Mark.MarkPrice.Value, Is.EqualTo(8_988_790_000_000));
    }

    [Test]
    public void Run_open_interest_takes_quantity_or_value()
    {
        var data = Import(
            Csv(CsvKind.OpenInterest, Write("o.csv", "time_ms,oi_usd\n1765105200000,1934030909.9089077\n"))).Data;

        Assert.That(data.Single().OpenInterest.Value.Value, Is.EqualTo(193_403_090_990_890_770));
    }

    [Test]
    public void Run_feed_latency_is_added_to_the_venues_time()
    {
        var request = Csv(
            CsvKind.Trades,
            Write("t.csv", "time,price,size\n1625097621647,2278.1,0.041\n")) with
        { FeedLatencyNs = 5_000 };

        var trade = Import(request).Data.Single();

        Assert.That(trade.Time - trade.VenueTime, Is.EqualTo(5_000));
    }

    [Test]
    public void Run_missing_bars_and_repeated_trades_are_counted()
    {
        var bars = Csv(
            CsvKind.Bars, Write("b.csv", Bars + "1746373020000,1,1,1,1,1\n")) with
        { Interval = BarInterval.OneMinute };
        var trades = Csv(CsvKind.Trades, Write("t.csv", "id,time,price,size\n7,1700001000,1,1\n7,1700001000,1,1\n8,1700001000,1,1\n"));

        Import(bars, out var barSummary);
        Import(trades, out var tradeSummary);

        Assert.That((barSummary.Gaps, tradeSummary.Duplicates, tradeSummary.Rows), Is.EqualTo((2L, 1L, 3L)));
    }

    [TestCase("1746372780000,95505.4,95505.5,95502.7,95502.7\n", "row 4", "ends after 5 fields")]
    [TestCase("1746372900000,-1,2,1,1,1\n", "row 4", "'-1' in 'open' is negative")]
    [TestCase("1746372900000,1.05,2,1,1,1\n", "row 4", "'1.05' in 'open' does not lie on the grid of 0.1")]
    [TestCase("1746372900000,1,2,1,1,0.0001\n", "row 4", "does not lie on the grid of 0.001")]
    [TestCase("1746372900000,1,2,1,1,\n", "row 4", "'volume' is empty")]
    [TestCase("1746372900000,1e2x,2,1,1,1\n", "row 4", "not a decimal number")]
    [TestCase("1746372900000,0,2,1,1,1\n", "row 4", "is zero")]
    [TestCase("1746372900000,5,2,1,1,1\n", "row 4", "high is not the highest")]
    [TestCase("soon,1,2,1,1,1\n", "row 4", "'soon' in 'open_time_ms' is no time")]
    [TestCase("1746372720000,1,2,1,1,1\n", "row 4", "time goes backwards by 120000 ms")]
    [TestCase("1746372900000,0.1,999999999.9,0.1,1,1\n", "row 4", "spans more than")]
    public void Run_bad_row_is_refused_with_its_place_and_a_mend(string row, string place, string problem)
    {
        var path = Write("b.csv", Bars + row);

        var refusal = Refusal(Csv(CsvKind.Bars, path) with { Interval = BarInterval.OneMinute });

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.BadData));
        Assert.That(refusal.Message, Does.Contain(path).And.Contain(place).And.Contain(problem));
    }

    [Test]
    public void Run_lenient_stores_times_that_go_backwards_under_the_highest()
    {
        var file = Write("t.csv", "time,price,size\n1700002000,1,1\n1700001000,1,1\n1700003000,1,1\n");

        var sink = Import(Csv(CsvKind.Trades, file) with { IsLenient = true }, out var summary);

        Assert.That(sink.Data.Select(e => e.Time.Value / 1_000_000_000), Is.EqualTo(new[] { 1_700_002_000L, 1_700_002_000L, 1_700_003_000L }));
        Assert.That(sink.Data[1].VenueTime.Value / 1_000_000_000, Is.EqualTo(1_700_001_000));
        Assert.That(summary.TimesRaised, Is.EqualTo(1));
        Assert.That(summary.Warnings, Has.Some.Contains("backwards"));
    }

    [Test]
    public void Run_unknown_column_names_those_of_the_header()
    {
        var refusal = Refusal(Csv(CsvKind.Trades, Write("t.csv", "time,price,size\n1,1,1\n"), "price=px"));

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.Usage));
        Assert.That(refusal.Message, Does.Contain("'px'").And.Contain("time, price, size"));
    }

    [Test]
    public void Run_unknown_field_names_those_of_the_kind()
    {
        var refusal = Refusal(Csv(CsvKind.Trades, Write("t.csv", "time,price,size\n1,1,1\n"), "colour=size"));

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.Usage));
        Assert.That(refusal.Message, Does.Contain("'colour'").And.Contain("price, quantity"));
    }

    [Test]
    public void Run_headerless_file_without_named_columns_is_a_usage_error()
    {
        var refusal = Refusal(Csv(CsvKind.Trades, Write("t.csv", "1605499846,15993.5,0.026,ANY\n")));

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.Usage));
        Assert.That(refusal.Message, Does.Contain("has no header"));
    }

    [Test]
    public void Run_bars_without_an_interval_are_a_usage_error()
    {
        Assert.That(Refusal(Csv(CsvKind.Bars, Write("b.csv", Bars))).Message, Does.Contain("--interval"));
    }

    [Test]
    public void Run_last_row_without_a_line_end_may_have_been_cut_and_is_refused()
    {
        var request = Csv(CsvKind.Trades, Write("t.csv", "time,price,size\r\n1700001000,1,1\r\n1700002000,1,1"));

        Assert.That(Refusal(request).Message, Does.Contain("t.csv, row 3").And.Contain("line end"));
    }

    [Test]
    public void Run_lenient_leaves_out_a_last_row_that_may_have_been_cut()
    {
        var request = Csv(CsvKind.Trades, Write("t.csv", "time,price,size\n1700001000,1,1\n1700002000,1,1"));

        Import(request with { IsLenient = true }, out var summary);

        Assert.That((summary.EventsByKind[EventKind.Trade], summary.Refused), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void Run_last_row_without_a_line_end_is_whole_where_the_archive_is()
    {
        var request = Csv(CsvKind.Trades, Write("t.csv.gz", Gzip("time,price,size\n1700001000,1,1\n1700002000,1,1")));

        Assert.That(Import(request).Data, Has.Length.EqualTo(2));
    }

    [Test]
    public void Run_leaves_out_a_bar_that_comes_again_and_counts_it()
    {
        var last = Bars.Split('\n')[2];
        var request = Csv(CsvKind.Bars, Write("b.csv", Bars + last + "\n")) with { Interval = BarInterval.OneMinute };

        var sink = Import(request, out var summary);

        Assert.That((sink.Data.Length, summary.Duplicates), Is.EqualTo((2, 1L)));
    }

    [Test]
    public void Run_refuses_two_bars_of_one_time_that_contradict_each_other()
    {
        const string Other = "1746372840000,95502.8,95502.8,95478,95480.1,28.313\n";

        var refusal = Refusal(
            Csv(CsvKind.Bars, Write("b.csv", Bars + Other)) with { Interval = BarInterval.OneMinute });

        Assert.That(refusal.Message, Does.Contain("b.csv").And.Contain("4").And.Contain("another bar"));
    }

    [Test]
    public void Run_refuses_times_since_midnight_of_no_day()
    {
        var refusal = Refusal(OfDay("b.csv"));

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.Usage));
        Assert.That(refusal.Message, Does.Contain("'34200000'").And.Contain("--date"));
    }

    [TestCase("20221213_trade.csv")]
    [TestCase("BTC-2022-12-13.csv")]
    [TestCase("2022-12-13_20221213.csv")]
    public void Run_takes_the_day_of_times_since_midnight_from_the_files_name(string name)
    {
        Assert.That(Import(OfDay(name)).Data.Single().Time, Is.EqualTo(At(9, 31)));
    }

    [TestCase("20221213_20221214.csv")]
    [TestCase("20221343.csv")]
    [TestCase("120221213.csv")]
    public void Run_takes_no_day_from_a_name_that_has_several_or_none(string name)
    {
        Assert.That(Refusal(OfDay(name)).Message, Does.Contain("--date"));
    }

    [Test]
    public void Run_takes_the_day_that_is_named_before_that_of_the_files_name()
    {
        var request = OfDay("20200101.csv");

        var bar = Import(request with { Csv = request.Csv! with { Date = new DateOnly(2022, 12, 13) } }).Data.Single();

        Assert.That(bar.Time, Is.EqualTo(At(9, 31)));
    }

    [Test]
    public void Run_refuses_times_before_there_was_a_market()
    {
        var request = Csv(CsvKind.Trades, Write("20221213.csv", "time,price,size\n900000000,1,1\n"));

        Assert.That(Refusal(request).Message, Does.Contain("row 2").And.Contain("1998").And.Contain("--time-unit"));
    }

    [TestCase("20221213 09:30", 9, 31)]
    [TestCase("2022-12-13 09:30:00.000000001", 9, 31)]
    [TestCase("2022-12-13T09:30:00.000000001Z", 9, 31)]
    [TestCase("1.6709238E9", 9, 31)]
    public void Run_reads_times_as_exports_write_them(string text, int hour, int minute)
    {
        var request = Csv(CsvKind.Bars, Write("b.csv", $"time,open,high,low,close,volume\n{text},2,3,1,2,5\n"));

        var time = Import(request with { Interval = BarInterval.OneMinute }).Data.Single().Time;

        Assert.That(time, Is.EqualTo(At(hour, minute) + (text.Contains("001", StringComparison.Ordinal) ? 1 : 0)));
    }

    [TestCase("1e2", 1_000L)]
    [TestCase("1.5E+1", 150L)]
    [TestCase("1000e-1", 1_000L)]
    [TestCase("0.01e3", 100L)]
    [TestCase("12345e-4", -1L)]
    [TestCase("1e-50", -1L)]
    [TestCase("1e", -1L)]
    [TestCase("e5", -1L)]
    [TestCase("1e5.0", -1L)]
    [TestCase("1e99999", -1L)]
    [TestCase("-1e2", -1L)]
    public void Run_prices_with_an_exponent_are_exact_or_refused(string price, long tenths)
    {
        var request = Csv(CsvKind.Trades, Write("t.csv", $"time,price,size\n1700001000,{price},1\n"));

        if (tenths < 0)
        {
            Assert.That(Refusal(request).Message, Does.Contain("row 2").And.Contain(price));
        }
        else
        {
            Assert.That(Import(request).Data.Single().Trade.Price.Value, Is.EqualTo(tenths));
        }
    }

    [Test]
    public void Run_grid_from_data_reads_exponents()
    {
        var request = Csv(CsvKind.Trades, Write("t.csv", "time,price,size\n1700001000,2e-3,1E-06\n"));

        var instrument = Import(request with { GridFromData = true }).Registry.All.Single();

        Assert.That(
            (instrument.TickSize.ToString(), instrument.LotSize.ToString()), Is.EqualTo(("0.001", "0.000001")));
    }

    [Test]
    public void Run_shows_no_control_characters_of_a_file()
    {
        var header = Refusal(Csv(CsvKind.Trades, Write("t.csv", "time,\u001b[31mprice,size\n1,1,1\n"), "price=p"));
        var row = Refusal(Csv(CsvKind.Trades, Write("u.csv", "time,price,size\n1700001000,\u001b]0;x\u0007,1\n")));

        Assert.That((header.Message + row.Message).Any(char.IsControl), Is.False);
    }

    private ImportRequest OfDay(string name) =>
        Csv(CsvKind.Bars, Write(name, "time,open,high,low,close,volume\n34200000,2,3,1,2,5\n")) with
        {
            Interval = BarInterval.OneMinute,
        };

    private static TimestampNs At(int hour, int minute) =>
        new((new DateTime(2022, 12, 13, hour, minute, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks * 100);
}
