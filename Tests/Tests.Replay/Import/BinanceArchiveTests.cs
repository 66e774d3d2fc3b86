using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Replay.Import;

internal sealed class BinanceArchiveTests : ImportFixture
{
    [TestCase("agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n1,100.5,0.002,1,1,1704067200001,true\n")]
    [TestCase("1,100.5,0.002,1,1,1704067200001,True,True\n")]
    [TestCase("1,100.5,0.002,1,1,1704067200001000,True,True\n")]
    [TestCase("transact_time,is_buyer_maker,quantity,price,agg_trade_id\n1704067200001,true,0.002,100.5,1\n")]
    public void Run_aggtrades_of_every_age_give_the_same_trade(string text)
    {
        var trade = Import(Request("binance-aggtrades", Write("a.csv", text))).Data.Single();

        Assert.That((trade.Trade.Price.Value, trade.Trade.Quantity.Value, trade.Trade.Key.Low, trade.Side, trade.Time.Value),
            Is.EqualTo((1_005L, 2L, 1L, Side.Ask, Ns(1_704_067_200_001))));
    }

    [TestCase("1704067200000", "1704067259999")]
    [TestCase("1704067200000000", "1704067259999999")]
    public void Run_klines_say_their_interval_themselves(string open, string close)
    {
        var text = $"{open},100.5,101,100,100.7,12.345,{close},1,42,6.001,1,0\n";

        var bar = Import(Request("binance-klines", Write("k.csv", text))).Data.Single();

        Assert.That((bar.Interval, bar.Time.Value), Is.EqualTo((BarInterval.OneMinute, Ns(1_704_067_260_000))));
        Assert.That((bar.Bar.TradeCount, bar.Bar.TakerBuyVolume.Value), Is.EqualTo((42u, 6_001L)));
    }

    [Test]
    public void Run_klines_with_a_header_in_another_order_are_mapped_by_name()
    {
        const string Text =
            "close_time,open_time,close,low,high,open,volume,count,taker_buy_volume\n1704070799999,1704067200000,100.7,100,101,100.5,12,42,6\n";

        var bar = Import(Request("binance-klines", Write("k.csv", Text))).Data.Single();

        Assert.That((bar.Interval, bar.Bar.Open.Value, bar.Bar.CloseOffset), Is.EqualTo((BarInterval.OneHour, 1_005L, 2)));
    }

    [Test]
    public void Run_klines_of_a_length_that_is_no_interval_are_refused()
    {
        var refusal = Refusal(Request("binance-klines", Write("k.csv", "1704067200000,1,1,1,1,1,1704067207999,1,1,1,1,0\n")));

        Assert.That(refusal.Message, Does.Contain("8 s").And.Contain("row 1"));
    }

    [Test]
    public void Run_klines_whose_header_lacks_a_column_name_it()
    {
        var refusal = Refusal(Request("binance-klines", Write("k.csv", "open_time,open,high,low,close,close_time\n1,1,1,1,1,1\n")));

        Assert.That(refusal.Message, Does.Contain("'volume'"));
    }

    [Test]
    public void Run_trades_bookticker_and_funding_are_read()
    {
        var trade = Import(Request("binance-trades", Write("t.csv", "id,price,qty,quote_qty,time,is_buyer_maker\n5,100.5,0.002,1,1704067200001,false\n")))
            .Data.Single();
        var quote = Import(Request("binance-bookticker", Write("b.csv", "7,100.1,1,100.2,2,1704067200001,1704067200002\n"))).Data.Single();
        var funding = Import(Request(
            "binance-funding", Write("f.csv", "calc_time,funding_interval_hours,last_funding_rate\n1704067200001,8,0.0001\n"))).Data.Single();

        Assert.That((trade.Trade.Key.Low, trade.Side), Is.EqualTo((5L, Side.Bid)));
        Assert.That((quote.Quote.UpdateId, quote.Quote.AskPrice.Value, quote.VenueTime.Value), Is.EqualTo((7L, 1_002L, Ns(1_704_067_200_001))));
        Assert.That((funding.Funding.Rate.Value, funding.Funding.IntervalNs), Is.EqualTo((1_000_000L, 480 * TimestampNs.PerMinute)));
    }
}
