using System.Runtime.InteropServices;
using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>What goes wrong between the venue and us, one kind at a time, certain to strike.</summary>
public sealed class VenueTroubleTests
{
    private static readonly Rate Always = new(Rate.Scale);

    [Test]
    public void Busy_venue_refuses_places_amends_and_cancels_and_answers_queries()
    {
        var stand = Open(new TroubleSettings { Busy = Always });

        var order = stand.Buy(50, 1);
        stand.Amend(order, 51, 1);
        stand.Cancel(order);
        stand.Query(order);

        Assert.That(
            stand.Story(order),
            Is.EqualTo("rejected VenueBusy, amend rejected VenueBusy, cancel rejected VenueBusy, Unknown 0"));
        Assert.That(stand.Venue.TroubleCount(TroubleKind.Busy), Is.EqualTo(3));
    }

    [Test]
    public void Time_out_comes_instead_of_the_answer_whether_or_not_the_order_is_there()
    {
        var stand = Open(new TroubleSettings { Timeout = Always, Seed = 3 });
        for (var i = 0; i < 40; i++)
        {
            stand.Buy(50, 1);
        }

        var outcomes = stand.Reports.Select(report => report.GatewayReport.Outcome).ToList();
        var there = stand.Venue.OpenOrderCount;
        Assert.That(outcomes, Has.Count.EqualTo(40).And.All.EqualTo(GatewayOutcome.TimedOut));
        Assert.That(stand.Reports, Has.All.Matches<Event>(report => report.Kind == EventKind.GatewayReport));
        Assert.That(there, Is.InRange(10, 30), "both happen");
        Assert.That(stand.Venue.TroubleCount(TroubleKind.Unanswered), Is.EqualTo(there));
        Assert.That(stand.Venue.TroubleCount(TroubleKind.Vanished), Is.EqualTo(40 - there));
    }

    [Test]
    public void Time_out_names_the_command_and_comes_when_the_gateway_has_waited()
    {
        var stand = Open(new TroubleSettings { Timeout = Always, TimeoutNs = 300_000_000 });

        var order = new OrderId(9);
        stand.Send(Place(order, cause: 77), ordinal: 1);

        var report = stand.Last;
        Assert.That(report.Time.Value, Is.EqualTo(1_300_000_000));
        Assert.That(report.GatewayReport.OrderId, Is.EqualTo(order));
        Assert.That(report.GatewayReport.Cause, Is.EqualTo(77));
        Assert.That(report.GatewayReport.Ordinal, Is.EqualTo(1));
        Assert.That(report.GatewayReport.WireTime.Value, Is.EqualTo(1_000_000_000));
    }

    [Test]
    public void Fills_of_an_order_whose_answer_is_lost_come_all_the_same()
    {
        var stand = Open(new TroubleSettings { Timeout = Always, Seed = 3 });
        for (var i = 0; i < 40; i++)
        {
            stand.Buy(100, 1);
        }

        var there = stand.Venue.OpenOrderCount;
        stand.SellTrade(99, 1);

        Assert.That(stand.Fills.Count(), Is.EqualTo(there).And.GreaterThan(0));
    }

    [Test]
    public void Nothing_is_sent_while_there_is_no_connection_and_queries_wait_for_it()
    {
        var stand = Open(new TroubleSettings { DisconnectsPerHour = 3_600, DisconnectNs = 10_000_000_000 });
        var before = stand.Buy(50, 1);
        GoDown(stand);

        var during = stand.Buy(50, 1);
        stand.Cancel(before);
        stand.Query(before);
        Assert.That(stand.Story(before), Is.EqualTo("accepted"));

        stand.At(stand.NowMs + 11_000);
        while (!stand.Story(before).EndsWith("New 0", StringComparison.Ordinal))
        {
            stand.At(stand.NowMs + 100);
        }

        var outcomes = stand.Reports.Where(report => report.Kind == EventKind.GatewayReport).ToList();
        Assert.That(outcomes.Select(report => report.GatewayReport.OrderId), Is.EqualTo(new[] { during, before }));
        Assert.That(
            outcomes.Select(report => report.GatewayReport.Outcome), Is.All.EqualTo(GatewayOutcome.NotConnected));
        Assert.That(outcomes.Select(report => report.GatewayReport.WireTime), Is.All.EqualTo(TimestampNs.Zero));
        Assert.That(stand.Venue.OpenOrderCount, Is.EqualTo(1));
    }

    [Test]
    public void Reports_of_a_time_without_connection_are_lost_and_a_query_brings_the_fills_and_the_state()
    {
        var stand = Open(new TroubleSettings { DisconnectsPerHour = 3_600, DisconnectNs = 10_000_000_000 });
        var order = stand.Buy(100, 5);
        GoDown(stand);

        stand.SellTrade(100, 2);
        stand.SellTrade(100, 1);
        Assert.That(stand.Story(order), Is.EqualTo("accepted"));
        Assert.That(stand.Venue.PositionOf(new InstrumentId(0)), Is.EqualTo(new QtyLots(3)));

        stand.Query(order);
        stand.At(stand.NowMs + 11_000);
        while (stand.Venue.TroubleCount(TroubleKind.FillRecalled) < 2)
        {
            stand.At(stand.NowMs + 100);
        }

        Assert.That(
            stand.Story(order), Is.EqualTo("accepted, maker 100 x 2, maker 100 x 1, PartiallyFilled 3"));
        Assert.That(stand.Venue.TroubleCount(TroubleKind.ReportLost), Is.EqualTo(2));
    }

    [Test]
    public void Lost_answer_ends_in_a_time_out()
    {
        var stand = Open(new TroubleSettings { LostReports = Always });

        stand.Buy(50, 1);

        Assert.That(stand.Last.GatewayReport.Outcome, Is.EqualTo(GatewayOutcome.TimedOut));
        Assert.That(stand.Reports, Has.Count.EqualTo(1));
        Assert.That(stand.Venue.OpenOrderCount, Is.EqualTo(1));
    }

    [Test]
    public void Funding_is_never_lost_or_doubled()
    {
        var stand = Open(new TroubleSettings { LostReports = Always, DuplicateReports = Always });
        stand.BuyMarket(2);

        stand.Funding(rate: 1_000_000, markPrice: 100);

        Assert.That(stand.Reports.Count(report => report.Kind == EventKind.FundingPaid), Is.EqualTo(1));
    }

    [Test]
    public void Doubled_report_is_the_same_but_for_its_time()
    {
        var stand = Open(new TroubleSettings { DuplicateReports = Always });

        stand.Buy(50, 1);

        var second = stand.Reports[1];
        Assert.That(stand.Reports, Has.Count.EqualTo(2));
        Assert.That(
            (second.Time - stand.Reports[0].Time) / 1_000_000.0, Is.GreaterThan(0).And.LessThanOrEqualTo(50));
        second.Time = stand.Reports[0].Time;
        Assert.That(BytesOf(second), Is.EqualTo(BytesOf(stand.Reports[0])));
    }

    [Test]
    public void Reordered_reports_overtake_each_other_within_their_bound()
    {
        var stand = Open(
            new TroubleSettings { ReorderReports = new Rate(Rate.Scale / 2), Seed = 5 }, takesReports: false);
        var orders = Enumerable.Range(0, 20).Select(_ => stand.Buy(50, 1)).ToList();

        stand.Take(always: true);

        var told = stand.Reports.Select(report => report.OrderAccepted.OrderId).ToList();
        Assert.That(told, Is.EquivalentTo(orders));
        Assert.That(told, Is.Not.EqualTo(orders));
        Assert.That(stand.Reports.Select(report => report.Time.Value), Is.Ordered);
        Assert.That(stand.Last.Time.Value, Is.LessThanOrEqualTo(1_050_000_000));
    }

    [Test]
    public void Delays_do_not_add_up()
    {
        var stand = Open(
            new TroubleSettings { DelayReports = new Rate(Rate.Scale / 2), Seed = 5 }, takesReports: false);
        for (var i = 0; i < 20; i++)
        {
            stand.Buy(50, 1);
        }

        stand.Take(always: true);

        // Sent at one second, late by one more at the most.
        Assert.That(stand.Reports.Select(report => report.Time.Value), Has.All.LessThanOrEqualTo(2_000_000_000));
    }

    [Test]
    public void Delayed_report_holds_up_all_that_follow()
    {
        var stand = Open(
            new TroubleSettings { DelayReports = new Rate(Rate.Scale / 2), Seed = 5 }, takesReports: false);
        var orders = Enumerable.Range(0, 20).Select(_ => stand.Buy(50, 1)).ToList();

        stand.Take(always: true);

        Assert.That(stand.Reports.Select(report => report.OrderAccepted.OrderId), Is.EqualTo(orders));
        Assert.That(stand.Last.Time.Value, Is.GreaterThan(1_000_000_000));
        Assert.That(stand.Venue.TroubleCount(TroubleKind.ReportDelayed), Is.InRange(3, 17));
    }

    [Test]
    public void Split_fill_is_two_trades_that_are_together_the_one()
    {
        var plain = Open(new TroubleSettings());
        var split = Open(new TroubleSettings { SplitFills = Always });
        plain.BuyMarket(5);
        split.BuyMarket(5);

        var whole = plain.Fills.Single().Fill;
        var parts = split.Fills.Select(fill => fill.Fill).ToList();
        Assert.That(parts, Has.Count.EqualTo(2));
        Assert.That(parts[0].Quantity + parts[1].Quantity, Is.EqualTo(whole.Quantity));
        Assert.That(parts[0].Fee + parts[1].Fee, Is.EqualTo(whole.Fee));
        Assert.That(parts[0].CumulativeQuantity, Is.EqualTo(parts[0].Quantity));
        Assert.That(parts[1].CumulativeQuantity, Is.EqualTo(whole.CumulativeQuantity));
        var keys = split.Reports.Where(report => report.Kind == EventKind.FillDetail)
            .Select(report => report.FillDetail.TradeKey);
        Assert.That(keys.Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Trouble_that_is_off_changes_nothing()
    {
        var settings = new SimulationSettings { OrderCapacity = 200 };
        var plain = new VenueSession(settings, traderSeed: 5).Play(MarketFeed.Of(FeedKind.Depth, seed: 4));
        var off = new VenueSession(settings with { Trouble = new TroubleSettings { Seed = 99 } }, traderSeed: 5)
            .Play(MarketFeed.Of(FeedKind.Depth, seed: 4));

        Assert.That(off.Digest, Is.EqualTo(plain.Digest));
    }

    private static VenueStand Open(TroubleSettings trouble, bool takesReports = true)
    {
        var stand = new VenueStand(VenueStand.NoLatency with { Trouble = trouble }, takesReports);
        stand.Book(bids: [(40, 10)], asks: [(101, 5), (102, 7)]);
        return stand;
    }

    private static byte[] BytesOf(Event e) => MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in e)).ToArray();

    private static void GoDown(VenueStand stand)
    {
        var count = stand.Venue.TroubleCount(TroubleKind.Disconnect);
        while (stand.Venue.TroubleCount(TroubleKind.Disconnect) == count)
        {
            stand.At(stand.NowMs + 1);
        }
    }

    private static Command Place(OrderId id, long cause) => new()
    {
        Kind = CommandKind.PlaceOrder,
        Cause = cause,
        Instrument = new InstrumentId(0),
        OrderId = id,
        Price = new PriceTicks(50),
        Quantity = new QtyLots(1),
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.GoodTillCanceled,
        Account = new AccountId(1),
    };
}
