using Adapters.Simulated.Venue;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>One small case from the first event to the last, worked by hand.</summary>
public sealed class VenueWorkedCaseTests
{
    private const long Millisecond = 1_000_000;

    [Test]
    public void Ten_events_give_the_fills_fees_times_and_position_that_paper_gives()
    {
        // Entry 3 ms, feed 1 ms: an order sent at t is in the book at t + 4. Reply 2 ms: a report decided at r is
        // here at r − 1 + 2 = r + 1. Makers pay 0.0002, takers 0.0005 of price × quantity.
        var stand = new VenueStand(new SimulationSettings
        {
            EntryLatencyNs = 3 * Millisecond,
            FeedLatencyNs = Millisecond,
            ReplyLatencyNs = 2 * Millisecond,
        });

        // 1. t = 100: bids 99 × 10, asks 101 × 5 and 102 × 5. We send a bid of 4 at 99.
        stand.NowMs = 100;
        stand.Book(bids: [(99, 10)], asks: [(101, 5), (102, 5)]);
        var bid = stand.Buy(99, 4);

        // 2. t = 104: a sale of 6 at 99. It moves the clock to the bid's arrival, so it is before the bid. Displayed
        //    are still 10: they are ahead of us.
        stand.NowMs = 104;
        stand.SellTrade(99, 6);

        // 3. t = 105: the level shows what is left of it, 4. At most 4 are ahead of us now.
        stand.NowMs = 105;
        stand.BidLevel(99, 4);

        // 4. t = 110: a sale of 5 at 99: 4 ahead, 1 for us. Fee 99 × 1 × 0.0002 = 0.0198. Reported at 111.
        stand.NowMs = 110;
        stand.SellTrade(99, 5);

        // 5. t = 111: the level is gone.
        stand.NowMs = 111;
        stand.BidLevel(99, 0);

        // 6. t = 120: a new bid below; the best bid of others is 98. We send a market order to buy 7.
        stand.NowMs = 120;
        stand.BidLevel(98, 8);
        var market = stand.BuyMarket(7);

        // 7. t = 124: the ask at 101 shows 4 instead of 5, then the order is there: 4 at 101, 3 at 102.
        //    Fees 404 × 0.0005 = 0.202 and 306 × 0.0005 = 0.153. Reported at 125.
        stand.NowMs = 124;
        stand.AskLevel(101, 4);

        // 8. t = 130: a sale of 1 at 98, below our bid at 99: its remaining 3 are filled. Fee 297 × 0.0002 = 0.0594.
        //    Reported at 131.
        stand.NowMs = 130;
        stand.SellTrade(98, 1);

        // 9. t = 140: the mark price is 100.
        stand.NowMs = 140;
        stand.Mark(100m);

        // 10. t = 150: funding of 0.0001 on 4 + 7 = 11 at 100: 1,100 × 0.0001 = 0.11, which a long pays. Here at 151.
        stand.NowMs = 150;
        stand.Funding(rate: 1_000_000);

        Assert.That(stand.Story(bid), Is.EqualTo("accepted, maker 99 x 1, maker 99 x 3"));
        Assert.That(stand.Story(market), Is.EqualTo("accepted, taker 101 x 4, taker 102 x 3"));
        var fills = stand.Fills.ToArray();
        Assert.That(fills.Select(fill => fill.Time.Value / Millisecond), Is.EqualTo(new[] { 111, 125, 125, 131 }));
        Assert.That(
            fills.Select(fill => fill.Fill.Fee),
            Is.EqualTo(new[]
            {
                VenueStand.Units(0.0198m),
                VenueStand.Units(0.202m),
                VenueStand.Units(0.153m),
                VenueStand.Units(0.0594m),
            }));
        Assert.That(stand.Venue.PositionOf(new InstrumentId(0)), Is.EqualTo(new QtyLots(11)));
        Assert.That(stand.Last.Kind, Is.EqualTo(EventKind.FundingPaid));
        Assert.That(stand.Last.FundingPaid.Amount, Is.EqualTo(VenueStand.Units(-0.11m)));
        Assert.That(stand.Last.Time.Value / Millisecond, Is.EqualTo(151));
    }
}
