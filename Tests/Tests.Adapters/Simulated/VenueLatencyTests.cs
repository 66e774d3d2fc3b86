using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Latencies;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Latencies that vary: drawn, measured, or as the data shows them.</summary>
public sealed class VenueLatencyTests
{
    private const long Millisecond = TimestampNs.PerMillisecond;

    private static readonly SimulationSettings Drawn = new()
    {
        EntryLatencyNs = 10 * Millisecond,
        FeedLatencyNs = 2 * Millisecond,
        ReplyLatencyNs = 5 * Millisecond,
        Latency = new LatencySettings { Model = LatencyModel.LogNormal, Sigma = 1, Seed = 7 },
    };

    private static readonly SimulationSettings AsRecorded = VenueStand.NoLatency with
    {
        EntryLatencyNs = 10 * Millisecond,
        FeedLatencyNs = 4 * Millisecond,
        Latency = new LatencySettings { IsFeedFromData = true },
    };

    [FsCheck.NUnit.Property(MaxTest = 20)]
    public void Drawn_latencies_keep_the_order_of_commands_and_of_reports(int seed)
    {
        var stand = Open(Drawn with { Latency = Drawn.Latency with { Seed = seed } });
        var orders = new List<OrderId>();
        for (var ms = 1_001; ms < 1_200; ms++)
        {
            orders.Add(stand.Buy(50, 1));
            stand.At(ms);
        }

        stand.At(9_000);

        var accepted = stand.Reports.Select(report => report.OrderAccepted.OrderId);
        var times = stand.Reports.Select(report => report.Time.Value);
        Assert.That(accepted, Is.EqualTo(orders));
        Assert.That(times, Is.Ordered);
    }

    [FsCheck.NUnit.Property(MaxTest = 20)]
    public void Drawn_latencies_never_let_a_report_precede_its_cause_or_its_command(int seed)
    {
        var stand = Open(Drawn with { Latency = Drawn.Latency with { Seed = seed } }, takesReports: false);
        for (var ms = 1_001; ms < 1_400; ms += 7)
        {
            var sent = stand.NowMs * Millisecond;
            stand.Buy(50, 1);
            while (!stand.Venue.HasReport)
            {
                stand.At(stand.NowMs + 1);
            }

            var report = stand.Venue.TakeReport()[0];
            Assert.That(report.Time.Value, Is.GreaterThanOrEqualTo(stand.NowMs * Millisecond));
            Assert.That(report.VenueTime.Value, Is.GreaterThanOrEqualTo(sent));
        }
    }

    [Test]
    public void Drawn_latencies_have_the_median_and_the_cap_that_were_asked_for()
    {
        var settings = Drawn with
        {
            FeedLatencyNs = 0,
            ReplyLatencyNs = 5 * Millisecond,
            EntryLatencyNs = 0,
            Latency = Drawn.Latency with { CapNs = 20 * Millisecond },
        };
        var latencies = new List<long>();
        var stand = Open(settings);
        for (var second = 2; second < 1_002; second++)
        {
            stand.At(second * 1_000);
            stand.Buy(50, 1);
            latencies.Add(stand.Last.Time.Value - (stand.NowMs * Millisecond));
        }

        latencies.Sort();

        // With sigma 1 the chance to be above four times the median is 8.3 %.
        Assert.That(latencies[500], Is.EqualTo(5 * Millisecond).Within(500_000));
        Assert.That(latencies[^1], Is.EqualTo(20 * Millisecond));
        Assert.That(latencies.Count(latency => latency == 20 * Millisecond), Is.InRange(50, 120));
    }

    [Test]
    public void Same_seed_gives_the_same_run_and_another_seed_another()
    {
        ulong DigestOf(long seed) => new VenueSession(
            Drawn with { Latency = Drawn.Latency with { Seed = seed }, OrderCapacity = 200 }, traderSeed: 5)
            .Play(MarketFeed.Of(FeedKind.Depth, seed: 4)).Digest;

        var first = DigestOf(1);
        Assert.That(DigestOf(1), Is.EqualTo(first));
        Assert.That(DigestOf(2), Is.Not.EqualTo(first));
    }

    [Test]
    public void Draws_of_the_replies_do_not_move_the_arrivals()
    {
        // The second venue has funding to report as well; its orders arrive when those of the first do.
        var plain = Open(Drawn);
        var asked = Open(Drawn);
        plain.BuyMarket(1);
        asked.BuyMarket(1);
        for (var ms = 1_100; ms < 3_000; ms += 100)
        {
            plain.Buy(50, 1);
            asked.Buy(50, 1);
            plain.At(ms);
            asked.At(ms);
            asked.Funding(rate: 1);
        }

        var arrivals = plain.Reports.Where(report => report.Kind == EventKind.OrderAccepted)
            .Select(report => report.VenueTime);
        Assert.That(asked.Reports.Count(report => report.Kind == EventKind.FundingPaid), Is.GreaterThan(10));
        Assert.That(
            asked.Reports.Where(report => report.Kind == EventKind.OrderAccepted).Select(report => report.VenueTime),
            Is.EqualTo(arrivals));
    }

    [Test]
    public void Measured_latencies_are_those_of_their_time()
    {
        var track = new LatencyTrack(
        [
            new LatencyPoint(new TimestampNs(1_000 * Millisecond), 0, 10 * Millisecond, 4 * Millisecond),
            new LatencyPoint(new TimestampNs(2_000 * Millisecond), 0, 20 * Millisecond, 8 * Millisecond),
        ]);
        var stand = Open(new SimulationSettings
        {
            Latency = new LatencySettings { Model = LatencyModel.Recorded, Track = track },
        });
        stand.At(1_500);

        var order = stand.Buy(50, 1);
        stand.At(1_514);
        Assert.That(stand.Story(order), Is.Empty);

        stand.At(1_515);

        // At 1,515 the reply takes 4 ms and 515 thousandths of 4 ms more.
        Assert.That(stand.Story(order), Is.EqualTo("accepted"));
        Assert.That(stand.Last.Time.Value, Is.EqualTo((1_515 * Millisecond) + 6_060_000));
    }

    [Test]
    public void Feed_latency_as_recorded_is_that_of_the_event_that_shows_the_arrival()
    {
        var stand = Open(AsRecorded);
        Level(stand, ms: 1_000, venueMs: 997);
        var order = stand.Buy(50, 1);

        // The venue has it at 1,010. What it published at 1,009 comes late, at 1,030, and is what it was then.
        Level(stand, ms: 1_030, venueMs: 1_009);
        Assert.That(stand.Story(order), Is.Empty);

        Level(stand, ms: 1_031, venueMs: 1_010);
        Assert.That(stand.Story(order), Is.EqualTo("accepted"));
        Assert.That(stand.Last.VenueTime.Value / Millisecond, Is.EqualTo(1_010));
    }

    [Test]
    public void Feed_latency_as_recorded_is_each_instruments_own()
    {
        var stand = Open(AsRecorded);
        Level(stand, ms: 1_000, venueMs: 998);
        stand.Instrument = 1;
        Level(stand, ms: 1_000, venueMs: 950);
        var slow = stand.Buy(50, 1);
        stand.At(1_012);
        Assert.That(stand.Story(slow), Is.Empty, "ten there, and fifty until the stream shows it");

        stand.At(1_060);
        Assert.That(stand.Story(slow), Is.EqualTo("accepted"));
    }

    [Test]
    public void Feed_latency_before_any_event_that_shows_it_is_the_constant()
    {
        var stand = Open(AsRecorded);
        stand.At(1_100);
        var order = stand.Buy(50, 1);

        stand.At(1_113);
        Assert.That(stand.Story(order), Is.Empty);

        stand.At(1_114);
        Assert.That(stand.Story(order), Is.EqualTo("accepted"));
        Assert.That(stand.Venue.FeedLatency, Is.EqualTo(new FeedLatencyFacts(0, 0, 0)));
    }

    [Test]
    public void Feed_latency_below_zero_counts_as_none_and_is_told()
    {
        var stand = Open(AsRecorded);
        Level(stand, ms: 1_000, venueMs: 998);
        Level(stand, ms: 1_001, venueMs: 1_013);
        var order = stand.Buy(50, 1);

        stand.At(1_010);
        Assert.That(stand.Story(order), Is.Empty);

        stand.At(1_011);
        Assert.That(stand.Story(order), Is.EqualTo("accepted"));
        Assert.That(stand.Venue.FeedLatency, Is.EqualTo(new FeedLatencyFacts(2, 1, -12 * Millisecond)));
    }

    [Test]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Assert.Multiple(() =>
        {
            Refuses(Drawn with { Latency = new LatencySettings { Sigma = 6 } }, "Sigma");
            Refuses(Drawn with { Latency = new LatencySettings { CapNs = -1 } }, "CapNs");
            Refuses(Drawn with { Latency = new LatencySettings { Model = LatencyModel.Recorded } }, "Track");
            Refuses(Drawn with { QueuePower = 0 }, "QueuePower");
            Refuses(Drawn with { QueuePower = double.NaN }, "QueuePower");
            Refuses(Drawn with { OrdersPerSecond = -1 }, "OrdersPerSecond");
            Refuses(Drawn with { Trouble = new() { Busy = new Rate(Rate.Scale + 1) } }, "Busy");
            Refuses(Drawn with { Trouble = new() { DisconnectsPerHour = -1 } }, "DisconnectsPerHour");
            Refuses(Drawn with { Trouble = new() { TimeoutNs = 0 } }, "TimeoutNs");
        });
    }

    private static void Refuses(SimulationSettings settings, string name) => Assert.That(
        () => new SimulatedVenue(settings),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contain(name));

    private static VenueStand Open(SimulationSettings settings, bool takesReports = true)
    {
        var stand = new VenueStand(settings with { OrderCapacity = 2_000 }, takesReports);
        stand.Book(bids: [(40, 10)], asks: [(101, 5)]);
        return stand;
    }

    private static void Level(VenueStand stand, long ms, long venueMs)
    {
        stand.NowMs = ms;
        var level = stand.Level(EventFlags.None, 40, 10);
        level.VenueTime = new TimestampNs(venueMs * Millisecond);
        stand.Feed(level);
    }
}
