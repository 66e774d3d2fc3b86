using Adapters.Simulated.Venue;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>When things happen: entry 10 ms, feed 2 ms, reply 5 ms unless told.</summary>
public sealed class VenueTimeTests
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
    public void Order_enters_when_the_clock_reaches_its_sending_plus_entry_plus_feed()
    {
        var order = _stand.BuyMarket(1);

        _stand.At(1_011);
        Assert.That(_stand.Story(order), Is.Empty);

        _stand.At(1_012);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 101 x 1"));
    }

    [Test]
    public void Order_meets_the_book_as_the_event_that_moved_the_clock_left_it()
    {
        var order = _stand.BuyMarket(1);

        _stand.NowMs = 1_012;
        _stand.AskLevel(101, 0);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, expired NoLiquidity"));
    }

    [Test]
    public void Order_does_not_profit_from_the_trade_that_moved_the_clock()
    {
        var order = _stand.Buy(100, 1);

        _stand.NowMs = 1_012;
        _stand.SellTrade(100, 50);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));

        _stand.SellTrade(100, 50);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 100 x 1"));
    }

    [Test]
    public void Order_does_not_enter_within_a_message()
    {
        var order = _stand.BuyMarket(9);

        // Between the two slots the asks would be 5 and 4 more; after them there are the 4 alone.
        _stand.NowMs = 1_012;
        _stand.Feed(_stand.Level(EventFlags.Ask, 102, 4), _stand.Level(EventFlags.Ask, 101, 0));

        Assert.That(
            _stand.Story(order), Is.EqualTo("accepted, taker 102 x 4, expired ImmediateOrCancelRemainder"));
    }

    [Test]
    public void Report_carries_the_decision_less_feed_plus_reply()
    {
        _stand.BuyMarket(1);

        _stand.At(1_012);

        // Decided at 1,012, which the venue had at 1,010; its answer is here at 1,015.
        Assert.That(_stand.Reports.Select(report => report.Time.Value / Millisecond), Is.All.EqualTo(1_015));
        Assert.That(_stand.Reports.Select(report => report.VenueTime.Value / Millisecond), Is.All.EqualTo(1_010));
    }

    [Test]
    public void Report_is_never_before_the_event_that_decided_it()
    {
        _stand = new VenueStand(Latencies with { FeedLatencyNs = 8 * Millisecond });
        _stand.Book(bids: [(99, 10)], asks: [(101, 5)]);
        _stand.BuyMarket(1);

        _stand.At(1_018);

        Assert.That(_stand.Reports.Select(report => report.Time.Value / Millisecond), Is.All.EqualTo(1_018));
    }

    [Test]
    public void Our_fill_follows_the_trade_that_proves_it()
    {
        var order = _stand.Buy(100, 1);
        _stand.At(1_012);

        _stand.NowMs = 1_500;
        _stand.SellTrade(99, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 100 x 1"));
        Assert.That(_stand.Fills.Single().Time.Value / Millisecond, Is.EqualTo(1_503));
    }

    [Test]
    public void Cancel_in_flight_loses_against_a_fill_before_it()
    {
        var order = _stand.Buy(100, 1);
        _stand.At(1_012);
        _stand.Cancel(order);

        _stand.NowMs = 1_023;
        _stand.SellTrade(100, 1);
        _stand.At(1_024);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 100 x 1, cancel rejected VenueUnknownOrder"));
    }

    [Test]
    public void Cancel_that_arrives_in_time_wins()
    {
        var order = _stand.Buy(100, 1);
        _stand.At(1_012);
        _stand.Cancel(order);

        _stand.At(1_024);
        _stand.SellTrade(100, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, canceled"));
    }

    [Test]
    public void Cancel_and_fill_by_one_event_fill_first()
    {
        var order = _stand.Buy(100, 1);
        _stand.At(1_012);
        _stand.Cancel(order);

        _stand.NowMs = 1_024;
        _stand.SellTrade(100, 1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 100 x 1, cancel rejected VenueUnknownOrder"));
    }

    [Test]
    public void Cancel_sent_with_its_order_arrives_after_it()
    {
        var order = _stand.Buy(100, 1);
        _stand.Cancel(order);

        _stand.At(2_000);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, canceled"));
    }

    [Test]
    public void Clock_does_not_go_back_with_the_time_of_an_event()
    {
        _stand.At(5_000);
        _stand.At(1_000);
        var order = _stand.BuyMarket(1);

        _stand.At(5_011);
        Assert.That(_stand.Story(order), Is.Empty);
    }

    [Test]
    public void Without_latency_an_order_is_answered_at_once()
    {
        _stand = new VenueStand();
        _stand.Book(bids: [(99, 10)], asks: [(101, 5)]);

        var order = _stand.BuyMarket(1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 101 x 1"));
        Assert.That(_stand.Last.Time.Value / Millisecond, Is.EqualTo(1_000));
    }

    [Test]
    public void Reports_wait_in_order_until_they_are_taken()
    {
        _stand.TakesReports = false;
        _stand.BuyMarket(1);
        _stand.At(1_012);

        Assert.That(_stand.Venue.HasReport, Is.True);
        Assert.That(_stand.Venue.NextReportTime.Value / Millisecond, Is.EqualTo(1_015));
        Assert.That(_stand.Venue.TakeReport()[0].Kind, Is.EqualTo(EventKind.OrderAccepted));
        Assert.That(_stand.Venue.TakeReport().Length, Is.EqualTo(2));
        Assert.That(_stand.Venue.TakeReport().Length, Is.Zero);
        Assert.That(_stand.Venue.NextReportTime, Is.EqualTo(TimestampNs.MaxValue));
    }

    [Test]
    public void No_report_leaves_within_a_run()
    {
        _stand.Buy(100, 1);
        _stand.At(1_012);
        var time = new TimestampNs(1_500 * Millisecond);
        var trade = Event.Create(EventKind.Trade, time, new InstrumentId(0), EventFlags.Ask);
        trade.Trade.Price = new PriceTicks(99);
        trade.Trade.Quantity = new QtyLots(1);
        trade.Flags &= ~EventFlags.LastOfRun;

        _stand.Venue.OnEvent(in trade, 1_000);
        Assert.That(_stand.Venue.HasReport, Is.False);

        trade.Flags |= EventFlags.LastOfRun;
        _stand.Venue.OnEvent(in trade, 1_001);
        Assert.That(_stand.Venue.HasReport, Is.True);
    }

    [Test]
    public void Own_reports_that_come_back_only_move_the_clock()
    {
        var order = _stand.Buy(100, 5);
        _stand.At(1_012);
        _stand.SellTrade(100, 2);
        var reports = _stand.Reports.ToArray();

        _stand.Feed(reports[0]);
        _stand.Feed(reports.AsSpan(1, 2));

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, maker 100 x 2"));
        Assert.That(_stand.Venue.PositionOf(new InstrumentId(0)), Is.EqualTo(new QtyLots(2)));
    }

    [Test]
    public void Commands_that_are_not_for_a_gateway_are_ignored()
    {
        _stand.Send(new Command { Kind = CommandKind.Signal, Instrument = new InstrumentId(0) });
        _stand.Send(new Command { Kind = CommandKind.Witness, Instrument = InstrumentId.None });

        _stand.At(9_000);

        Assert.That(_stand.Reports, Is.Empty);
    }
}
