using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Orders that rest: what the public market proves about them.</summary>
public sealed class VenueMakerTests
{
    private VenueStand _stand = null!;

    [SetUp]
    public void OpenBook()
    {
        _stand = new VenueStand();
        _stand.Book(bids: [(99, 10), (98, 20)], asks: [(101, 5), (102, 7)]);
    }

    [Test]
    public void Trades_at_our_price_fill_us_only_beyond_the_queue_ahead()
    {
        var order = _stand.Buy(99, 4);

        _stand.SellTrade(99, 7);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"), "7 of the 10 ahead of us");

        _stand.SellTrade(99, 5);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 99 x 2"), "the last 3 ahead, then 2 of ours");

        _stand.SellTrade(99, 5);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 99 x 2, maker 99 x 2"), "never beyond it");
    }

    [Test]
    public void Maker_pays_the_maker_fee()
    {
        _stand.Buy(100, 3);

        _stand.SellTrade(100, 3);

        // 3 × 100 = 300, of which 0.0002 is 0.06.
        Assert.That(_stand.Fills.Single().Fill.Fee, Is.EqualTo(VenueStand.Units(0.06m)));
        Assert.That(_stand.Fills.Single().Flags & EventFlags.Maker, Is.EqualTo(EventFlags.Maker));
    }

    [Test]
    public void Trades_in_which_the_aggressor_bought_do_not_fill_a_bid_at_their_price()
    {
        var order = _stand.Buy(100, 1);

        _stand.BuyTrade(100, 50);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));
    }

    [Test]
    public void Trades_of_an_unknown_aggressor_count_at_our_price()
    {
        var order = _stand.Buy(100, 1);

        _stand.Trade(EventFlags.SideUnknown, 100, 50);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 100 x 1"));
    }

    [Test]
    public void Shrinking_quantity_bounds_the_queue_ahead_and_growing_does_not_lengthen_it()
    {
        var order = _stand.Buy(99, 4);

        _stand.BidLevel(99, 3);
        _stand.BidLevel(99, 30);
        _stand.SellTrade(99, 4);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [Test]
    public void Trade_and_the_level_that_shows_it_count_once()
    {
        var order = _stand.Buy(99, 4);

        _stand.SellTrade(99, 6);
        _stand.BidLevel(99, 4);
        _stand.SellTrade(99, 4);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.SellTrade(99, 1);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [Test]
    public void Trade_through_our_price_fills_us_whole_at_our_price()
    {
        var order = _stand.Buy(99, 400);

        _stand.SellTrade(98, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 99 x 400"));
    }

    [Test]
    public void Trade_through_fills_every_order_that_it_passed_and_no_other()
    {
        var near = _stand.Sell(103, 1);
        var far = _stand.Sell(105, 1);
        var at = _stand.Sell(104, 1);

        _stand.BuyTrade(104, 1);

        Assert.That(_stand.Story(near), Is.EqualTo("accepted, maker 103 x 1"));
        Assert.That(_stand.Story(at), Is.EqualTo("accepted, maker 104 x 1"), "nobody is displayed ahead of us");
        Assert.That(_stand.Story(far), Is.EqualTo("accepted"));
    }

    [Test]
    public void Book_whose_best_ask_reaches_our_bid_fills_us_whole_at_our_price()
    {
        var order = _stand.Buy(100, 50);

        _stand.AskLevel(100, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 100 x 50"));
    }

    [Test]
    public void Book_is_judged_only_when_its_message_is_whole()
    {
        var order = _stand.Buy(100, 1);

        // The ask comes and goes within one message.
        _stand.Feed(_stand.Level(EventFlags.Ask, 100, 1), _stand.Level(EventFlags.Ask, 100, 0));

        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));
    }

    [Test]
    public void Book_that_is_crossed_proves_nothing()
    {
        var order = _stand.Buy(98, 1);

        _stand.AskLevel(97, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));
    }

    [Test]
    public void Own_orders_at_one_price_are_filled_in_the_order_of_their_arrival_and_share_the_trade()
    {
        var first = _stand.Buy(99, 4);
        _stand.BidLevel(99, 16);
        var second = _stand.Buy(99, 4);

        // Ahead of the first 10, between the two 6 more: 10 + 4 + 6 + 3 = 23.
        _stand.SellTrade(99, 23);

        Assert.That(_stand.Story(first), Is.EqualTo("accepted, maker 99 x 4"));
        Assert.That(_stand.Story(second), Is.EqualTo("accepted, maker 99 x 3"));
    }

    [Test]
    public void Queue_that_no_book_told_is_learnt_from_the_first_book()
    {
        _stand.Instrument = 1;
        var order = _stand.Buy(99, 1);
        _stand.SellTrade(99, 100);

        _stand.Book(bids: [(99, 5)], asks: [(101, 5)]);
        _stand.SellTrade(99, 5);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.SellTrade(99, 1);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [Test]
    public void Quotes_alone_fill_when_the_opposite_quote_reaches_us_or_a_trade_passes_us()
    {
        _stand.Instrument = 1;
        _stand.Quote(99, 5, 101, 5);
        var bid = _stand.Buy(99, 2);
        var ask = _stand.Sell(102, 2);

        _stand.SellTrade(99, 1_000);
        Assert.That(_stand.Story(bid), Is.EqualTo("accepted"), "at our price nothing tells who is ahead");

        _stand.Quote(102, 5, 103, 5);
        _stand.SellTrade(98, 1);
        Assert.That(_stand.Story(ask), Is.EqualTo("accepted, maker 102 x 2"));
        Assert.That(_stand.Story(bid), Is.EqualTo("accepted, maker 99 x 2"));
    }

    [Test]
    public void Amend_that_only_reduces_keeps_the_place_in_the_queue()
    {
        var order = _stand.Buy(99, 4);
        _stand.BidLevel(99, 30);

        _stand.Amend(order, 99, 2);
        _stand.SellTrade(99, 12);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, amended 99 x 2, maker 99 x 2"));
    }

    [TestCase(99, 5)]
    [TestCase(98, 4)]
    public void Amend_that_grows_or_moves_loses_it(long price, long quantity)
    {
        var order = _stand.Buy(99, 4);
        _stand.BidLevel(99, 30);

        _stand.Amend(order, price, quantity);
        _stand.SellTrade(price, 20);

        Assert.That(_stand.Story(order), Is.EqualTo($"accepted, amended {price} x {quantity}"));
    }

    [Test]
    public void Amend_that_crosses_takes()
    {
        var order = _stand.Buy(99, 4);

        _stand.Amend(order, 101, 6);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, amended 101 x 6, taker 101 x 5"));
    }

    [Test]
    public void Amend_that_asks_what_cannot_be_leaves_the_order_as_it_is()
    {
        var order = _stand.Buy(100, 4, CommandFlags.PostOnly);
        _stand.SellTrade(100, 2);

        _stand.Amend(order, 101, 4);
        _stand.Amend(order, 100, 2);
        _stand.Amend(order, 100, -1);
        _stand.SellTrade(100, 2);

        Assert.That(
            _stand.Story(order),
            Is.EqualTo("accepted, maker 100 x 2, amend rejected VenuePostOnlyWouldCross, amend rejected VenueFilter, "
                + "amend rejected VenueFilter, maker 100 x 2"));
    }

    [Test]
    public void Cancel_ends_the_order_and_says_what_was_filled()
    {
        var order = _stand.Buy(100, 4);
        _stand.SellTrade(100, 1);

        _stand.Cancel(order);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 100 x 1, canceled"));
        Assert.That(_stand.Last.OrderDone.CumulativeQuantity, Is.EqualTo(new QtyLots(1)));
        Assert.That(_stand.Last.OrderDone.Reason, Is.EqualTo(ReasonCode.CanceledOnRequest));
    }

    [Test]
    public void Cancel_and_amend_of_an_order_that_is_not_open_are_rejected()
    {
        var order = _stand.Buy(100, 1);
        _stand.SellTrade(100, 1);

        _stand.Cancel(order);
        _stand.Amend(order, 100, 5);
        _stand.Cancel(new OrderId(77));

        Assert.That(
            _stand.Story(order),
            Is.EqualTo("accepted, maker 100 x 1, cancel rejected VenueUnknownOrder, amend rejected VenueUnknownOrder"));
        Assert.That(_stand.Story(new OrderId(77)), Is.EqualTo("cancel rejected VenueUnknownOrder"));
    }

    [Test]
    public void Query_tells_the_state_of_open_and_finished_orders_and_unknown_for_the_others()
    {
        var order = _stand.Buy(100, 4);
        _stand.Query(order);
        _stand.SellTrade(100, 1);
        _stand.Query(order);
        _stand.Cancel(order);
        _stand.Query(order);
        _stand.Query(new OrderId(77));

        Assert.That(
            _stand.Story(order),
            Is.EqualTo("accepted, New 0, maker 100 x 1, PartiallyFilled 1, canceled, Canceled 1"));
        Assert.That(_stand.Story(new OrderId(77)), Is.EqualTo("Unknown 0"));
    }
}
