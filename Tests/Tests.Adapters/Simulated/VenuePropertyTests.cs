using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Rules;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Random orders on random markets, told in every fineness: what must hold for all of them.</summary>
public sealed class VenuePropertyTests
{
    private static readonly SimulationSettings Slow = new()
    {
        EntryLatencyNs = 30 * TimestampNs.PerMillisecond,
        FeedLatencyNs = 7 * TimestampNs.PerMillisecond,
        ReplyLatencyNs = 20 * TimestampNs.PerMillisecond,
        OrderCapacity = 200,
    };

    [FsCheck.NUnit.Property(MaxTest = 15)]
    public void Every_report_keeps_every_rule_on_depth(int seed, byte latencyMs) =>
        Check(FeedKind.Depth, seed, latencyMs);

    [FsCheck.NUnit.Property(MaxTest = 8)]
    public void Every_report_keeps_every_rule_on_quotes(int seed, byte latencyMs) =>
        Check(FeedKind.Quotes, seed, latencyMs);

    [FsCheck.NUnit.Property(MaxTest = 8)]
    public void Every_report_keeps_every_rule_on_trades(int seed, byte latencyMs) =>
        Check(FeedKind.Trades, seed, latencyMs);

    [FsCheck.NUnit.Property(MaxTest = 8)]
    public void Every_report_keeps_every_rule_on_bars(int seed, byte latencyMs) =>
        Check(FeedKind.Bars, seed, latencyMs);

    [TestCase(FeedKind.Depth)]
    [TestCase(FeedKind.Quotes)]
    [TestCase(FeedKind.Trades)]
    [TestCase(FeedKind.Bars)]
    public void Same_inputs_give_the_same_reports(FeedKind kind)
    {
        var first = new VenueSession(Slow, traderSeed: 5).Play(MarketFeed.Of(kind, seed: 4));
        var second = new VenueSession(Slow, traderSeed: 5).Play(MarketFeed.Of(kind, seed: 4));

        Assert.That(second.Digest, Is.EqualTo(first.Digest));
        Assert.That(VenueSession.DigestOf(second.Venue), Is.EqualTo(VenueSession.DigestOf(first.Venue)));
        Assert.That(first.Audit.FillCount, Is.GreaterThan(20));
        Assert.That(first.Audit.MakerFillCount, Is.GreaterThan(kind == FeedKind.Bars ? 0 : 10));
    }

    [TestCase(FeedKind.Depth, SelfTradePrevention.None, "1266497912e6b5eb")]
    [TestCase(FeedKind.Bars, SelfTradePrevention.None, "11279b875ee70e17")]
    [TestCase(FeedKind.Depth, SelfTradePrevention.VenueDefault, "8fc85f4ef7e0f5bb")]
    [TestCase(FeedKind.Bars, SelfTradePrevention.VenueDefault, "18c8a5d213f934c0")]
    public void Reports_are_the_same_on_every_machine(FeedKind kind, SelfTradePrevention prevention, string digest)
    {
        var settings = Slow with { SelfTradePrevention = prevention };
        var session = new VenueSession(settings, traderSeed: 5).Play(MarketFeed.Of(kind, seed: 4));

        Assert.That(session.Digest.ToString("x16"), Is.EqualTo(digest));
    }

    [TestCase(FeedKind.Depth)]
    [TestCase(FeedKind.Quotes)]
    [TestCase(FeedKind.Trades)]
    [TestCase(FeedKind.Bars)]
    public void Venue_that_is_stored_and_restored_goes_on_as_if_nothing_had_been(FeedKind kind)
    {
        var runs = MarketFeed.Of(kind, seed: 4);
        var whole = new VenueSession(Slow, traderSeed: 5).Play(runs);
        var swapped = new VenueSession(Slow, traderSeed: 5);

        swapped.Play(Swapping(runs, swapped));

        Assert.That(swapped.Digest, Is.EqualTo(whole.Digest));
        Assert.That(VenueSession.DigestOf(swapped.Venue), Is.EqualTo(VenueSession.DigestOf(whole.Venue)));
    }

    private static IEnumerable<Event[]> Swapping(
        List<Event[]> runs, VenueSession session)
    {
        for (var i = 0; i < runs.Count; i++)
        {
            if (i % (runs.Count / 5) == runs.Count / 6)
            {
                session.SwapVenue();
            }

            yield return runs[i];
        }
    }

    private static void Check(FeedKind kind, int seed, byte latencyMs)
    {
        var settings = Slow with
        {
            EntryLatencyNs = latencyMs * TimestampNs.PerMillisecond,
            ReplyLatencyNs = latencyMs / 3 * TimestampNs.PerMillisecond,
            FeedLatencyNs = latencyMs % 5 * TimestampNs.PerMillisecond,
        };

        var session = new VenueSession(settings, seed + 1L).Play(MarketFeed.Of(kind, seed, events: 3_000));

        Assert.That(session.Audit.Fault, Is.Null, $"seed {seed}, latency {latencyMs} ms");
        Assert.That(session.Audit.FillCount, Is.GreaterThan(0), $"seed {seed}, latency {latencyMs} ms");
    }
}
