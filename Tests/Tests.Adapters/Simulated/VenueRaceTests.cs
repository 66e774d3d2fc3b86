using Adapters.Simulated.Venue;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Requests that are under way when the order is filled, triggered or ended. Entry 10 ms, feed 2 ms.</summary>
public sealed class VenueRaceTests
{
    private const long Millisecond = 1_000_000;

    private static readonly SimulationSettings Latencies = new()
    {
        EntryLatencyNs = 10 * Millisecond,
        FeedLatencyNs = 2 * Millisecond,
        ReplyLatencyNs = 5 * Millisecond,
    };

    private VenueStand _stand = null!;

    [SetUp]
    public void OpenBook() => Open(VenueId.Simulated);

    [Test]
    public void Fill_before_the_cancel_arrives_counts_and_the_cancel_finds_nothing()
    {
        var order = Resting();
        _stand.Cancel(order);

        _stand.NowMs = 1_111;
        _stand.SellTrade(98, 1);
        _stand.At(1_112);

        Assert.That(
            _stand.Story(order), Is.EqualTo("accepted, maker 99 x 5, cancel rejected VenueUnknownOrder"));
    }

    [Test]
    public void Message_that_the_cancel_arrives_with_fills_first()
    {
        var order = Resting();
        _stand.Cancel(order);

        _stand.NowMs = 1_112;
        _stand.SellTrade(98, 1);

        Assert.That(
            _stand.Story(order), Is.EqualTo("accepted, maker 99 x 5, cancel rejected VenueUnknownOrder"));
    }

    [Test]
    public void Part_fill_with_the_cancel_is_kept_and_the_rest_is_canceled()
    {
        var order = Resting();
        _stand.Cancel(order);

        _stand.NowMs = 1_112;
        _stand.SellTrade(99, 12);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 99 x 2, canceled"));
        Assert.That(_stand.Last.OrderDone.CumulativeQuantity, Is.EqualTo(new QtyLots(2)));
    }

    [Test]
    public void Second_message_of_the_time_of_arrival_comes_after_the_cancel()
    {
        var order = Resting();
        _stand.Cancel(order);

        _stand.At(1_112);
        _stand.SellTrade(98, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, canceled"));
    }

    [Test]
    public void Stop_that_is_triggered_before_the_cancel_arrives_fills()
    {
        var stop = _stand.Conditional(OrderType.Stop, Side.Bid, 105, 3);
        _stand.At(1_100);
        _stand.Cancel(stop);

        _stand.NowMs = 1_112;
        _stand.BuyTrade(105, 1);

        Assert.That(
            _stand.Story(stop),
            Is.EqualTo("accepted, triggered 105 by 105, taker 101 x 3, cancel rejected VenueUnknownOrder"));
    }

    [Test]
    public void Fill_before_the_amend_arrives_is_part_of_its_total()
    {
        var order = Resting();
        _stand.Amend(order, 98, 4);

        _stand.NowMs = 1_111;
        _stand.SellTrade(99, 13);
        _stand.At(1_112);
        _stand.NowMs = 1_200;
        _stand.SellTrade(97, 1);

        // 3 of the 4 were filled at the old price; one is left for the new.
        Assert.That(
            _stand.Story(order), Is.EqualTo("accepted, maker 99 x 3, amended 98 x 4, maker 98 x 1"));
    }

    [TestCase(VenueId.Simulated, "accepted, maker 99 x 4, amend rejected VenueFilter")]
    [TestCase(VenueId.KrakenSpot, "accepted, maker 99 x 4, canceled")]
    public void Fill_that_overtakes_the_amended_total_is_kept(VenueId venue, string story)
    {
        Open(venue);
        var order = Resting();
        _stand.Amend(order, 0, 3);

        _stand.NowMs = 1_112;
        _stand.SellTrade(99, 14);

        Assert.That(_stand.Story(order), Is.EqualTo(story));
    }

    [Test]
    public void Amend_of_an_order_that_was_filled_meanwhile_is_refused()
    {
        var order = Resting();
        _stand.Amend(order, 98, 4);

        _stand.NowMs = 1_112;
        _stand.SellTrade(98, 1);

        Assert.That(
            _stand.Story(order), Is.EqualTo("accepted, maker 99 x 5, amend rejected VenueUnknownOrder"));
    }

    [Test]
    public void Amend_of_a_trigger_that_comes_too_late_is_refused()
    {
        var stop = _stand.Conditional(OrderType.StopLimit, Side.Bid, 105, 3, price: 100);
        _stand.At(1_100);
        _stand.Amend(stop, 0, 3, trigger: 110);

        _stand.NowMs = 1_112;
        _stand.BuyTrade(105, 1);

        Assert.That(
            _stand.Story(stop), Is.EqualTo("accepted, triggered 105 by 105, amend rejected VenueAmendUnsupported"));
    }

    [Test]
    public void Cancel_behind_an_amend_ends_what_the_amend_made()
    {
        var order = Resting();
        _stand.Amend(order, 98, 4);
        _stand.Cancel(order);

        _stand.At(1_112);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, amended 98 x 4, canceled"));
        Assert.That(_stand.Reports.Count(report => report.Kind == EventKind.OrderCanceled), Is.EqualTo(1));
    }

    private void Open(VenueId venue)
    {
        _stand = new VenueStand(Latencies, venue: venue);
        _stand.NowMs = 1_000;
        _stand.Book(bids: [(99, 10)], asks: [(101, 10)]);
    }

    /// <summary>A bid of 5 at 99 behind 10, in the book since 1,012; it is 1,100.</summary>
    private OrderId Resting()
    {
        var order = _stand.Buy(99, 5);
        _stand.At(1_012);
        _stand.At(1_100);
        return order;
    }
}
