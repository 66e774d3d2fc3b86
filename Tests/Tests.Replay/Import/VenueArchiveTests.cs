using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Import;

namespace Tests.Replay.Import;

internal sealed class VenueArchiveTests : ImportFixture
{
    private const string BybitLinear =
        """
        timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional
        1704067202.5,BTCUSDT,Sell,0.002,100.1,ZeroMinusTick,2c5b1a4e-1d64-5a6c-8f2d-0a0b0c0d0e0f,2e7,0.002,0.2
        1704067200.1234,BTCUSDT,Buy,0.001,100.2,PlusTick,7c5b1a4e-1d64-5a6c-8f2d-0a0b0c0d0e0f,1e7,1e-3,0.1
        1704067202.5,BTCUSDT,Buy,0.003,100.3,PlusTick,1c5b1a4e-1d64-5a6c-8f2d-0a0b0c0d0e0f,1e7,1e-3,0.1

        """;

    private const string OkxTrades =
        """
        instrument_name/交易对,trade_id,side,price,size,created_time
        BTC-USDT-SWAP,12,sell,100.1,3,1704067200001
        BTC-USDT-SWAP,10,buy,100.2,1,1704067200001
        BTC-USDT-SWAP,9,buy,100.3,2,1704067200000

        """;

    [Test]
    public void Run_bybit_trades_are_sorted_by_time_and_keep_the_files_order_at_one_time()
    {
        var data = Import(Of("bybit-trades", BybitLinear) with { Venue = VenueId.BybitLinear }).Data;

        Assert.That(data.Select(e => e.Trade.Price.Value), Is.EqualTo((long[])[1_002, 1_001, 1_003]));
        Assert.That(data.Select(e => e.Side), Is.EqualTo((Side[])[Side.Bid, Side.Ask, Side.Bid]));
        Assert.That(data[0].Time.Value, Is.EqualTo(1_704_067_200_123_400_000));
    }

    [Test]
    public void Run_bybit_spot_trades_are_read_by_their_header()
    {
        const string Text = "id,timestamp,price,volume,side,rpi\n1,1704067200001,100.1,0.002,sell,0\n";

        var trade = Import(Of("bybit-trades", Text) with { Venue = VenueId.BybitSpot }).Data.Single();

        Assert.That(
            (trade.Trade.Price.Value, trade.Trade.Quantity.Value, trade.Side, trade.Trade.Key.Low, trade.Time.Value),
            Is.EqualTo((1_001L, 2L, Side.Ask, 1L, Ns(1_704_067_200_001))));
    }

    [Test]
    public void Run_bybit_inverse_contract_is_refused()
    {
        var request = Of("bybit-trades", BybitLinear.Replace("BTCUSDT", "BTCUSD", StringComparison.Ordinal)) with
        {
            Venue = VenueId.BybitLinear,
            Symbol = null,
        };

        Assert.That(Refusal(request).Message, Does.Contain("inverse"));
    }

    [Test]
    public void Run_okx_trades_are_read_by_place_and_sorted_by_time_and_id()
    {
        var request = Of("okx-trades", OkxTrades) with { Venue = VenueId.OkxSwap, Symbol = null, Lot = Step("1") };

        var sink = Import(request);

        Assert.That(sink.Registry.All.Single().Symbol, Is.EqualTo("BTC-USDT-SWAP"));
        Assert.That(sink.Data.Select(e => e.Trade.Key.Low), Is.EqualTo((long[])[9, 10, 12]));
        Assert.That(sink.Data.Select(e => e.Side), Is.EqualTo((Side[])[Side.Bid, Side.Bid, Side.Ask]));
    }

    [Test]
    public void Run_okx_trades_without_a_header_are_data_from_the_first_line()
    {
        var rows = OkxTrades[(OkxTrades.IndexOf('\n', StringComparison.Ordinal) + 1)..];

        var data = Import(Of("okx-trades", rows) with { Venue = VenueId.OkxSwap, Symbol = null, Lot = Step("1") }).Data;

        Assert.That(data, Has.Length.EqualTo(3));
    }

    [Test]
    public void Run_rows_of_other_symbols_are_counted_and_left_out()
    {
        var text = OkxTrades + "ETH-USDT-SWAP,7,sell,1,1,1704067200001\n";

        Import(
            Of("okx-trades", text) with { Venue = VenueId.OkxSwap, Symbol = null, Lot = Step("1") }, out var summary);

        Assert.That(summary.IgnoredRows["symbol not asked for"], Is.EqualTo(1));
    }

    [Test]
    public void Run_kraken_trades_have_no_side_and_no_id()
    {
        var file = Write("XBTUSD.csv", "1704067200,42280.4,0.05\n1704067200,42280.5,0.00001\n");
        var request = Request("kraken-trades", file) with
        {
            Venue = VenueId.KrakenSpot,
            Symbol = null,
            Tick = Step("0.1"),
            Lot = Step("0.00000001"),
        };

        var sink = Import(request);

        Assert.That(sink.Registry.All.Single().Symbol, Is.EqualTo("XBTUSD"));
        Assert.That(sink.Data.Select(e => e.Flags), Is.All.EqualTo(EventFlags.SideUnknown | EventFlags.LastOfRun));
        Assert.That(sink.Data[1].Trade.Quantity.Value, Is.EqualTo(1_000));
    }

    [Test]
    public void Run_metrics_are_sorted_and_known_five_minutes_after_their_time()
    {
        const string Text =
            """
            create_time,symbol,sum_open_interest,sum_open_interest_value,count_toptrader_long_short_ratio
            2024-01-01 00:10:00,BTCUSDT,20.5,2000.25,1.1
            2024-01-01 00:05:00,BTCUSDT,10.5,1000.25,1.1

            """;

        var data = Import(Of("binance-metrics", Text)).Data;

        Assert.That(
            data.Select(e => (e.Time - e.VenueTime, e.OpenInterest.Quantity.Value, e.OpenInterest.Value.Value)),
            Is.EqualTo(((long, long, long)[])
            [
                (5 * TimestampNs.PerMinute, 10_500, 100_025_000_000),
                (5 * TimestampNs.PerMinute, 20_500, 200_025_000_000),
            ]));
        Assert.That(data[0].VenueTime.Value, Is.EqualTo(Ns(1_704_067_500_000)));
    }

    [TestCase("bybit-trades", "no_such,header\n1,2\n")]
    [TestCase("binance-metrics", "create_time,symbol\n2024-01-01 00:05:00,BTCUSDT\n")]
    [TestCase("okx-trades", "BTC-USDT,1,buy\n")]
    [TestCase("kraken-trades", "1704067200,42280.4\n")]
    public void Run_columns_that_are_not_the_formats_are_refused(string format, string text)
    {
        Assert.That(
            Refusal(Of(format, text)).Category,
            Is.EqualTo(ImportErrorCategory.Usage).Or.EqualTo(ImportErrorCategory.BadData));
    }

    private ImportRequest Of(string format, string text) => Request(format, Write("data.csv", text)) with
    {
        Tick = Step("0.1"),
        Lot = Step("0.001"),
    };
}
