using Adapters.Simulated.Venue;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Good-till-date orders. Entry 10 ms, feed 2 ms, reply 5 ms; dates are the venue's.</summary>
public sealed class VenueExpiryTests
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
    public void OpenBook()
    {
        _stand = new VenueStand(Latencies);
        _stand.NowMs = 1_000;
        _stand.Book(bids: [(99, 10)], asks: [(101, 5)]);
    }

    [Test]
    public void Order_ends_at_its_date_and_the_report_says_when_that_was()
    {
        var order = BidUntil(1_100);
        _stand.At(1_012);

        _stand.At(1_101);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"), "what the venue did at 1,100 is here at 1,102");

        _stand.At(1_102);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, expired GoodTillDateReached"));
        Assert.That(_stand.Last.VenueTime.Value / Millisecond, Is.EqualTo(1_100));
        Assert.That(_stand.Last.Time.Value / Millisecond, Is.EqualTo(1_105));
    }

    [Test]
    public void Report_of_an_end_that_no_event_fell_on_is_not_before_the_event_that_shows_it()
    {
        BidUntil(1_100);
        _stand.At(1_012);

        _stand.At(2_000);

        Assert.That(_stand.Last.VenueTime.Value / Millisecond, Is.EqualTo(1_100));
        Assert.That(_stand.Last.Time.Value / Millisecond, Is.EqualTo(2_000));
    }

    [Test]
    public void Trade_at_the_date_comes_too_late_and_the_one_before_it_does_not()
    {
        var early = BidUntil(1_100);
        var late = BidUntil(1_200);
        _stand.At(1_012);

        _stand.NowMs = 1_102;
        _stand.SellTrade(98, 1);

        Assert.That(_stand.Story(early), Is.EqualTo("accepted, expired GoodTillDateReached"));
        Assert.That(_stand.Story(late), Is.EqualTo("accepted, maker 99 x 3"));
    }

    [Test]
    public void Several_end_in_the_order_of_their_dates()
    {
        var third = BidUntil(1_300);
        var first = BidUntil(1_100);
        var second = BidUntil(1_200);
        _stand.At(1_012);

        _stand.At(2_000);

        var ends = _stand.Reports.Where(report => report.Kind == EventKind.OrderExpired);
        Assert.That(ends.Select(report => report.OrderDone.OrderId), Is.EqualTo(new[] { first, second, third }));
    }

    [Test]
    public void Date_that_is_past_on_arrival_is_rejected()
    {
        var order = BidUntil(1_010);

        _stand.At(1_012);

        Assert.That(_stand.Story(order), Is.EqualTo("rejected GoodTillDateReached"));
    }

    [Test]
    public void Order_that_waits_for_a_price_ends_at_its_date_too()
    {
        var stop = _stand.Place(Until(1_100) with { Type = OrderType.StopLimit, Trigger = new PriceTicks(105) });
        _stand.At(1_012);

        _stand.NowMs = 1_102;
        _stand.BuyTrade(105, 1);

        Assert.That(_stand.Story(stop), Is.EqualTo("accepted, expired GoodTillDateReached"));
    }

    [Test]
    public void Order_that_was_filled_in_part_says_so_when_it_ends()
    {
        var order = BidUntil(1_100);
        _stand.At(1_012);
        _stand.SellTrade(99, 11);

        _stand.At(1_102);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 99 x 1, expired GoodTillDateReached"));
        Assert.That(_stand.Last.OrderDone.CumulativeQuantity, Is.EqualTo(new QtyLots(1)));
    }

    [Test]
    public void Order_that_was_canceled_does_not_end_twice()
    {
        var order = BidUntil(1_100);
        _stand.At(1_012);
        _stand.Cancel(order);
        _stand.At(1_024);

        _stand.At(2_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, canceled"));
    }

    private OrderId BidUntil(long ms) => _stand.Place(Until(ms));

    private static Command Until(long ms) => new()
    {
        Type = OrderType.Limit,
        Price = new PriceTicks(99),
        Quantity = new QtyLots(3),
        TimeInForce = TimeInForce.GoodTillDate,
        ExpiryOrOffset = ms * Millisecond,
    };
}
