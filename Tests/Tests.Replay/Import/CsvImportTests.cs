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
            "time,side,price,quantity,is_snapshot\n1000,bid,100.1,1,true\n1000,ask,100.3,2,true\n1000,bid,"
            + "100.0,3,false\n2000,ask,100.3,0,false\n";

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
        var trades = Csv(CsvKind.Trades, Write("t.csv", "id,time,price,size\n7,1000,1,1\n7,1000,1,1\n8,1000,1,1\n"));

        Import(bars, out var barSummary);
        Import(trades, out var tradeSummary);

        Assert.That((barSummary.Gaps, tradeSummary.Duplicates, tradeSummary.Rows), Is.EqualTo((2L, 1L, 3L)));
    }

    [TestCase("1746372780000,95505.4,95505.5,95502.7,95502.7\n", "row 4", "ends after 5 fields")]
    [TestCase("1746372900000,-1,2,1,1,1\n", "row 4", "'-1' in 'open' is negative")]
    [TestCase("1746372900000,1.05,2,1,1,1\n", "row 4", "'1.05' in 'open' does not lie on the grid of 0.1")]
    [TestCase("1746372900000,1,2,1,1,0.0001\n", "row 4", "does not lie on the grid of 0.001")]
    [TestCase("1746372900000,1,2,1,1,\n", "row 4", "'volume' is empty")]
    [TestCase("1746372900000,1e2,2,1,1,1\n", "row 4", "not a plain decimal number")]
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
        var file = Write("t.csv", "time,price,size\n2000,1,1\n1000,1,1\n3000,1,1\n");

        var sink = Import(Csv(CsvKind.Trades, file) with { IsLenient = true }, out var summary);

        Assert.That(sink.Data.Select(e => e.Time.Value / 1_000_000_000), Is.EqualTo(new[] { 2_000L, 2_000L, 3_000L }));
        Assert.That(sink.Data[1].VenueTime.Value / 1_000_000_000, Is.EqualTo(1_000));
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
    public void Run_last_row_without_a_line_end_is_read_and_warned_of()
    {
        Import(Csv(CsvKind.Trades, Write("t.csv", "time,price,size\r\n1000,1,1\r\n2000,1,1")), out var summary);

        Assert.That(summary.EventsByKind[EventKind.Trade], Is.EqualTo(2));
        Assert.That(summary.Warnings, Has.Some.Contains("line end"));
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
    public void Run_warns_of_times_that_have_no_date()
    {
        const string Text = "time,open,high,low,close,volume\n34200000,2,3,1,2,5\n";

        Import(Csv(CsvKind.Bars, Write("b.csv", Text)) with { Interval = BarInterval.OneMinute }, out var summary);

        Assert.That(summary.Warnings, Has.Some.Contains("1971").And.Some.Contains("--time-unit"));
    }
}
