using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Orders that wait for a price, where the feed has trades, a mark, or nothing but a book.</summary>
public sealed class VenueTriggerTests
{
    private VenueStand _stand = null!;

    [SetUp]
    public void OpenBook()
    {
        _stand = new VenueStand();
        _stand.Book(bids: [(99, 10), (98, 10)], asks: [(101, 10), (102, 10)]);
        _stand.BuyTrade(100, 1);
    }

    // The side, the type, the trigger, the last price that does not reach it and the first that does.
    [TestCase(OrderType.Stop, Side.Bid, 103, 102, 103)]
    [TestCase(OrderType.Stop, Side.Ask, 97, 98, 97)]
    [TestCase(OrderType.TakeProfit, Side.Bid, 97, 98, 97)]
    [TestCase(OrderType.TakeProfit, Side.Ask, 103, 102, 103)]
    [TestCase(OrderType.Stop, Side.Bid, 103, 102, 110)]
    [TestCase(OrderType.TakeProfit, Side.Bid, 97, 98, 90)]
    public void Trade_at_the_trigger_or_beyond_triggers(
        OrderType type, Side side, long trigger, long before, long reaching)
    {
        var order = _stand.Conditional(type, side, trigger, 3);
        _stand.BuyTrade(before, 1);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.BuyTrade(reaching, 1);

        var price = side == Side.Bid ? 101 : 99;
        Assert.That(
            _stand.Story(order), Is.EqualTo($"accepted, triggered {trigger} by {reaching}, taker {price} x 3"));
    }

    [Test]
    public void Triggered_order_does_not_have_what_the_trade_took_that_triggers_it()
    {
        var order = _stand.Conditional(OrderType.Stop, Side.Bid, 101, 8);

        // 10 are offered at 101; the trade takes 6 of them, which the book does not show yet.
        _stand.BuyTrade(101, 6);

        Assert.That(
            _stand.Story(order), Is.EqualTo("accepted, triggered 101 by 101, taker 101 x 4, taker 102 x 4"));
    }

    [Test]
    public void What_the_trade_took_is_there_again_when_the_book_shows_the_level_anew()
    {
        _stand.Conditional(OrderType.Stop, Side.Bid, 101, 4);
        _stand.BuyTrade(101, 6);

        _stand.AskLevel(101, 10);
        var market = _stand.BuyMarket(10);

        Assert.That(_stand.Story(market), Is.EqualTo("accepted, taker 101 x 10"));
    }

    [Test]
    public void Stop_limit_rests_at_its_limit_once_it_is_triggered()
    {
        var order = _stand.Conditional(OrderType.StopLimit, Side.Bid, 103, 3, price: 100);
        _stand.SellTrade(99, 50);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"), "it has no place in the book before");

        _stand.BuyTrade(103, 1);
        _stand.SellTrade(100, 2);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 103 by 103, maker 100 x 2"));
    }

    [Test]
    public void Stop_limit_takes_no_worse_than_its_limit_and_rests_with_the_remainder()
    {
        var order = _stand.Conditional(OrderType.StopLimit, Side.Bid, 103, 15, price: 101);

        _stand.BuyTrade(103, 1);
        _stand.Query(order);

        Assert.That(
            _stand.Story(order),
            Is.EqualTo("accepted, triggered 103 by 103, taker 101 x 10, PartiallyFilled 10"));
    }

    [Test]
    public void Take_profit_limit_waits_for_its_trigger_and_for_its_limit()
    {
        var order = _stand.Conditional(OrderType.TakeProfitLimit, Side.Ask, 103, 3, price: 104);

        _stand.BuyTrade(103, 1);
        _stand.BuyTrade(105, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 103 by 103, maker 104 x 3"));
    }

    [Test]
    public void Order_is_not_triggered_by_what_was_before_it()
    {
        _stand.BuyTrade(110, 1);
        _stand.BuyTrade(100, 1);

        var order = _stand.Conditional(OrderType.Stop, Side.Bid, 105, 3);
        _stand.BuyTrade(104, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));
    }

    [Test]
    public void Mark_triggers_what_goes_by_it_and_the_trades_do_not()
    {
        _stand.Mark(100m);
        var byMark = _stand.Conditional(OrderType.Stop, Side.Ask, 97, 3, flags: CommandFlags.TriggerOnMark);
        var byTrade = _stand.Conditional(OrderType.Stop, Side.Ask, 97, 3);

        _stand.Mark(97.01m);
        Assert.That(_stand.Story(byMark), Is.EqualTo("accepted"));

        _stand.Mark(97m);
        Assert.That(_stand.Story(byMark), Is.EqualTo("accepted, triggered 97 by 97, taker 99 x 3"));
        Assert.That(_stand.Story(byTrade), Is.EqualTo("accepted"));

        _stand.SellTrade(96, 1);
        Assert.That(_stand.Story(byTrade), Is.EqualTo("accepted, triggered 97 by 96, taker 99 x 3"));
    }

    [Test]
    public void Mark_between_two_ticks_reaches_neither()
    {
        _stand.Mark(100m);
        var buy = _stand.Conditional(OrderType.Stop, Side.Bid, 103, 3, flags: CommandFlags.TriggerOnMark);

        _stand.Mark(102.99999999m);
        Assert.That(_stand.Story(buy), Is.EqualTo("accepted"));

        _stand.Mark(103.00000001m);
        Assert.That(_stand.Story(buy), Does.StartWith("accepted, triggered 103 by 103"));
    }

    [Test]
    public void Without_trades_a_bid_goes_by_the_best_ask_and_an_ask_by_the_best_bid()
    {
        _stand.Instrument = 1;
        _stand.Book(bids: [(99, 10)], asks: [(101, 10)]);
        var buy = _stand.Conditional(OrderType.Stop, Side.Bid, 103, 3);
        var sale = _stand.Conditional(OrderType.TakeProfit, Side.Ask, 103, 3);

        _stand.Book(bids: [(102, 10)], asks: [(103, 10)]);
        Assert.That(_stand.Story(buy), Is.EqualTo("accepted, triggered 103 by 103, taker 103 x 3"));
        Assert.That(_stand.Story(sale), Is.EqualTo("accepted"), "nobody pays 103 yet");

        _stand.Book(bids: [(103, 10)], asks: [(104, 10)]);
        Assert.That(_stand.Story(sale), Is.EqualTo("accepted, triggered 103 by 103, taker 103 x 3"));
    }

    [Test]
    public void Trailing_stop_follows_the_highest_price_and_sells_below_it()
    {
        _stand.BuyTrade(10_000, 1);

        // 1 % of the best price: 9,900 at first; 10,150 × 0.99 = 10,048.5, which 10,048 is the first to reach.
        var order = _stand.Trailing(Side.Ask, offsetBps: 100, quantity: 3);
        _stand.SellTrade(9_901, 1);
        _stand.BuyTrade(10_150, 1);
        _stand.SellTrade(10_049, 1);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.SellTrade(10_048, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 10048 by 10048, taker 99 x 3"));
    }

    [Test]
    public void Trailing_stop_follows_the_lowest_price_and_buys_above_it()
    {
        _stand.BuyTrade(10_000, 1);

        // 2.5 %: 10,250 at first; 9,801 × 1.025 = 10,046.025, which 10,047 is the first to reach.
        var order = _stand.Trailing(Side.Bid, offsetBps: 250, quantity: 3);
        _stand.BuyTrade(10_249, 1);
        _stand.SellTrade(9_801, 1);
        _stand.BuyTrade(10_046, 1);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.BuyTrade(10_047, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 10047 by 10047, taker 101 x 3"));
    }

    [Test]
    public void Trailing_stop_with_an_activation_price_waits_for_it()
    {
        _stand.BuyTrade(10_000, 1);
        var order = _stand.Trailing(Side.Ask, offsetBps: 100, quantity: 3, activation: 10_100);
        _stand.SellTrade(9_000, 1);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"), "it does not trail yet");

        // 10,200 × 0.99 = 10,098.
        _stand.BuyTrade(10_200, 1);
        _stand.SellTrade(10_099, 1);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.SellTrade(10_098, 1);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, triggered 10098 by 10098, taker 99 x 3"));
    }

    [Test]
    public void Reduce_only_stop_ends_when_the_position_is_gone()
    {
        _stand.BuyMarket(5);
        var stop = _stand.Conditional(OrderType.Stop, Side.Ask, 97, 5, flags: CommandFlags.ReduceOnly);
        var profit = _stand.Conditional(OrderType.TakeProfit, Side.Ask, 110, 5, flags: CommandFlags.ReduceOnly);

        _stand.SellTrade(97, 1);

        Assert.That(_stand.Story(stop), Is.EqualTo("accepted, triggered 97 by 97, taker 99 x 5"));
        Assert.That(_stand.Story(profit), Is.EqualTo("accepted, expired VenueReduceOnly"));
        Assert.That(_stand.Venue.OpenOrderCount, Is.Zero);
    }

    [Test]
    public void Two_reduce_only_stops_at_one_price_close_the_position_once()
    {
        _stand.BuyMarket(5);
        var first = _stand.Conditional(OrderType.Stop, Side.Ask, 97, 5, flags: CommandFlags.ReduceOnly);
        var second = _stand.Conditional(OrderType.Stop, Side.Ask, 97, 5, flags: CommandFlags.ReduceOnly);

        _stand.SellTrade(97, 1);

        Assert.That(_stand.Story(first), Is.EqualTo("accepted, triggered 97 by 97, taker 99 x 5"));
        Assert.That(_stand.Story(second), Is.EqualTo("accepted, triggered 97 by 97, expired VenueReduceOnly"));
        Assert.That(_stand.Venue.PositionOf(new InstrumentId(0)), Is.EqualTo(QtyLots.Zero));
    }

    [TestCase(VenueId.BinanceUsdM, "rejected VenueTriggerAtOnce")]
    [TestCase(VenueId.KrakenSpot, "accepted, triggered 99 by 100, taker 101 x 3")]
    public void Trigger_that_is_reached_on_arrival_is_what_the_venue_makes_of_it(VenueId venue, string story)
    {
        _stand = new VenueStand(venue: venue);
        _stand.Book(bids: [(99, 10)], asks: [(101, 10)]);
        _stand.BuyTrade(100, 1);

        Assert.That(_stand.Story(_stand.Conditional(OrderType.Stop, Side.Bid, 99, 3)), Is.EqualTo(story));
    }

    [Test]
    public void Trigger_is_amended_and_counts_from_then_on()
    {
        var order = _stand.Conditional(OrderType.Stop, Side.Ask, 90, 3);

        _stand.Amend(order, 0, 4, trigger: 95);
        _stand.SellTrade(95, 1);

        Assert.That(
            _stand.Story(order), Is.EqualTo("accepted, amended 0 x 4, triggered 95 by 95, taker 99 x 4"));
        Assert.That(
            _stand.Reports.Single(report => report.Kind == EventKind.OrderAmended).OrderAmended.Trigger,
            Is.EqualTo(new PriceTicks(95)));
    }

    [Test]
    public void Amend_to_a_trigger_that_is_reached_is_refused_where_the_venue_refuses_such_orders()
    {
        var order = _stand.Conditional(OrderType.Stop, Side.Ask, 90, 3);

        _stand.Amend(order, 0, 3, trigger: 100);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, amend rejected VenueTriggerAtOnce"));
    }

    [TestCase(0, VenueId.Simulated)]
    [TestCase(95, VenueId.BinanceUsdM)]
    public void Trailing_stops_and_orders_of_venues_that_do_not_amend_them_stay_as_they_are(long trigger, VenueId venue)
    {
        _stand = new VenueStand(venue: venue);
        _stand.Book(bids: [(99, 10)], asks: [(101, 10)]);
        var order = venue == VenueId.Simulated
            ? _stand.Trailing(Side.Ask, 100, 3)
            : _stand.Conditional(OrderType.Stop, Side.Ask, 90, 3);

        _stand.Amend(order, 0, 2, trigger);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, amend rejected VenueAmendUnsupported"));
    }

    [Test]
    public void Order_that_waits_is_canceled_like_others()
    {
        var order = _stand.Conditional(OrderType.Stop, Side.Ask, 97, 3);

        _stand.Cancel(order);
        _stand.SellTrade(90, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, canceled"));
    }

    [TestCase(OrderType.Stop, 0, 0, TimeInForce.GoodTillCanceled)]
    [TestCase(OrderType.Limit, 95, 0, TimeInForce.GoodTillCanceled)]
    [TestCase(OrderType.TrailingStop, 0, 0, TimeInForce.GoodTillCanceled)]
    [TestCase(OrderType.TrailingStop, 0, 10_000, TimeInForce.GoodTillCanceled)]
    [TestCase(OrderType.TrailingStop, 0, 100, TimeInForce.GoodTillDate)]
    [TestCase(OrderType.Market, 0, 0, TimeInForce.GoodTillDate)]
    [TestCase((OrderType)8, 95, 0, TimeInForce.GoodTillCanceled)]
    [TestCase(OrderType.Limit, 0, 0, (TimeInForce)5)]
    public void Terms_that_no_venue_takes_are_rejected(OrderType type, long trigger, long offset, TimeInForce time)
    {
        var order = _stand.Place(new Command
        {
            Type = type,
            Flags = CommandFlags.Ask,
            Price = new PriceTicks(95),
            Quantity = new QtyLots(3),
            Trigger = new PriceTicks(trigger),
            ExpiryOrOffset = offset,
            TimeInForce = time,
        });

        Assert.That(_stand.Story(order), Is.EqualTo("rejected VenueFilter"));
    }
}
