using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Latencies;
using Adapters.Simulated.Venue.Queues;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Whatever goes wrong on the line, the truth is at the venue and can be had.</summary>
public sealed class VenueTroublePropertyTests
{
    private static readonly SimulationSettings AllWrong = new()
    {
        OrderCapacity = 4_096,
        QueueModel = QueueModel.Power,
        OrdersPerSecond = 50,
        OrdersPerTenSeconds = 200,
        Latency = new LatencySettings { Model = LatencyModel.LogNormal, Sigma = 0.7 },
        Trouble = new TroubleSettings
        {
            Busy = Percent(5),
            Timeout = Percent(5),
            DisconnectsPerHour = 1_000,
            DisconnectNs = 300 * TimestampNs.PerMillisecond,
            DuplicateReports = Percent(10),
            ReorderReports = Percent(10),
            DelayReports = Percent(2),
            LostReports = Percent(5),
            SplitFills = Percent(20),
        },
    };

    [FsCheck.NUnit.Property(MaxTest = 6)]
    public void Trades_heard_of_in_the_end_are_the_venues_position(int seed)
    {
        var session = Play(AllWrong with { Trouble = AllWrong.Trouble with { Seed = seed } }, seed);

        session.Settle();

        for (var instrument = 0; instrument < session.InstrumentCount; instrument++)
        {
            Assert.That(
                session.PositionOf(instrument),
                Is.EqualTo(session.Venue.PositionOf(new InstrumentId(instrument)).Value), $"seed {seed}");
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 6)]
    public void Orders_asked_about_in_the_end_are_what_their_trades_say(int seed)
    {
        var session = Play(AllWrong with { Trouble = AllWrong.Trouble with { Seed = seed } }, seed);

        session.Settle();

        Assert.That(session.Placed, Is.Not.Empty);
        foreach (var order in session.Placed.Keys)
        {
            var status = session.Status[order];
            Assert.That(status.Cumulative, Is.EqualTo(session.Filled.GetValueOrDefault(order)), $"order {order}");
            Assert.That(
                status.State != OrderState.Unknown || status.Cumulative == 0, Is.True, $"order {order}, seed {seed}");
        }
    }

    [Test]
    public void Every_kind_of_trouble_strikes()
    {
        var session = Play(AllWrong, seed: 4);
        session.Settle();

        Assert.Multiple(() =>
        {
            foreach (var kind in Enum.GetValues<TroubleKind>())
            {
                Assert.That(session.Venue.TroubleCount(kind), Is.Positive, kind.ToString());
            }
        });
    }

    [Test]
    public void Same_seed_is_the_same_story_and_another_seed_another()
    {
        var first = Play(AllWrong, seed: 4);
        var second = Play(AllWrong, seed: 4);
        var other = Play(AllWrong with { Trouble = AllWrong.Trouble with { Seed = 2 } }, seed: 4);

        Assert.That(second.Digest, Is.EqualTo(first.Digest));
        Assert.That(VenueSession.DigestOf(second.Venue), Is.EqualTo(VenueSession.DigestOf(first.Venue)));
        Assert.That(other.Digest, Is.Not.EqualTo(first.Digest));
    }

    [TestCase("c2cdf117a9390ebc")]
    public void Story_of_a_seed_is_the_same_on_every_machine(string digest)
    {
        var session = Play(AllWrong, seed: 4);

        Assert.That(session.Digest.ToString("x16"), Is.EqualTo(digest));
    }

    [TestCase(FeedKind.Depth)]
    [TestCase(FeedKind.Bars)]
    public void Venue_with_trouble_that_is_stored_and_restored_goes_on_as_if_nothing_had_been(FeedKind kind)
    {
        var runs = MarketFeed.Of(kind, seed: 4);
        var whole = new VenueSession(AllWrong, traderSeed: 5);
        var swapped = new VenueSession(AllWrong, traderSeed: 5);

        whole.Play(runs);
        swapped.Play(runs.Select((run, i) =>
        {
            if (i % 400 == 399)
            {
                swapped.SwapVenue();
            }

            return run;
        }));

        Assert.That(swapped.Digest, Is.EqualTo(whole.Digest));
        Assert.That(VenueSession.DigestOf(swapped.Venue), Is.EqualTo(VenueSession.DigestOf(whole.Venue)));
    }

    private static TroubleSession Play(SimulationSettings settings, int seed) =>
        new TroubleSession(settings, seed + 1L).Play(MarketFeed.Of(FeedKind.Depth, seed, events: 6_000));

    private static Rate Percent(long percent) => new(Rate.Scale / 100 * percent);
}
