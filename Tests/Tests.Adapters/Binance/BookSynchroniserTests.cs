using Adapters.Binance.Stream;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Adapters.Binance;

public sealed class BookSynchroniserTests
{
    private static readonly InstrumentId Instrument = new(3);
    private RecordingSink _sink = new();
    private long _now;

    [SetUp]
    public void SetUp()
    {
        _sink = new RecordingSink();
        _now = 0;
    }

    [Test]
    public void OnSnapshot_spot_drops_old_diffs_and_publishes_the_rest_behind_it()
    {
        var book = Spot();
        Delta(book, 90, 95);
        Delta(book, 96, 100);
        Delta(book, 101, 104);

        var result = Snapshot(book, 100);

        Assert.That(result, Is.EqualTo(SyncResult.Published));
        Assert.That(book.IsSynchronised);
        Assert.That(_sink.Runs.Select(run => (run[0].Flags & EventFlags.Snapshot, run[0].BookLevel.LastUpdateId)), Is.EqualTo(new[]
        {
            (EventFlags.Snapshot, 100L), (EventFlags.None, 104L),
        }));
        Assert.That(_sink.Runs.Select(run => run[0].Time.Value), Is.All.EqualTo(_now), "what waited is published now");
    }

    [Test]
    public void OnSnapshot_spot_bridges_a_diff_that_spans_it()
    {
        var book = Spot();
        Delta(book, 98, 104);

        Assert.That(Snapshot(book, 100), Is.EqualTo(SyncResult.Published));
        Assert.That(book.LastUpdateId, Is.EqualTo(104));
    }

    [Test]
    public void OnSnapshot_older_than_the_first_diff_asks_again()
    {
        var book = Spot();
        Delta(book, 103, 104);

        Assert.That(Snapshot(book, 100), Is.EqualTo(SyncResult.SnapshotTooOld));
        Assert.That(book.NeedsSnapshot);
        Assert.That(_sink.Runs, Is.Empty);
        Assert.That(Snapshot(book, 103), Is.EqualTo(SyncResult.Published));
        Assert.That(book.LastUpdateId, Is.EqualTo(104));
    }

    [Test]
    public void OnDelta_spot_that_follows_is_published_and_an_old_one_is_stale()
    {
        var book = Spot();
        Snapshot(book, 100);

        Assert.That(Delta(book, 95, 100), Is.EqualTo(SyncResult.Stale));
        Assert.That(Delta(book, 101, 105), Is.EqualTo(SyncResult.Published));
        Assert.That(Delta(book, 106, 106), Is.EqualTo(SyncResult.Published));
        Assert.That(Delta(book, 106, 106), Is.EqualTo(SyncResult.Stale));
        Assert.That(book.GapCount, Is.Zero);
    }

    [Test]
    public void OnDelta_spot_after_a_missing_one_reports_the_gap_and_waits_for_a_snapshot()
    {
        var book = Spot();
        Snapshot(book, 100);
        Delta(book, 101, 105);

        var result = Delta(book, 107, 108);

        Assert.That(result, Is.EqualTo(SyncResult.Gap));
        Assert.That(book.NeedsSnapshot);
        var gap = _sink.Runs[^1].Single();
        Assert.That((gap.Kind, gap.FeedGap.ExpectedUpdateId, gap.FeedGap.ReceivedUpdateId, gap.IsLastOfRun),
            Is.EqualTo((EventKind.FeedGap, 106L, 107L, true)));
        Assert.That(Snapshot(book, 106), Is.EqualTo(SyncResult.Published), "the diff that showed the gap waited for it");
        Assert.That(book.LastUpdateId, Is.EqualTo(108));
    }

    [Test]
    public void OnDelta_usdm_chains_by_the_id_before()
    {
        var book = UsdM();
        Delta(book, 90, 95, 80);
        Delta(book, 98, 104, 95);

        Assert.That(Snapshot(book, 100), Is.EqualTo(SyncResult.Published));
        Assert.That(book.LastUpdateId, Is.EqualTo(104));
        Assert.That(Delta(book, 120, 130, 104), Is.EqualTo(SyncResult.Published), "ids between belong to other symbols");
        Assert.That(Delta(book, 131, 140, 131), Is.EqualTo(SyncResult.Gap));
    }

    [Test]
    public void OnSnapshot_usdm_between_two_diffs_of_the_symbol_is_bridged()
    {
        var book = UsdM();
        Delta(book, 90, 95, 80);
        Delta(book, 110, 115, 95);

        Assert.That(Snapshot(book, 100), Is.EqualTo(SyncResult.Published));
        Assert.That(book.LastUpdateId, Is.EqualTo(115));
    }

    [Test]
    public void OnSnapshot_usdm_older_than_the_id_before_the_first_diff_asks_again()
    {
        var book = UsdM();
        Delta(book, 110, 115, 105);

        Assert.That(Snapshot(book, 100), Is.EqualTo(SyncResult.SnapshotTooOld));
    }

    [Test]
    public void OnDelta_usdm_right_after_the_snapshot_must_reach_back_to_it()
    {
        var book = UsdM();
        Snapshot(book, 100);

        Assert.That(Delta(book, 90, 99, 85), Is.EqualTo(SyncResult.Stale));
        Assert.That(Delta(book, 105, 110, 103), Is.EqualTo(SyncResult.Gap));
    }

    [Test]
    public void OnSnapshot_of_a_whole_book_is_stale()
    {
        var book = Spot();
        Snapshot(book, 100);

        Assert.That(Snapshot(book, 100), Is.EqualTo(SyncResult.Stale));
        Assert.That(_sink.Runs, Has.Count.EqualTo(1));
    }

    [Test]
    public void OnDelta_without_levels_moves_the_id_and_publishes_nothing()
    {
        var book = Spot();
        Snapshot(book, 100);

        Assert.That(Delta(book, 101, 101, -1, 0), Is.EqualTo(SyncResult.Published));
        Assert.That(Delta(book, 102, 102), Is.EqualTo(SyncResult.Published));
        Assert.That(_sink.Runs, Has.Count.EqualTo(2));
    }

    [Test]
    public void OnDelta_beyond_the_buffer_is_a_gap()
    {
        var book = new BookSynchroniser(Instrument, VenueId.BinanceSpot, _sink, slotsMax: 4, messagesMax: 2);
        Delta(book, 1, 1);
        Delta(book, 2, 2);

        Assert.That(Delta(book, 3, 3), Is.EqualTo(SyncResult.Gap));
        Assert.That(_sink.Runs.Single()[0].FeedGap.LostCount, Is.EqualTo(2));
        Assert.That(Snapshot(book, 2), Is.EqualTo(SyncResult.Published));
        Assert.That(book.LastUpdateId, Is.EqualTo(3));
    }

    [Test]
    public void OnSnapshot_longer_than_a_run_stands_between_begin_and_end()
    {
        var book = Spot();

        Snapshot(book, 100, 2_500);

        Assert.That(_sink.Kinds, Is.EqualTo(new[]
        {
            EventKind.BookSnapshotBegin, EventKind.BookLevel, EventKind.BookLevel, EventKind.BookLevel, EventKind.BookSnapshotEnd,
        }));
        Assert.That(_sink.Runs.Select(run => run.Length), Is.EqualTo(new[] { 1, 1_024, 1_024, 452, 1 }));
        Assert.That(_sink.Runs.Select(run => run.Count(e => e.IsLastOfRun)), Is.All.EqualTo(1));
        Assert.That(_sink.Runs.All(run => run[^1].IsLastOfRun));
        Assert.That(_sink.Runs[0][0].Flags & EventFlags.Delta, Is.EqualTo(EventFlags.None), "the book is replaced");
        Assert.That(_sink.Runs[0][0].BookSnapshot.LevelCount, Is.EqualTo(2_500));
    }

    [Test]
    public void OnDelta_longer_than_a_run_stands_between_bounds_that_keep_the_book()
    {
        var book = Spot();
        Snapshot(book, 100);

        Delta(book, 101, 101, -1, 1_076);

        Assert.That(_sink.Kinds.Skip(1), Is.EqualTo(new[]
        {
            EventKind.BookSnapshotBegin, EventKind.BookLevel, EventKind.BookLevel, EventKind.BookSnapshotEnd,
        }));
        Assert.That(_sink.Runs[1][0].Flags & EventFlags.Delta, Is.EqualTo(EventFlags.Delta));
        Assert.That(_sink.Runs.Skip(1).SelectMany(run => run).Any(e => (e.Flags & EventFlags.Snapshot) != 0), Is.False);
    }

    [Test]
    public void OnDelta_that_the_sink_drops_breaks_the_book_without_a_second_report()
    {
        var book = Spot();
        Snapshot(book, 100);
        _sink.RoomForRuns = 1;

        Assert.That(Delta(book, 101, 101), Is.EqualTo(SyncResult.Dropped));
        Assert.That(book.NeedsSnapshot);
        Assert.That(book.GapCount, Is.Zero);
    }

    [Test]
    public void OnLost_breaks_the_book_and_says_how_much()
    {
        var book = Spot();
        Snapshot(book, 100);

        book.OnLost(5, new TimestampNs(9));

        Assert.That(book.NeedsSnapshot);
        Assert.That(_sink.Runs[^1][0].FeedGap.LostCount, Is.EqualTo(5));
    }

    [Test]
    public void OnDelta_allocates_nothing()
    {
        var book = new BookSynchroniser(Instrument, VenueId.BinanceSpot, new CountingSink());
        book.OnSnapshot(0, Levels(10), TimestampNs.Zero);
        var levels = Levels(3);
        long id = 0;
        Run(500);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(2_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(book.LastUpdateId, Is.EqualTo(2_500));

        void Run(int count)
        {
            for (var i = 0; i < count; i++)
            {
                id++;
                book.OnDelta(new DepthMessage(id, id, -1), levels, new TimestampNs(id));
            }
        }
    }

    private BookSynchroniser Spot() => new(Instrument, VenueId.BinanceSpot, _sink);

    private BookSynchroniser UsdM() => new(Instrument, VenueId.BinanceUsdM, _sink);

    private SyncResult Delta(BookSynchroniser book, long first, long last, long previous = -1, int levels = 1)
    {
        var slots = Levels(levels);
        foreach (ref var slot in slots.AsSpan())
        {
            slot.BookLevel.LastUpdateId = last;
        }

        return book.OnDelta(new DepthMessage(first, last, previous), slots, new TimestampNs(++_now));
    }

    private SyncResult Snapshot(BookSynchroniser book, long lastUpdateId, int levels = 2)
    {
        var slots = Levels(levels);
        foreach (ref var slot in slots.AsSpan())
        {
            slot.BookLevel.LastUpdateId = lastUpdateId;
            slot.Flags = EventFlags.None;
        }

        return book.OnSnapshot(lastUpdateId, slots, new TimestampNs(++_now));
    }

    private static Event[] Levels(int count)
    {
        var slots = new Event[count];
        for (var i = 0; i < count; i++)
        {
            slots[i] = Event.Create(EventKind.BookLevel, TimestampNs.Zero, Instrument);
            slots[i].Flags = i == count - 1 ? EventFlags.LastOfRun : EventFlags.None;
            slots[i].BookLevel.Price = new PriceTicks(i + 1);
            slots[i].BookLevel.Quantity = new QtyLots(1);
        }

        return slots;
    }

    private sealed class CountingSink : IEventSink
    {
        public SinkResult Publish(ReadOnlySpan<Event> run) => SinkResult.Published;
    }
}
