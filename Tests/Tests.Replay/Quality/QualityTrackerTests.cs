using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Quality;
using Tests.Support;

namespace Tests.Replay.Quality;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class QualityTrackerTests
{
    private static readonly InstrumentId Instrument = new(0);

    private readonly QualityTracker _tracker = new("f.csv", QualityLimits.Default, _ => "v:S");
    private long _row;

    [Test]
    public void Observe_sane_trades_finds_nothing()
    {
        for (var i = 0; i < 1_000; i++)
        {
            Trade(i * 10, 10_000 + (i % 3), i + 1);
        }

        Assert.That(Found(), Is.Empty);
    }

    [Test]
    public void Observe_counts_the_same_trade_again_with_its_first_place()
    {
        foreach (var id in (long[])[1, 2, 3, 2, 3, 4])
        {
            Trade(0, 10_000, id);
        }

        var finding = Found().Single();
        Assert.That((finding.Check, finding.Count, finding.FirstRow, finding.File, finding.Instrument),
            Is.EqualTo((QualityCheck.Duplicate, 2L, 4L, "f.csv", "v:S")));
    }

    [Test]
    public void Observe_counts_missing_ids_where_ids_count_up_one_by_one()
    {
        foreach (var id in (long[])[1, 2, 3, 4, 9, 10, 11, 13])
        {
            Trade(0, 10_000, id);
        }

        var finding = Found().Single();
        Assert.That((finding.Check, finding.Count, finding.Worst, finding.Sum, finding.FirstRow),
            Is.EqualTo((QualityCheck.MissingIds, 2L, 4L, 5L, 5L)));
    }

    [Test]
    public void Observe_takes_ids_that_never_count_up_one_by_one_for_no_fault()
    {
        foreach (var id in (long[])[100, 205, 333, 334, 900, 1_500])
        {
            Trade(0, 10_000, id);
        }

        Assert.That(Found(), Is.Empty);
    }

    [Test]
    public void Observe_counts_silences_and_the_longest()
    {
        foreach (var second in (int[])[0, 1, 62, 63, 300])
        {
            Trade(second * 1_000, 10_000, 0);
        }

        var finding = Found().Single();
        Assert.That((finding.Check, finding.Count, finding.Worst, finding.FirstRow),
            Is.EqualTo((QualityCheck.Silence, 2L, 237 * TimestampNs.PerSecond, 3L)));
    }

    [Test]
    public void Observe_counts_jumps_of_the_price_by_percent()
    {
        foreach (var price in (long[])[10_000, 10_900, 10_000, 8_900])
        {
            Trade(0, price, 0);
        }

        var finding = Found().Single();
        Assert.That((finding.Check, finding.Count, finding.Worst), Is.EqualTo((QualityCheck.Outlier, 1L, 1_100L)));
    }

    [Test]
    public void Observe_counts_jumps_that_are_far_beyond_the_usual_change()
    {
        for (var i = 0; i < 200; i++)
        {
            Trade(i, 100_000 + (i % 2), 0);
        }

        Trade(200, 100_900, 0);

        var finding = Found().Single();
        Assert.That((finding.Check, finding.Count, finding.Worst), Is.EqualTo((QualityCheck.Outlier, 1L, 89L)));
    }

    [Test]
    public void Observe_counts_venue_times_that_go_backwards_and_negative_latencies()
    {
        Trade(1_000, 10_000, 0, venueMs: 900);
        Trade(1_001, 10_000, 0, venueMs: 850);
        Trade(1_002, 10_000, 0, venueMs: 1_010);

        var found = Found();
        Assert.That(
            found.Select(finding => (finding.Check, finding.Worst / 1_000_000)),
            Is.EquivalentTo(new[] { (QualityCheck.TimeBackwards, 50L), (QualityCheck.NegativeLatency, 8L) }));
    }

    [Test]
    public void Observe_counts_books_that_become_crossed()
    {
        Level(EventFlags.Snapshot, 1_000, 1);
        Level(EventFlags.Ask, 1_001, 1);
        Level(EventFlags.Ask, 999, 1);
        Level(EventFlags.Ask, 998, 1);
        Level(EventFlags.None, 1_000, 0);

        var finding = Found().Single();
        Assert.That((finding.Check, finding.Count, finding.Worst, finding.FirstRow),
            Is.EqualTo((QualityCheck.Crossed, 1L, 1L, 3L)));
    }

    [Test]
    public void Observe_counts_crossed_quotes_and_values_that_are_not_positive()
    {
        Quote(1_001, 1_000);
        Quote(-1, 1_000);

        Assert.That(
            Found().Select(finding => finding.Check),
            Is.EquivalentTo((QualityCheck[])[QualityCheck.Crossed, QualityCheck.NotPositive]));
    }

    [Test]
    public void Observe_counts_missing_and_repeated_bars()
    {
        foreach (var minute in (int[])[1, 2, 2, 5, 6])
        {
            Bar(minute);
        }

        Assert.That(
            Found().Select(finding => (finding.Check, finding.Sum)),
            Is.EquivalentTo(new[] { (QualityCheck.Duplicate, 0L), (QualityCheck.MissingBars, 2L) }));
    }

    [Test]
    public void Observe_allocates_nothing()
    {
        for (var i = 0; i < 5_000; i++)
        {
            Trade(i, 10_000 + (i % 5), i + 1);
        }

        var next = 5_000;
        var bytes = Allocations.Least(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                Trade(next, 10_000 + (next % 5), ++next);
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    [Test]
    public void Join_finds_what_lies_between_files_and_what_both_hold()
    {
        var report = QualityReports.Join(
            [], [Stream("a", 0, 100), Stream("b", 90, 200), Stream("c", 500, 600)], QualityLimits.Default);

        Assert.That(
            report.Findings.Select(finding => (finding.Check, finding.File, finding.Worst / TimestampNs.PerSecond)),
            Is.EqualTo(new[] { (QualityCheck.Silence, "c", 300L), (QualityCheck.Overlap, "b", 10L) }));
    }

    private static QualityStream Stream(string file, long first, long last) => new()
    {
        Instrument = "v:S",
        Stream = "Trade",
        File = file,
        Messages = 2,
        FirstTimeNs = first * TimestampNs.PerSecond,
        LastTimeNs = last * TimestampNs.PerSecond,
        LongestSilenceNs = 0,
        SmallestLatencyNs = null,
    };

    private IReadOnlyList<QualityFinding> Found() => _tracker.Finish().Findings;

    private void Trade(long ms, long price, long id, long venueMs = 0)
    {
        var e = Event.Create(EventKind.Trade, At(ms), Instrument);
        e.VenueTime = venueMs == 0 ? TimestampNs.Zero : At(venueMs);
        e.Trade.Price = new PriceTicks(price);
        e.Trade.Quantity = new QtyLots(1);
        e.Trade.Key = Key128.FromNumber(id);
        _tracker.Observe(new ReadOnlySpan<Event>(in e), ++_row);
    }

    private void Level(EventFlags flags, long price, long quantity)
    {
        var e = Event.Create(EventKind.BookLevel, At(0), Instrument, flags);
        e.BookLevel.Price = new PriceTicks(price);
        e.BookLevel.Quantity = new QtyLots(quantity);
        _tracker.Observe(new ReadOnlySpan<Event>(in e), ++_row);
    }

    private void Quote(long bid, long ask)
    {
        var e = Event.Create(EventKind.Quote, At(0), Instrument);
        e.Quote.BidPrice = new PriceTicks(bid);
        e.Quote.AskPrice = new PriceTicks(ask);
        e.Quote.BidQuantity = new QtyLots(1);
        e.Quote.AskQuantity = new QtyLots(1);
        _tracker.Observe(new ReadOnlySpan<Event>(in e), ++_row);
    }

    private void Bar(int minute)
    {
        var flags = (EventFlags)((ushort)BarInterval.OneMinute << 8);
        var e = Event.Create(EventKind.Bar, At(minute * 60_000), Instrument, flags);
        e.VenueTime = e.Time;
        e.Bar.Open = new PriceTicks(100);
        _tracker.Observe(new ReadOnlySpan<Event>(in e), ++_row);
    }

    private static TimestampNs At(long ms) => new((1_704_067_200_000 + ms) * TimestampNs.PerMillisecond);
}
