using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Rules;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Random orders of all types on random markets: what must hold for all of them.</summary>
public sealed class VenueOrderTypePropertyTests
{
    private static readonly SimulationSettings Slow = new()
    {
        EntryLatencyNs = 30 * TimestampNs.PerMillisecond,
        FeedLatencyNs = 7 * TimestampNs.PerMillisecond,
        ReplyLatencyNs = 20 * TimestampNs.PerMillisecond,
        OrderCapacity = 400,
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
    public void Everything_that_can_happen_does(FeedKind kind)
    {
        var audit = Session(Slow).Play(MarketFeed.Of(kind, seed: 4, events: 30_000)).Audit;

        Assert.That(audit.Fault, Is.Null);
        Assert.That(audit.TriggerCount, Is.GreaterThan(10));
        Assert.That(audit.MakerFillCount, Is.GreaterThan(5));
        Assert.That(
            audit.Ends.Keys,
            Is.SupersetOf(new[]
            {
                ReasonCode.VenueTriggerAtOnce,
                ReasonCode.FillOrKillUnfilled,
                ReasonCode.GoodTillDateReached,
                ReasonCode.ImmediateOrCancelRemainder,
                ReasonCode.VenueSelfTrade,
            }));
    }

    [TestCase(FeedKind.Depth)]
    [TestCase(FeedKind.Quotes)]
    [TestCase(FeedKind.Trades)]
    [TestCase(FeedKind.Bars)]
    public void Venue_that_is_stored_and_restored_goes_on_as_if_nothing_had_been(FeedKind kind)
    {
        var runs = MarketFeed.Of(kind, seed: 4);
        var whole = Session(Slow).Play(runs);
        var swapped = Session(Slow);

        swapped.Play(runs.Select((run, i) =>
        {
            if (i % (runs.Count / 5) == runs.Count / 6)
            {
                swapped.SwapVenue();
            }

            return run;
        }));

        Assert.That(swapped.Digest, Is.EqualTo(whole.Digest));
        Assert.That(VenueSession.DigestOf(swapped.Venue), Is.EqualTo(VenueSession.DigestOf(whole.Venue)));
    }

    private static VenueSession Session(SimulationSettings settings, long seed = 5) =>
        new(settings, seed, allTypes: true);

    private static void Check(FeedKind kind, int seed, byte latencyMs)
    {
        var settings = Slow with
        {
            EntryLatencyNs = latencyMs * TimestampNs.PerMillisecond,
            ReplyLatencyNs = latencyMs / 3 * TimestampNs.PerMillisecond,
            FeedLatencyNs = latencyMs % 5 * TimestampNs.PerMillisecond,
            SelfTradePrevention = (SelfTradePrevention)(latencyMs % 6),
        };

        var audit = Session(settings, seed + 1L).Play(MarketFeed.Of(kind, seed, events: 3_000)).Audit;

        Assert.That(audit.Fault, Is.Null, $"seed {seed}, latency {latencyMs} ms");
        Assert.That(audit.FillCount, Is.GreaterThan(0), $"seed {seed}, latency {latencyMs} ms");
    }
}
