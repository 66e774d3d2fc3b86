using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>What each venue makes of an amend.</summary>
public sealed class VenueAmendRuleTests
{
    // Ahead of our bid are 10; a trade of 10 uses them up. What keeps its place is filled by the next.
    [TestCase(VenueId.Simulated, true)]
    [TestCase(VenueId.BinanceSpot, true)]
    [TestCase(VenueId.BinanceUsdM, false)]
    [TestCase(VenueId.BybitSpot, true)]
    [TestCase(VenueId.BybitLinear, true)]
    [TestCase(VenueId.OkxSpot, true)]
    [TestCase(VenueId.OkxSwap, true)]
    [TestCase(VenueId.KrakenSpot, true)]
    [TestCase(VenueId.KrakenFutures, true)]
    public void Smaller_quantity_keeps_the_place_or_loses_it(VenueId venue, bool keeps)
    {
        var stand = Stand(venue);
        var order = stand.Buy(99, 5);
        stand.SellTrade(99, 10);

        stand.Amend(order, 0, 3);
        stand.SellTrade(99, 3);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, amended 99 x 3" + (keeps ? ", maker 99 x 3" : "")));
    }

    [TestCase(VenueId.Simulated)]
    [TestCase(VenueId.BinanceSpot)]
    [TestCase(VenueId.KrakenSpot)]
    public void Greater_quantity_loses_the_place_everywhere(VenueId venue)
    {
        var stand = Stand(venue);
        var order = stand.Buy(99, 5);
        stand.SellTrade(99, 10);

        stand.Amend(order, 0, 6);
        stand.SellTrade(99, 3);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, amended 99 x 6"));
    }

    [TestCase(VenueId.Simulated, "amend rejected VenueFilter")]
    [TestCase(VenueId.BinanceSpot, "amend rejected VenueFilter")]
    [TestCase(VenueId.BinanceUsdM, "canceled")]
    [TestCase(VenueId.BybitLinear, "amend rejected VenueFilter")]
    [TestCase(VenueId.OkxSwap, "canceled")]
    [TestCase(VenueId.KrakenSpot, "canceled")]
    public void Total_that_is_filled_already_ends_the_order_or_is_refused(VenueId venue, string outcome)
    {
        var stand = Stand(venue);
        var order = stand.Buy(99, 5);
        stand.SellTrade(99, 13);

        stand.Amend(order, 0, 3);

        Assert.That(stand.Story(order), Is.EqualTo($"accepted, maker 99 x 3, {outcome}"));
        Assert.That(
            stand.Last.OrderDone.Reason == ReasonCode.AmendedToFilled, Is.EqualTo(outcome == "canceled"));
    }

    [TestCase(VenueId.Simulated, "amend rejected VenuePostOnlyWouldCross")]
    [TestCase(VenueId.BinanceSpot, "canceled")]
    [TestCase(VenueId.BinanceUsdM, "canceled")]
    [TestCase(VenueId.OkxSwap, "amend rejected VenuePostOnlyWouldCross")]
    [TestCase(VenueId.KrakenSpot, "amend rejected VenuePostOnlyWouldCross")]
    public void Post_only_that_an_amend_would_make_take_ends_or_stays(VenueId venue, string outcome)
    {
        var stand = Stand(venue);
        var order = stand.Buy(99, 5, CommandFlags.PostOnly);

        stand.Amend(order, 101, 5);

        Assert.That(stand.Story(order), Is.EqualTo($"accepted, {outcome}"));
    }

    // The least notional is 200. Of 5 at 99 there are 3 filled; 2 × 90 = 180 is too little for an order of its own, and
    // 5 × 90 is not.
    [TestCase(VenueId.Simulated, "amended 90 x 5")]
    [TestCase(VenueId.BinanceSpot, "canceled")]
    public void Replacement_is_judged_as_the_new_order_that_it_is(VenueId venue, string outcome)
    {
        var stand = new VenueStand(venue: venue, minNotional: VenueStand.Units(200));
        stand.Book(bids: [(99, 10)], asks: [(101, 10)]);
        var order = stand.Buy(99, 5);
        stand.SellTrade(99, 13);

        stand.Amend(order, 90, 5);

        Assert.That(stand.Story(order), Is.EqualTo($"accepted, maker 99 x 3, {outcome}"));
    }

    [Test]
    public void Amend_that_crosses_takes()
    {
        var stand = Stand(VenueId.Simulated);
        var order = stand.Buy(99, 5);

        stand.Amend(order, 101, 5);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, amended 101 x 5, taker 101 x 5"));
        Assert.That(stand.Venue.PositionOf(new InstrumentId(0)), Is.EqualTo(new QtyLots(5)));
    }

    [Test]
    public void Trigger_of_an_order_that_has_none_is_refused()
    {
        var stand = Stand(VenueId.Simulated);
        var order = stand.Buy(99, 5);

        stand.Amend(order, 0, 4, trigger: 90);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, amend rejected VenueAmendUnsupported"));
    }

    private static VenueStand Stand(VenueId venue)
    {
        var stand = new VenueStand(venue: venue);
        stand.Book(bids: [(99, 10)], asks: [(101, 10)]);
        return stand;
    }
}
