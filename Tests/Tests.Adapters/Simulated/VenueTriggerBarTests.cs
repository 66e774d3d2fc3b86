using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Orders that wait for a price, where bars are all there is. Slippage 5 basis points.</summary>
public sealed class VenueTriggerBarTests
{
    private VenueStand _stand = null!;

    [SetUp]
    public void SeeOneBar()
    {
        _stand = new VenueStand();
        _stand.Bar(open: 10_000, high: 10_050, low: 9_950, close: 10_000, volume: 1_000);
    }

    // The bar is open, high, low, close. 5 basis points of 10,100 are 5.05, rounded against us to 6; of 10,200 5.1, 6;
    // of 9,900 4.95, 5; of 9,800 4.9, 5.
    [TestCase(
        OrderType.Stop, Side.Bid, 10_100, 10_000, 10_100, 9_990, 10_000,
        "triggered 10100 by 10100, taker 10106 x 3")]
    [TestCase(
        OrderType.Stop, Side.Bid, 10_100, 10_200, 10_300, 10_150, 10_250,
        "triggered 10100 by 10200, taker 10206 x 3")]
    [TestCase(
        OrderType.Stop, Side.Ask, 9_900, 10_000, 10_050, 9_900, 10_000,
        "triggered 9900 by 9900, taker 9895 x 3")]
    [TestCase(
        OrderType.Stop, Side.Ask, 9_900, 9_800, 9_850, 9_700, 9_750,
        "triggered 9900 by 9800, taker 9795 x 3")]
    [TestCase(
        OrderType.TakeProfit, Side.Bid, 9_900, 10_000, 10_050, 9_850, 9_950,
        "triggered 9900 by 9900, taker 9905 x 3")]
    [TestCase(
        OrderType.TakeProfit, Side.Bid, 9_900, 9_800, 9_850, 9_700, 9_750,
        "triggered 9900 by 9900, taker 9905 x 3")]
    [TestCase(
        OrderType.TakeProfit, Side.Ask, 10_100, 10_200, 10_300, 10_150, 10_250,
        "triggered 10100 by 10100, taker 10094 x 3")]
    public void Bar_triggers_at_the_trigger_or_at_the_worse_of_it_and_the_open(
        OrderType type, Side side, long trigger, long open, long high, long low, long close, string story)
    {
        var order = _stand.Conditional(type, side, trigger, 3);

        _stand.Bar(open, high, low, close, 1_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, " + story));
    }

    [Test]
    public void Bar_that_does_not_reach_the_trigger_leaves_the_order_waiting()
    {
        var order = _stand.Conditional(OrderType.Stop, Side.Bid, 10_100, 3);

        _stand.Bar(10_000, 10_099, 9_000, 10_050, 1_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));
    }

    [Test]
    public void Bar_that_opened_before_the_order_came_does_not_trigger_it()
    {
        _stand.NowMs += 1;
        _stand.Tick();
        var order = _stand.Conditional(OrderType.Stop, Side.Bid, 10_100, 3);

        _stand.NowMs -= 1;
        _stand.Bar(10_000, 10_200, 9_950, 10_000, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.Bar(10_000, 10_100, 9_950, 10_000, 1_000);
        Assert.That(_stand.Story(order), Does.StartWith("accepted, triggered 10100 by 10100"));
    }

    [Test]
    public void Bar_that_reaches_stop_and_profit_stops()
    {
        _stand.BuyMarket(3);
        _stand.Bar(10_000, 10_050, 9_950, 10_000, 1_000);
        var profit = _stand.Conditional(OrderType.TakeProfit, Side.Ask, 10_100, 3, flags: CommandFlags.ReduceOnly);
        var stop = _stand.Conditional(OrderType.Stop, Side.Ask, 9_900, 3, flags: CommandFlags.ReduceOnly);

        _stand.Bar(10_000, 10_200, 9_800, 10_150, 1_000);

        Assert.That(_stand.Story(stop), Is.EqualTo("accepted, triggered 9900 by 9900, taker 9895 x 3"));
        Assert.That(
            _stand.Story(profit), Is.EqualTo("accepted, triggered 10100 by 10100, expired VenueReduceOnly"));
    }

    [Test]
    public void Stop_has_no_more_than_the_share_of_the_volume_and_the_rest_expires()
    {
        var order = _stand.Conditional(OrderType.Stop, Side.Bid, 10_100, 150);

        _stand.Bar(10_000, 10_100, 9_950, 10_000, 1_000);

        Assert.That(
            _stand.Story(order),
            Is.EqualTo("accepted, triggered 10100 by 10100, taker 10106 x 100, expired ImmediateOrCancelRemainder"));
    }

    [Test]
    public void Stop_limit_whose_limit_the_trigger_allows_takes_within_it()
    {
        var order = _stand.Conditional(OrderType.StopLimit, Side.Bid, 10_100, 3, price: 10_103);

        _stand.Bar(10_000, 10_100, 9_950, 10_000, 1_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 10100 by 10100, taker 10103 x 3"));
    }

    [Test]
    public void Stop_limit_whose_limit_is_better_rests_until_a_later_bar()
    {
        var order = _stand.Conditional(OrderType.StopLimit, Side.Bid, 10_100, 3, price: 10_050);

        _stand.Bar(10_000, 10_100, 9_950, 10_080, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 10100 by 10100"));

        _stand.Bar(10_080, 10_100, 10_049, 10_080, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 10100 by 10100, maker 10050 x 3"));
    }

    [Test]
    public void Trailing_stop_is_held_against_the_low_before_the_high_moves_it()
    {
        // From the close of 10,000: 9,900. The bar goes up to 10,300, whose 1 % is 10,197, and its low is 9,901.
        var order = _stand.Trailing(Side.Ask, offsetBps: 100, quantity: 3);

        _stand.Bar(10_000, 10_300, 9_901, 10_250, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        // Now 10,197 is reached; 5 basis points of it are 5.0985, 6.
        _stand.Bar(10_250, 10_260, 10_190, 10_200, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 10197 by 10197, taker 10191 x 3"));
    }

    [Test]
    public void Trailing_stop_is_reached_by_the_close_that_comes_after_the_high()
    {
        var order = _stand.Trailing(Side.Ask, offsetBps: 100, quantity: 3);

        // The high moves it to 10,197 and the close is below: whatever the way, it went through 10,197 after the high.
        _stand.Bar(10_000, 10_300, 9_950, 10_100, 1_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 10197 by 10197, taker 10191 x 3"));
    }

    [Test]
    public void Mark_triggers_between_bars_and_the_next_open_fills()
    {
        _stand.Mark(10_000m);
        var order = _stand.Conditional(OrderType.Stop, Side.Ask, 9_900, 3, flags: CommandFlags.TriggerOnMark);
        _stand.Bar(10_000, 10_050, 9_800, 10_000, 1_000);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"), "the mark was not there");

        _stand.Mark(9_899.5m);
        _stand.Bar(9_950, 10_050, 9_800, 10_000, 1_000);

        // 5 basis points of 9,950 are 4.975, 5.
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 9900 by 9900, taker 9945 x 3"));
    }
}
