using Adapters.Simulated.Venue.Rules;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>All of it at once, or nothing.</summary>
public sealed class VenueFillOrKillTests
{
    private const TimeInForce Kill = TimeInForce.FillOrKill;

    private VenueStand _stand = null!;

    [SetUp]
    public void OpenBook()
    {
        _stand = new VenueStand();
        _stand.Book(bids: [(99, 10)], asks: [(101, 10), (102, 10), (103, 10)]);
    }

    [TestCase(102, 20, "accepted, taker 101 x 10, taker 102 x 10")]
    [TestCase(102, 21, "accepted, expired FillOrKillUnfilled")]
    [TestCase(100, 1, "accepted, expired FillOrKillUnfilled")]
    public void Limit_has_what_lies_within_it_or_nothing(long price, long quantity, string story) =>
        Assert.That(_stand.Story(_stand.Buy(price, quantity, timeInForce: Kill)), Is.EqualTo(story));

    [TestCase(30, "accepted, taker 101 x 10, taker 102 x 10, taker 103 x 10")]
    [TestCase(31, "accepted, expired FillOrKillUnfilled")]
    public void Market_order_has_all_that_there_is_or_nothing(long quantity, string story) =>
        Assert.That(_stand.Story(_stand.Place(0, OrderType.Market, 0, quantity, Kill)), Is.EqualTo(story));

    [Test]
    public void What_we_took_before_does_not_count_until_the_book_shows_it_anew()
    {
        _stand.BuyMarket(5);

        var early = _stand.Buy(101, 6, timeInForce: Kill);
        _stand.AskLevel(101, 6);
        var late = _stand.Buy(101, 6, timeInForce: Kill);

        Assert.That(_stand.Story(early), Is.EqualTo("accepted, expired FillOrKillUnfilled"));
        Assert.That(_stand.Story(late), Is.EqualTo("accepted, taker 101 x 6"));
    }

    [TestCase(SelfTradePrevention.CancelNewest, "accepted, expired FillOrKillUnfilled")]
    [TestCase(SelfTradePrevention.Decrement, "accepted, expired FillOrKillUnfilled")]
    [TestCase(SelfTradePrevention.CancelOldest, "accepted, taker 101 x 10, taker 102 x 5")]
    [TestCase(SelfTradePrevention.None, "accepted, taker 101 x 10, taker 102 x 5")]
    public void Order_of_our_own_in_the_way_kills_it_unless_that_gives_way(SelfTradePrevention mode, string story)
    {
        _stand = new VenueStand(VenueStand.NoLatency with { SelfTradePrevention = mode });
        _stand.Book(bids: [(99, 10)], asks: [(101, 10), (102, 10)]);
        _stand.Sell(101, 5);

        Assert.That(_stand.Story(_stand.Buy(102, 15, timeInForce: Kill)), Is.EqualTo(story));
    }

    [Test]
    public void Reduce_only_that_is_larger_than_the_position_is_killed()
    {
        _stand.BuyMarket(5);

        var order = _stand.Sell(99, 6, CommandFlags.ReduceOnly, Kill);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, expired FillOrKillUnfilled"));
    }

    [Test]
    public void Quote_offers_its_best_quantity()
    {
        _stand.Instrument = 1;
        _stand.Quote(99, 10, 101, 10);

        var tooMuch = _stand.Buy(101, 11, timeInForce: Kill);
        var all = _stand.Buy(101, 10, timeInForce: Kill);

        Assert.That(_stand.Story(tooMuch), Is.EqualTo("accepted, expired FillOrKillUnfilled"));
        Assert.That(_stand.Story(all), Is.EqualTo("accepted, taker 101 x 10"));
    }

    [Test]
    public void Trades_alone_fill_any_quantity_within_the_limit()
    {
        _stand.Instrument = 1;
        _stand.BuyTrade(1_000, 1);

        // 5 basis points of 1,000 are half a tick, rounded against us to one.
        var beyond = _stand.Buy(1_000, 50, timeInForce: Kill);
        var within = _stand.Buy(1_001, 50, timeInForce: Kill);

        Assert.That(_stand.Story(beyond), Is.EqualTo("accepted, expired FillOrKillUnfilled"));
        Assert.That(_stand.Story(within), Is.EqualTo("accepted, taker 1001 x 50"));
    }

    [TestCase(100, "accepted, taker 10005 x 100")]
    [TestCase(101, "accepted, expired FillOrKillUnfilled")]
    public void Bars_fill_at_the_next_open_what_the_share_of_the_volume_allows(long quantity, string story)
    {
        _stand.Instrument = 1;
        _stand.Bar(10_000, 10_050, 9_950, 10_000, 1_000);

        var order = _stand.Buy(10_010, quantity, timeInForce: Kill);
        _stand.Bar(10_000, 10_050, 9_950, 10_000, 1_000);

        Assert.That(_stand.Story(order), Is.EqualTo(story));
    }

    [TestCase(20, "accepted, triggered 103 by 103, taker 101 x 10, taker 102 x 10")]
    [TestCase(21, "accepted, triggered 103 by 103, expired FillOrKillUnfilled")]
    public void Stop_limit_that_may_not_rest_is_judged_when_it_is_triggered(long quantity, string story)
    {
        _stand.BuyTrade(100, 1);
        var order = _stand.Place(new Command
        {
            Type = OrderType.StopLimit,
            Price = new PriceTicks(102),
            Quantity = new QtyLots(quantity),
            Trigger = new PriceTicks(103),
            TimeInForce = Kill,
        });

        _stand.BuyTrade(103, 1);

        Assert.That(_stand.Story(order), Is.EqualTo(story));
    }
}
