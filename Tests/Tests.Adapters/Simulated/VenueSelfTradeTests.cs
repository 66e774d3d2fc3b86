using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Rules;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Orders of our own that would trade with each other.</summary>
public sealed class VenueSelfTradeTests
{
    // Asks are 101 × 10 and 102 × 10; ours of 4 stands at 101 behind the 10. A bid of 12 up to 102 would have the 10,
    // then 2 of ours.
    [TestCase(SelfTradePrevention.None, "taker 101 x 10, taker 102 x 2", "")]
    [TestCase(SelfTradePrevention.CancelNewest, "taker 101 x 10, expired VenueSelfTrade", "")]
    [TestCase(SelfTradePrevention.CancelOldest, "taker 101 x 10, taker 102 x 2", ", expired VenueSelfTrade")]
    [TestCase(SelfTradePrevention.CancelBoth, "taker 101 x 10, expired VenueSelfTrade", ", expired VenueSelfTrade")]
    [TestCase(SelfTradePrevention.Decrement, "taker 101 x 10, expired VenueSelfTrade", ", amended 101 x 2")]
    public void Taker_that_passes_the_queue_before_ours_meets_it(SelfTradePrevention mode, string taker, string maker)
    {
        var stand = Stand(mode);
        var ask = stand.Sell(101, 4);

        var bid = stand.Buy(102, 12);

        Assert.That(stand.Story(bid), Is.EqualTo("accepted, " + taker));
        Assert.That(stand.Story(ask), Is.EqualTo("accepted" + maker));
    }

    [Test]
    public void Taker_that_the_queue_before_ours_fills_meets_nobody()
    {
        var stand = Stand(SelfTradePrevention.CancelNewest);
        var ask = stand.Sell(101, 4);

        var bid = stand.Buy(102, 10);

        Assert.That(stand.Story(bid), Is.EqualTo("accepted, taker 101 x 10"));
        Assert.That(stand.Story(ask), Is.EqualTo("accepted"));
    }

    [Test]
    public void Order_of_ours_inside_the_spread_is_met_before_anybody_else()
    {
        var stand = Stand(SelfTradePrevention.CancelNewest);
        stand.Sell(100, 4);

        Assert.That(stand.Story(stand.BuyMarket(1)), Is.EqualTo("accepted, expired VenueSelfTrade"));
    }

    [Test]
    public void Decrement_ends_the_smaller_and_the_larger_goes_on_with_the_rest()
    {
        var stand = Stand(SelfTradePrevention.Decrement);
        var first = stand.Sell(100, 4);
        var second = stand.Sell(100, 3);

        var bid = stand.Buy(101, 12);

        // 12 − 4 − 3 = 5 are left, all from the 10 at 101.
        Assert.That(stand.Story(first), Is.EqualTo("accepted, expired VenueSelfTrade"));
        Assert.That(stand.Story(second), Is.EqualTo("accepted, expired VenueSelfTrade"));
        Assert.That(stand.Story(bid), Is.EqualTo("accepted, amended 101 x 8, amended 101 x 5, taker 101 x 5"));
    }

    [Test]
    public void Decrement_of_equals_ends_both()
    {
        var stand = Stand(SelfTradePrevention.Decrement);
        var ask = stand.Sell(100, 4);

        var bid = stand.Buy(100, 4);

        Assert.That(stand.Story(ask), Is.EqualTo("accepted, expired VenueSelfTrade"));
        Assert.That(stand.Story(bid), Is.EqualTo("accepted, expired VenueSelfTrade"));
    }

    [Test]
    public void Remainder_that_would_rest_across_ours_meets_it()
    {
        var stand = new VenueStand(With(SelfTradePrevention.CancelOldest));
        stand.Book(bids: [(99, 10)], asks: [(105, 10)]);
        var ask = stand.Sell(102, 4);

        var bid = stand.Buy(103, 5);

        Assert.That(stand.Story(ask), Is.EqualTo("accepted, expired VenueSelfTrade"));
        Assert.That(stand.Story(bid), Is.EqualTo("accepted"));
    }

    [Test]
    public void Post_only_that_would_take_from_ours_alone_is_rejected()
    {
        var stand = Stand(SelfTradePrevention.CancelOldest);
        stand.Sell(100, 4);

        Assert.That(
            stand.Story(stand.Buy(100, 1, CommandFlags.PostOnly)), Is.EqualTo("rejected VenuePostOnlyWouldCross"));
    }

    [Test]
    public void Triggered_stop_is_kept_from_our_own_orders()
    {
        var stand = Stand(SelfTradePrevention.CancelBoth);
        stand.Mark(100m);
        var ask = stand.Sell(101, 4);
        var stop = stand.Conditional(OrderType.Stop, Side.Bid, 103, 12, flags: CommandFlags.TriggerOnMark);

        stand.Mark(103m);

        Assert.That(stand.Story(ask), Is.EqualTo("accepted, expired VenueSelfTrade"));
        Assert.That(
            stand.Story(stop), Is.EqualTo("accepted, triggered 103 by 103, taker 101 x 10, expired VenueSelfTrade"));
    }

    [Test]
    public void Bars_keep_our_orders_apart_too()
    {
        var stand = new VenueStand(With(SelfTradePrevention.CancelNewest));
        stand.Bar(10_000, 10_050, 9_950, 10_000, 1_000);
        var ask = stand.Sell(10_020, 4);

        var bid = stand.Buy(10_030, 4);

        Assert.That(stand.Story(ask), Is.EqualTo("accepted"));
        Assert.That(stand.Story(bid), Is.EqualTo("accepted, expired VenueSelfTrade"));
    }

    [Test]
    public void Trades_alone_keep_our_orders_apart_too()
    {
        var stand = new VenueStand(With(SelfTradePrevention.CancelOldest));
        stand.BuyTrade(1_000, 1);
        var ask = stand.Sell(1_001, 4, CommandFlags.PostOnly);

        var bid = stand.Buy(1_002, 3);

        Assert.That(stand.Story(ask), Is.EqualTo("accepted"), "at our own price the others come first");
        Assert.That(stand.Story(bid), Is.EqualTo("accepted, taker 1001 x 3"));
    }

    [TestCase(VenueId.BinanceSpot, "taker 101 x 10, taker 102 x 2")]
    [TestCase(VenueId.OkxSwap, "taker 101 x 10, taker 102 x 2")]
    [TestCase(VenueId.BybitLinear, "taker 101 x 10, taker 102 x 2")]
    [TestCase(VenueId.KrakenSpot, "taker 101 x 10, expired VenueSelfTrade")]
    [TestCase(VenueId.Simulated, "taker 101 x 10, expired VenueSelfTrade")]
    public void Venue_has_a_mode_of_its_own(VenueId venue, string taker)
    {
        var stand = new VenueStand(venue: venue);
        stand.Book(bids: [(99, 10)], asks: [(101, 10), (102, 10)]);
        stand.Sell(101, 4);

        Assert.That(stand.Story(stand.Buy(102, 12)), Is.EqualTo("accepted, " + taker));
    }

    private static VenueStand Stand(SelfTradePrevention mode)
    {
        var stand = new VenueStand(With(mode));
        stand.Book(bids: [(99, 10)], asks: [(101, 10), (102, 10)]);
        return stand;
    }

    private static SimulationSettings With(SelfTradePrevention mode) =>
        VenueStand.NoLatency with { SelfTradePrevention = mode };
}
