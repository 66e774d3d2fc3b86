using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>
/// Fills from one-minute bars, where nothing finer is there. Slippage 5 basis points, share 10 % of the volume.
/// </summary>
public sealed class VenueBarTests
{
    private VenueStand _stand = null!;

    [SetUp]
    public void SeeOneBar()
    {
        _stand = new VenueStand();
        _stand.Bar(open: 10_000, high: 10_050, low: 9_950, close: 10_000, volume: 1_000);
    }

    [Test]
    public void Market_order_fills_at_the_next_open_worsened_by_the_slippage()
    {
        var buy = _stand.BuyMarket(10);
        var sale = _stand.SellMarket(10);

        _stand.Bar(10_010, 10_050, 9_950, 10_000, 1_000);

        // 5 basis points of 10,010 are 5.005 ticks, rounded against us to 6.
        Assert.That(_stand.Story(buy), Is.EqualTo("accepted, taker 10016 x 10"));
        Assert.That(_stand.Story(sale), Is.EqualTo("accepted, taker 10004 x 10"));
    }

    [Test]
    public void Market_orders_share_a_tenth_of_the_volume_and_expire_with_the_rest()
    {
        var first = _stand.BuyMarket(70);
        var second = _stand.BuyMarket(70);

        _stand.Bar(10_000, 10_050, 9_950, 10_000, 1_009);

        // A tenth of 1,009 is 100: 70 and then 30.
        Assert.That(_stand.Story(first), Is.EqualTo("accepted, taker 10005 x 70"));
        Assert.That(
            _stand.Story(second), Is.EqualTo("accepted, taker 10005 x 30, expired ImmediateOrCancelRemainder"));
    }

    [Test]
    public void Order_takes_no_part_in_a_bar_that_opened_before_it_arrived()
    {
        _stand.NowMs += 1;
        _stand.Tick();
        var order = _stand.BuyMarket(10);

        _stand.NowMs -= 1;
        _stand.Bar(10_000, 10_050, 9_950, 10_000, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.Bar(10_020, 10_050, 9_950, 10_000, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 10026 x 10"));
    }

    [Test]
    public void Latency_makes_an_order_miss_the_bar_that_opens_at_once()
    {
        _stand = new VenueStand(VenueStand.NoLatency with { EntryLatencyNs = 10_000_000 });
        _stand.Bar(10_000, 10_050, 9_950, 10_000, 1_000);
        var order = _stand.BuyMarket(10);

        _stand.Bar(10_000, 10_050, 9_950, 10_000, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.Bar(10_020, 10_050, 9_950, 10_000, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 10026 x 10"));
    }

    [Test]
    public void Resting_limit_fills_only_where_the_bar_goes_strictly_beyond_it()
    {
        var bid = _stand.Buy(9_960, 10);
        var ask = _stand.Sell(10_040, 10);

        _stand.Bar(10_000, 10_040, 9_960, 10_000, 1_000);
        Assert.That(_stand.Story(bid), Is.EqualTo("accepted"));
        Assert.That(_stand.Story(ask), Is.EqualTo("accepted"));

        _stand.Bar(10_000, 10_041, 9_959, 10_000, 1_000);
        Assert.That(_stand.Story(bid), Is.EqualTo("accepted, maker 9960 x 10"));
        Assert.That(_stand.Story(ask), Is.EqualTo("accepted, maker 10040 x 10"));
    }

    [Test]
    public void Resting_limit_that_the_market_jumps_over_fills_at_its_limit_and_no_better()
    {
        var order = _stand.Buy(9_960, 10);
        _stand.Bar(10_000, 10_040, 9_970, 10_000, 1_000);

        _stand.Bar(9_900, 9_910, 9_890, 9_900, 1_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 9960 x 10"));
    }

    [Test]
    public void Fresh_limit_that_the_open_makes_marketable_takes_at_the_worsened_open()
    {
        var order = _stand.Buy(9_960, 10);

        _stand.Bar(9_900, 9_910, 9_890, 9_900, 1_000);

        // 5 basis points of 9,900 are 4.95 ticks, rounded to 5.
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 9905 x 10"));
    }

    [Test]
    public void Fresh_limit_never_pays_more_than_itself()
    {
        var order = _stand.Buy(9_902, 10);

        _stand.Bar(9_900, 9_910, 9_890, 9_900, 1_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 9902 x 10"));
    }

    [Test]
    public void Limit_orders_share_the_volume_and_keep_resting()
    {
        var first = _stand.Buy(9_960, 60);
        var better = _stand.Buy(9_970, 60);

        _stand.Bar(10_000, 10_040, 9_900, 10_000, 1_000);
        _stand.Bar(10_000, 10_040, 9_900, 10_000, 1_000);

        Assert.That(_stand.Story(better), Is.EqualTo("accepted, maker 9970 x 60"));
        Assert.That(_stand.Story(first), Is.EqualTo("accepted, maker 9960 x 40, maker 9960 x 20"));
    }

    [Test]
    public void Bar_without_volume_fills_nothing()
    {
        var market = _stand.BuyMarket(1);
        var limit = _stand.Buy(9_960, 1);

        _stand.Bar(10_000, 10_040, 9_900, 10_000, 0);

        Assert.That(_stand.Story(market), Is.EqualTo("accepted, expired ImmediateOrCancelRemainder"));
        Assert.That(_stand.Story(limit), Is.EqualTo("accepted"));
    }

    [Test]
    public void Immediate_or_cancel_limit_fills_at_the_open_or_expires()
    {
        var good = _stand.Buy(10_010, 5, timeInForce: TimeInForce.ImmediateOrCancel);
        var bad = _stand.Buy(9_990, 5, timeInForce: TimeInForce.ImmediateOrCancel);

        _stand.Bar(10_000, 10_040, 9_900, 10_000, 1_000);

        Assert.That(_stand.Story(good), Is.EqualTo("accepted, taker 10005 x 5"));
        Assert.That(_stand.Story(bad), Is.EqualTo("accepted, expired ImmediateOrCancelRemainder"));
    }

    [Test]
    public void Post_only_is_judged_by_the_last_close_and_never_takes()
    {
        var crossing = _stand.Buy(10_001, 5, CommandFlags.PostOnly);
        var resting = _stand.Buy(9_960, 5, CommandFlags.PostOnly);

        _stand.Bar(9_900, 9_910, 9_890, 9_900, 1_000);

        Assert.That(_stand.Story(crossing), Is.EqualTo("rejected VenuePostOnlyWouldCross"));
        Assert.That(_stand.Story(resting), Is.EqualTo("accepted, maker 9960 x 5"));
    }

    [Test]
    public void Bars_are_ignored_once_trades_are_there()
    {
        _stand.SellTrade(10_000, 1);
        var order = _stand.Buy(9_960, 10);

        _stand.Bar(10_000, 10_040, 9_900, 10_000, 1_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));
    }

    [Test]
    public void Taker_that_waits_for_a_bar_is_released_by_the_first_trade()
    {
        var order = _stand.BuyMarket(10);

        _stand.SellTrade(10_000, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 10005 x 10"));
    }

    [Test]
    public void Waiting_taker_can_be_canceled()
    {
        var order = _stand.BuyMarket(10);

        _stand.Cancel(order);
        _stand.Bar(10_000, 10_040, 9_900, 10_000, 1_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, canceled"));
    }

    [Test]
    public void Longer_bars_say_nothing_where_shorter_ones_are()
    {
        var order = _stand.Buy(9_960, 10);

        var bar = Event.Create(
            EventKind.Bar,
            new TimestampNs((_stand.NowMs + 300_000) * 1_000_000),
            new InstrumentId(0),
            (EventFlags)((ushort)BarInterval.FiveMinutes << 8));
        bar.Bar.Open = new PriceTicks(10_000);
        bar.Bar.LowOffset = -500;
        bar.Bar.Volume = new QtyLots(1_000);
        _stand.Feed(bar);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));
    }

    [Test]
    public void Slippage_and_share_are_settings()
    {
        _stand = new VenueStand(VenueStand.NoLatency with
        {
            Slippage = new Rate(Rate.Scale / 100),
            BarVolumeShare = new Rate(Rate.Scale / 2),
        });
        _stand.Bar(10_000, 10_050, 9_950, 10_000, 1_000);
        var order = _stand.BuyMarket(600);

        _stand.Bar(10_000, 10_050, 9_950, 10_000, 1_000);

        Assert.That(
            _stand.Story(order), Is.EqualTo("accepted, taker 10100 x 500, expired ImmediateOrCancelRemainder"));
    }
}
