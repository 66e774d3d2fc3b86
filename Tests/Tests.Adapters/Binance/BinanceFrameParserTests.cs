using Adapters.Binance.Parsing;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using static Tests.Adapters.Binance.BinanceTestData;

namespace Tests.Adapters.Binance;

public sealed class BinanceFrameParserTests
{
    private const long Ms = TimestampNs.PerMillisecond;

    [Test]
    public void Parse_spot_depth_gives_levels_in_ticks_and_lots()
    {
        var status = Parse(VenueId.BinanceSpot, SpotDepth, out var events, out var frame);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(events.Select(e => (e.Side, e.BookLevel.Price.Value, e.BookLevel.Quantity.Value)), Is.EqualTo(new[]
        {
            (Side.Bid, 5_000_010L, 50_000L), (Side.Ask, 5_000_100L, 0L), (Side.Ask, 5_000_250L, 125_000L),
        }));
        Assert.That(events.Select(e => e.IsLastOfRun), Is.EqualTo(new[] { false, false, true }));
        Assert.That(events.Select(e => (e.Kind, e.Instrument.Value, e.VenueTime.Value)).Distinct(),
            Is.EqualTo(new[] { (EventKind.BookLevel, 7, 1_700_000_000_123 * Ms) }));
        Assert.That((frame.FirstUpdateId, frame.LastUpdateId, frame.PreviousUpdateId), Is.EqualTo((101L, 105L, -1L)));
        Assert.That((events[0].BookLevel.FirstUpdateId, events[0].BookLevel.LastUpdateId), Is.EqualTo((101L, 105L)));
    }

    [Test]
    public void Parse_usdm_depth_takes_the_engine_time_and_the_id_before()
    {
        var status = Parse(VenueId.BinanceUsdM, UsdMDepth, out var events, out var frame);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(events, Has.Length.EqualTo(3));
        Assert.That(events[0].VenueTime.Value, Is.EqualTo(1_700_000_000_120 * Ms));
        Assert.That(frame.SendTime.Value, Is.EqualTo(1_700_000_000_125 * Ms));
        Assert.That(frame.PreviousUpdateId, Is.EqualTo(149));
        Assert.That((events[0].BookLevel.Price.Value, events[0].BookLevel.Quantity.Value), Is.EqualTo((618_002L, 2_909L)));
    }

    [Test]
    public void Parse_depth_reads_levels_that_come_before_the_symbol()
    {
        const string Frame =
            """{"E":1700000000123,"U":101,"a":[["50001.00","0"]],"b":[["50000.10","0.5"]],"e":"depthUpdate","s":"BTCUSDT","u":105}""";

        var status = Parse(VenueId.BinanceSpot, Frame, out var events, out _);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(events.Select(e => (e.Side, e.BookLevel.Price.Value, e.BookLevel.LastUpdateId, e.IsLastOfRun)),
            Is.EqualTo(new[] { (Side.Bid, 5_000_010L, 105L, false), (Side.Ask, 5_000_100L, 105L, true) }));
    }

    [Test]
    public void Parse_depth_accepts_blanks_and_a_third_element_of_a_level()
    {
        const string Frame =
            """
            {"e": "depthUpdate", "E": 1, "s": "BTCUSDT", "U": 1, "u": 2,
              "b": [ ["50000.10", "0.5", []] , ["50000.00","1"] ], "a": [ ]}
            """;

        var status = Parse(VenueId.BinanceSpot, Frame, out var events, out _);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(events.Select(e => e.BookLevel.Price.Value), Is.EqualTo(new[] { 5_000_010L, 5_000_000L }));
    }

    [Test]
    public void Parse_spot_ticker_is_known_by_its_keys_and_has_no_time()
    {
        var status = Parse(VenueId.BinanceSpot, SpotTicker, out var events, out var frame);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(frame.Message, Is.EqualTo(BinanceMessage.BookTicker));
        var quote = events.Single().Quote;
        Assert.That((quote.BidPrice.Value, quote.BidQuantity.Value, quote.AskPrice.Value, quote.AskQuantity.Value, quote.UpdateId),
            Is.EqualTo((6_183_763L, 378_826L, 6_183_764L, 154_698L, 400_900_217L)));
        Assert.That(events[0].VenueTime, Is.EqualTo(TimestampNs.Zero));
        Assert.That(events[0].IsLastOfRun);
    }

    [Test]
    public void Parse_usdm_ticker_takes_the_engine_time()
    {
        var status = Parse(VenueId.BinanceUsdM, UsdMTicker, out var events, out _);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(events.Single().Quote.AskPrice.Value, Is.EqualTo(618_003));
        Assert.That(events[0].VenueTime.Value, Is.EqualTo(1_723_161_256_313 * Ms));
    }

    [Test]
    public void Parse_trade_of_a_buyer_who_was_the_maker_has_a_selling_aggressor()
    {
        var status = Parse(VenueId.BinanceSpot, SpotTrade, out var events, out _);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        var trade = events.Single();
        Assert.That((trade.Kind, trade.Side), Is.EqualTo((EventKind.Trade, Side.Ask)));
        Assert.That((trade.Trade.Price.Value, trade.Trade.Quantity.Value), Is.EqualTo((6_183_763L, 2_000L)));
        Assert.That(trade.Trade.Key, Is.EqualTo(Key128.FromNumber(3_735_683_259)));
        Assert.That(trade.VenueTime.Value, Is.EqualTo(1_723_161_255_342 * Ms));
    }

    [TestCase("MARKET", ParseStatus.Ok)]
    [TestCase("INSURANCE_FUND", ParseStatus.Ignored)]
    [TestCase("ADL", ParseStatus.Ignored)]
    [TestCase("NA", ParseStatus.Ignored)]
    public void Parse_usdm_trade_outside_the_market_is_ignored(string origin, ParseStatus expected)
    {
        var frame = UsdMTrade.Replace("MARKET", origin, StringComparison.Ordinal);

        Assert.That(Parse(VenueId.BinanceUsdM, frame, out _, out _), Is.EqualTo(expected));
    }

    [Test]
    public void Parse_aggregate_keeps_its_own_id()
    {
        var status = Parse(VenueId.BinanceUsdM, AggregateTrade, out var events, out var frame);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(frame.Message, Is.EqualTo(BinanceMessage.AggregateTrade));
        Assert.That(events.Single().Trade.Key, Is.EqualTo(Key128.FromNumber(12_345)));
        Assert.That(events[0].Side, Is.EqualTo(Side.Bid));
    }

    [Test]
    public void Parse_mark_price_keeps_eight_places_and_the_next_funding()
    {
        var status = Parse(VenueId.BinanceUsdM, MarkPrice, out var events, out _);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        var mark = events.Single().Mark;
        Assert.That(mark.MarkPrice.Value, Is.EqualTo(1_179_415_000_001));
        Assert.That(mark.IndexPrice.Value, Is.EqualTo(1_178_462_659_091));
        Assert.That(mark.SettlePrice.Value, Is.EqualTo(1_178_425_641_265));
        Assert.That(mark.FundingRate.Value, Is.EqualTo(3_816_700));
        Assert.That(mark.NextFundingTime.Value, Is.EqualTo(1_562_306_400_000 * Ms));
        Assert.That(events[0].VenueTime.Value, Is.EqualTo(1_562_305_380_000 * Ms));
    }

    [Test]
    public void Parse_liquidation_takes_the_orders_price_and_the_filled_quantity()
    {
        var status = Parse(VenueId.BinanceUsdM, ForceOrder, out var events, out _);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        var liquidation = events.Single();
        Assert.That((liquidation.Kind, liquidation.Side), Is.EqualTo((EventKind.Liquidation, Side.Ask)));
        Assert.That((liquidation.Liquidation.Price.Value, liquidation.Liquidation.Quantity.Value), Is.EqualTo((351_008L, 1_400L)));
        Assert.That(liquidation.VenueTime.Value, Is.EqualTo(1_698_871_323_059 * Ms));
    }

    [Test]
    public void Parse_closed_bar_is_dated_at_its_close()
    {
        var status = Parse(VenueId.BinanceUsdM, ClosedBar, out var events, out _);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        var bar = events.Single();
        Assert.That(bar.VenueTime.Value, Is.EqualTo(1_638_747_660_000 * Ms));
        Assert.That(bar.Interval, Is.EqualTo(BarInterval.OneMinute));
        Assert.That((bar.Bar.Open.Value, bar.Bar.HighOffset, bar.Bar.LowOffset, bar.Bar.CloseOffset), Is.EqualTo((490_000L, 201, -100, 105)));
        Assert.That((bar.Bar.Volume.Value, bar.Bar.TakerBuyVolume.Value, bar.Bar.TradeCount), Is.EqualTo((12_345L, 6_001L, 101u)));
    }

    [Test]
    public void Parse_open_bar_is_ignored()
    {
        var frame = ClosedBar.Replace("\"x\":true", "\"x\":false", StringComparison.Ordinal);

        Assert.That(Parse(VenueId.BinanceUsdM, frame, out _, out _), Is.EqualTo(ParseStatus.Ignored));
    }

    [Test]
    public void Parse_bar_whose_high_is_below_its_close_is_out_of_range()
    {
        var frame = ClosedBar.Replace("49020.1", "49010.4", StringComparison.Ordinal);

        Assert.That(Parse(VenueId.BinanceUsdM, frame, out _, out _), Is.EqualTo(ParseStatus.OutOfRange));
    }

    [Test]
    public void Parse_snapshot_without_a_symbol_is_read_by_the_call_that_names_one()
    {
        var text = System.Text.Encoding.UTF8.GetBytes(Snapshot);
        var scratch = new Event[16];
        var parser = Parser(VenueId.BinanceUsdM);

        Assert.That(parser.Parse(text, scratch, out var bare), Is.EqualTo(ParseStatus.UnknownSymbol));
        Assert.That(bare.Message, Is.EqualTo(BinanceMessage.DepthSnapshot));
        Assert.That(parser.ParseSnapshot(text, 0, scratch, out var frame), Is.EqualTo(ParseStatus.Ok));
        Assert.That((frame.Count, frame.LastUpdateId), Is.EqualTo((3, 1_027_024L)));
        Assert.That(scratch[..3].Select(e => (e.Side, e.BookLevel.Price.Value, e.BookLevel.LastUpdateId, e.VenueTime.Value)), Is.EqualTo(new[]
        {
            (Side.Bid, 40L, 1_027_024L, 1_589_436_922_959 * Ms),
            (Side.Bid, 39L, 1_027_024L, 1_589_436_922_959 * Ms),
            (Side.Ask, 41L, 1_027_024L, 1_589_436_922_959 * Ms),
        }));
    }

    [TestCase("""{"result":null,"id":1}""", BinanceMessage.ControlReply)]
    [TestCase("""{"code":2,"msg":"Invalid request: unknown variant"}""", BinanceMessage.ControlReply)]
    [TestCase("""{"id":"a","status":200,"result":[],"rateLimits":[]}""", BinanceMessage.ControlReply)]
    [TestCase("""{"e":"serverShutdown","E":1700000000123}""", BinanceMessage.ServerShutdown)]
    [TestCase("""{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1}}""", BinanceMessage.ServerShutdown)]
    [TestCase("""{"e":"24hrTicker","s":"BTCUSDT"}""", BinanceMessage.Unknown)]
    [TestCase("""{"stream":"btcusdt@depth5@100ms","data":{"lastUpdateId":160,"bids":[],"asks":[]}}""", BinanceMessage.PartialDepth)]
    [TestCase("""[{"e":"markPriceUpdate"}]""", BinanceMessage.Unknown)]
    public void Parse_what_is_no_market_data_of_ours_is_ignored(string frame, BinanceMessage expected)
    {
        Assert.That(Parse(VenueId.BinanceSpot, frame, out _, out var header), Is.EqualTo(ParseStatus.Ignored));
        Assert.That(header.Message, Is.EqualTo(expected));
    }

    [Test]
    public void Parse_message_of_the_coin_margined_product_is_ignored()
    {
        var frame = UsdMDepth.Replace("\"st\":1", "\"st\":2", StringComparison.Ordinal);

        Assert.That(Parse(VenueId.BinanceUsdM, frame, out _, out _), Is.EqualTo(ParseStatus.Ignored));
    }

    [TestCase("BTCUSDT", "ETHUSDT", ParseStatus.UnknownSymbol)]
    [TestCase("\"s\":\"BTCUSDT\",", "", ParseStatus.MissingField)]
    [TestCase("\"U\":101,", "", ParseStatus.MissingField)]
    [TestCase("\"E\":1700000000123,", "", ParseStatus.MissingField)]
    [TestCase("50000.10", "50000.105", ParseStatus.OffGrid)]
    [TestCase("50000.10", "-50000.10", ParseStatus.OutOfRange)]
    [TestCase("50000.10", "0.00", ParseStatus.OutOfRange)]
    [TestCase("0.50000", "-0.5", ParseStatus.OutOfRange)]
    [TestCase("0.50000", "99999999999999999999999", ParseStatus.OutOfRange)]
    [TestCase("50000.10", "5e4", ParseStatus.Malformed)]
    [TestCase("\"U\":101", "\"U\":106", ParseStatus.OutOfRange)]
    [TestCase("\"U\":101", "\"U\":\"101\"", ParseStatus.Malformed)]
    [TestCase("\"U\":101", "\"U\":99999999999999999999", ParseStatus.Malformed)]
    [TestCase("\"E\":1700000000123", "\"E\":-1", ParseStatus.Malformed)]
    [TestCase("]]}", "]]}}", ParseStatus.Malformed)]
    public void Parse_bad_depth_is_refused(string what, string by, ParseStatus expected)
    {
        var frame = SpotDepth.Replace(what, by, StringComparison.Ordinal);

        Assert.That(Parse(VenueId.BinanceSpot, frame, out var events, out _), Is.EqualTo(expected));
        Assert.That(events, Is.Empty);
    }

    [Test]
    public void Parse_residue_of_a_spot_total_is_dropped_and_counted()
    {
        var frame = SpotDepth.Replace("0.50000", "25.42618900", StringComparison.Ordinal);

        var status = Parse(VenueId.BinanceSpot, frame, out var events, out var header);

        Assert.That(status, Is.EqualTo(ParseStatus.Ok));
        Assert.That(events[0].BookLevel.Quantity.Value, Is.EqualTo(2_542_618));
        Assert.That(header.ResidueCount, Is.EqualTo(1));
    }

    [Test]
    public void Parse_residue_of_a_usdm_total_is_off_the_grid()
    {
        var frame = UsdMDepth.Replace("2.909", "2.9091", StringComparison.Ordinal);

        Assert.That(Parse(VenueId.BinanceUsdM, frame, out _, out _), Is.EqualTo(ParseStatus.OffGrid));
    }

    [Test]
    public void Parse_more_levels_than_the_scratch_has_slots_is_too_long()
    {
        var status = Parser(VenueId.BinanceSpot)
            .Parse(System.Text.Encoding.UTF8.GetBytes(SpotDepth), new Event[2], out var frame);

        Assert.That(status, Is.EqualTo(ParseStatus.TooLong));
        Assert.That(frame.Count, Is.Zero);
    }

    [Test]
    public void Parse_microseconds_are_told_by_their_digits()
    {
        var frame = SpotTrade.Replace("1723161255342", "1723161255342017", StringComparison.Ordinal);

        Parse(VenueId.BinanceSpot, frame, out var events, out _);

        Assert.That(events.Single().VenueTime.Value, Is.EqualTo(1_723_161_255_342_017_000));
    }

    [Test]
    public void Parse_allocates_nothing()
    {
        var scratch = new Event[1_024];
        var parsers = new[] { Parser(VenueId.BinanceSpot), Parser(VenueId.BinanceUsdM) };
        var frames = SpotFrames.Select(text => (Parser: 0, Bytes: System.Text.Encoding.UTF8.GetBytes(text)))
            .Concat(UsdMFrames.Select(text => (Parser: 1, Bytes: System.Text.Encoding.UTF8.GetBytes(text))))
            .ToArray();
        ParseAll(parsers, frames, scratch, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var good = ParseAll(parsers, frames, scratch, 1_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(good, Is.EqualTo(1_000 * frames.Length));
    }

    private static int ParseAll(BinanceFrameParser[] parsers, (int Parser, byte[] Bytes)[] frames, Event[] scratch, int rounds)
    {
        var good = 0;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (parser, bytes) in frames)
            {
                good += parsers[parser].Parse(bytes, scratch, out _) == ParseStatus.Ok ? 1 : 0;
            }
        }

        return good;
    }
}
