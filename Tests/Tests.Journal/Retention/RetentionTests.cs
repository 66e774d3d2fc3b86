using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Journal.Inspection;
using Journal.Reading;
using Journal.Rendering;
using Journal.Retention;
using Journal.Writing;
using Tests.Journal.Golden;
using Tests.Journal.Snapshots;
using Tests.Journal.Support;

namespace Tests.Journal.Retention;

/// <summary>Only whole segments of the head go, never what recovery needs, and a purge is no damage.</summary>
internal sealed class RetentionTests
{
    private static readonly Event[] Events = Samples.Events(seed: 9, count: 900);

    [Test]
    public void Plan_touches_nothing()
    {
        var storage = SnapshotSamples.Journal(Events, 500, 700);
        var names = storage.List();

        var plan = Plan(storage, keepEvents: 100);

        Assert.That(plan.Files, Is.Not.Empty);
        Assert.That(storage.List(), Is.EqualTo(names));
    }

    [TestCase(0, 500, 700)]
    [TestCase(100, 500, 700)]
    [TestCase(100, 20, 890)]
    [TestCase(300, 700, 800, 850)]
    public void Retention_never_crosses_the_older_of_the_two_newest_snapshots(int keepEvents, params long[] snapshots)
    {
        var storage = SnapshotSamples.Journal(Events, snapshots);

        var plan = Apply(storage, keepEvents);

        var bound = snapshots.Order().TakeLast(2).First();
        var reader = JournalReader.Open(storage);
        Assert.Multiple(() =>
        {
            Assert.That(plan.OldestKeptSnapshot, Is.EqualTo(bound));
            Assert.That(reader.FirstSequence, Is.LessThanOrEqualTo(Math.Min(bound, Events.Length - keepEvents)));
            Assert.That(reader.FirstSequence, Is.EqualTo(plan.KeptEvent));
            Assert.That(
                SnapshotSamples.Store(storage).List().Select(entry => entry.Sequence),
                Is.EqualTo(snapshots.Where(sequence => sequence >= plan.KeptEvent).OrderDescending()),
                "A snapshot whose tail is gone goes with it.");
        });
        AssertReads(storage, plan.KeptEvent);
    }

    [TestCase(new long[0])]
    [TestCase(new long[] { 800 })]
    public void Without_two_proved_snapshots_nothing_is_removed_and_the_plan_says_why(long[] snapshots)
    {
        var storage = SnapshotSamples.Journal(Events, snapshots);
        var names = storage.List();

        var plan = Apply(storage, keepEvents: 10);

        Assert.That(plan.Files, Is.Empty);
        Assert.That(plan.HeldBack, Does.Contain("journal snapshot"));
        Assert.That(storage.List(), Is.EqualTo(names));
    }

    [Test]
    public void Snapshots_that_cannot_be_read_or_proved_do_not_count()
    {
        var storage = SnapshotSamples.Journal(Events, 300, 400, 700, 800);
        storage.Files["snapshot-0000000000000320.snap"].Bytes[300] ^= 1;

        var plan = JournalRetention.Apply(
            JournalReader.Open(storage),
            new RetentionRule { KeepEvents = 10 },
            snapshot => { if (snapshot.Sequence == 700) { throw new InvalidDataException("another digest"); } });

        Assert.That((plan.RecoverySnapshot, plan.OldestKeptSnapshot), Is.EqualTo((400L, 300L)));
        Assert.That(plan.KeptEvent, Is.LessThanOrEqualTo(300));
        Assert.That(plan.Warnings, Has.Count.EqualTo(2));
    }

    [Test]
    public void Apply_again_does_nothing_more()
    {
        var storage = SnapshotSamples.Journal(Events, 500, 700);
        Apply(storage, keepEvents: 100);
        var once = storage.Clone();

        var again = Apply(storage, keepEvents: 100);

        Assert.That(again.Files, Is.Empty);
        Assert.That(storage.List(), Is.EqualTo(once.List()));
    }

    [Test]
    public void Purge_after_purge_goes_on()
    {
        var storage = SnapshotSamples.Journal(Events, 300, 400);
        var first = Apply(storage, keepEvents: 0);
        var store = SnapshotSamples.Store(storage);
        store.Write(SnapshotSamples.Of(800), SnapshotSamples.Trust);
        store.Write(SnapshotSamples.Of(850), SnapshotSamples.Trust);

        var second = Apply(storage, keepEvents: 0);

        Assert.That(second.FirstEvent, Is.EqualTo(first.KeptEvent));
        Assert.That(second.KeptEvent, Is.GreaterThan(first.KeptEvent).And.LessThanOrEqualTo(800));
        AssertReads(storage, second.KeptEvent);
    }

    [Test]
    public void A_damaged_journal_keeps_what_it_has()
    {
        var storage = SnapshotSamples.Journal(Events, 500, 700);
        var last = storage.List().Last(name => name.StartsWith("events-", StringComparison.Ordinal));
        storage.Files[last].Bytes[5_000] ^= 1;
        var names = storage.List();

        Assert.That(
            () => Apply(storage, keepEvents: 100),
            Throws.TypeOf<JournalException>().With.Message.Contains(last));
        Assert.That(storage.List(), Is.EqualTo(names));
    }

    [Test]
    public void Last_segments_always_stay()
    {
        var storage = SnapshotSamples.Journal(Events, Events.Length - 1, Events.Length);

        Apply(storage, keepEvents: 0);

        var reader = JournalReader.Open(storage);
        Assert.That(reader.EventSegmentCount, Is.Positive);
        Assert.That(reader.CommandSegmentCount, Is.Positive);
        AssertReads(storage, reader.FirstSequence);
    }

    [Test]
    public void Rules_by_time_keep_what_is_not_before_it()
    {
        var storage = SnapshotSamples.Journal(Events, 890, 895);
        var time = Events[450].Time;

        var plan = JournalRetention.Plan(
            JournalReader.Open(storage), new RetentionRule { Before = time }, SnapshotSamples.Trust);

        var wanted = Array.FindIndex(Events, e => e.Time >= time);
        Assert.That(plan.WantedEvent, Is.EqualTo(wanted));
        Assert.That(plan.KeptEvent, Is.InRange(wanted - 120, wanted));
        var days = JournalRetention.Plan(
            JournalReader.Open(storage), new RetentionRule { KeepDays = 1 }, SnapshotSamples.Trust);
        Assert.That(days.KeptEvent, Is.Zero, "All of it is of one day.");
    }

    [Test]
    public void Rule_that_says_nothing_or_two_things_is_refused()
    {
        var reader = JournalReader.Open(SnapshotSamples.Journal(Events));

        Assert.That(
            () => JournalRetention.Plan(reader, new RetentionRule(), SnapshotSamples.Trust),
            Throws.ArgumentException);
        Assert.That(
            () => JournalRetention.Plan(
                reader, new RetentionRule { KeepDays = 1, KeepEvents = 1 }, SnapshotSamples.Trust),
            Throws.ArgumentException);
    }

    [Test]
    public void Machine_that_stops_at_any_call_of_a_purge_leaves_a_journal_that_opens_and_can_be_purged()
    {
        var origin = SnapshotSamples.Journal(Events, 100, 500, 700);
        var whole = new CrashStorage(origin);
        var plan = JournalRetention.Apply(
            JournalReader.Open(whole), new RetentionRule { KeepEvents = 0 }, SnapshotSamples.Trust);
        var heads = new HashSet<long>();
        for (var call = 1; call <= whole.CallCount; call++)
        {
            var crashed = new CrashStorage(origin) { EndsAtCall = call };
            Assert.Throws<CrashException>(() => JournalRetention.Apply(
                JournalReader.Open(crashed), new RetentionRule { KeepEvents = 0 }, SnapshotSamples.Trust));
            for (var chance = 0; chance <= 5; chance++)
            {
                var left = crashed.Survivor(new Random((call * 10) + chance), chance / 5.0);
                heads.Add(JournalReader.Open(left).FirstSequence);
                AssertReads(left, JournalReader.Open(left).FirstSequence);

                Apply(left, keepEvents: 0);

                Assert.That(left.List(), Is.EqualTo(whole.List()), $"call {call}: the same purge again finishes.");
            }
        }

        Assert.That(heads, Is.EquivalentTo(new[] { 0L, plan.KeptEvent }), "Before or after, nothing between.");
    }

    [Test]
    public void Head_that_is_missing_without_a_record_is_damage()
    {
        var storage = SnapshotSamples.Journal(Events, 500, 700);
        Apply(storage, keepEvents: 0);
        storage.Delete("journal.purged");

        var report = JournalVerifier.Verify(JournalReader.Open(storage));

        Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged));
        Assert.That(report.Fault!.What, Does.Contain("missing"));
    }

    [Test]
    public void First_segment_that_is_missing_after_a_purge_is_damage()
    {
        var storage = SnapshotSamples.Journal(Events, 500, 700);
        Apply(storage, keepEvents: 0);
        storage.Delete(storage.List().First(name => name.StartsWith("events-")));

        Assert.That(
            () => JournalReader.Open(storage),
            Throws.TypeOf<JournalException>().With.Property("Fault").Not.Null.And.Message.Contains("after a purge"));
    }

    [Test]
    public void Any_flipped_bit_of_the_record_is_a_named_fault()
    {
        var storage = SnapshotSamples.Journal(Events, 500, 700);
        Apply(storage, keepEvents: 0);
        var file = storage.Files["journal.purged"];
        Assert.That(file.Bytes, Has.Length.EqualTo(128));
        for (var bit = 0; bit < file.Bytes.Length * 8; bit++)
        {
            file.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(() => JournalReader.Open(storage), Throws.TypeOf<JournalException>(), $"bit {bit}");
            file.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public void Writer_goes_on_after_a_purge_and_keeps_the_definitions()
    {
        var events = GoldenInput.Events();
        var storage = new MemoryStorage();
        var options = GoldenInput.Options("memory") with
        {
            Mode = JournalWriteMode.Live,
            JournalId = Samples.Id,
            SegmentSizeBytes = 9_000,
        };
        using (var writer = JournalWriter.OpenOrCreate(options, storage))
        {
            writer.AppendEvents(events);
            writer.Complete();
        }

        var store = SnapshotSamples.Store(storage);
        store.Write(SnapshotSamples.Of(events.Length - 1), SnapshotSamples.Trust);
        store.Write(SnapshotSamples.Of(events.Length), SnapshotSamples.Trust);
        var plan = Apply(storage, keepEvents: 0);
        Assert.That(plan.KeptEvent, Is.Positive);

        using (var writer = JournalWriter.OpenOrCreate(options, storage))
        {
            Assert.That(writer.NextSequence, Is.EqualTo(events.Length));
            writer.AppendEvents([Event.Create(EventKind.Tick, events[^1].Time, InstrumentId.None)]);
            writer.Complete();
        }

        var reader = JournalReader.Open(storage);
        Assert.That(JournalVerifier.Verify(reader).IsIntact, Is.True);
        Assert.That(reader.ReadRegistry(events.Length + 1).All.Single().Symbol, Is.EqualTo("BTCUSDT"));
        using var cursor = reader.OpenEvents();
        cursor.SeekSequence(events.Length);
        Assert.That(cursor.TryReadFrame(out _), Is.True);
        Assert.That(cursor.Catalogue.ToArray().Count(slot => slot.Kind == EventKind.InstrumentSymbol), Is.EqualTo(1));
    }

    [Test]
    public void Cat_shows_what_is_there_with_its_sequences()
    {
        var events = GoldenInput.Events();
        var storage = Samples.InMemory(events, frameSlots: 24, segmentBytes: 8_192);
        var store = SnapshotSamples.Store(storage);
        store.Write(SnapshotSamples.Of(events.Length - 1), SnapshotSamples.Trust);
        store.Write(SnapshotSamples.Of(events.Length), SnapshotSamples.Trust);
        var plan = Apply(storage, keepEvents: 0);
        using var output = new MemoryStream();

        var shown = JournalCat.Write(JournalReader.Open(storage), new CatOptions(), output);

        Assert.That(shown, Is.EqualTo(events.Length - plan.KeptEvent));
    }

    private static RetentionPlan Plan(MemoryStorage storage, long keepEvents) => JournalRetention.Plan(
        JournalReader.Open(storage), new RetentionRule { KeepEvents = keepEvents }, SnapshotSamples.Trust);

    private static RetentionPlan Apply(MemoryStorage storage, long keepEvents) => JournalRetention.Apply(
        JournalReader.Open(storage), new RetentionRule { KeepEvents = keepEvents }, SnapshotSamples.Trust);

    /// <summary>All that should be there is there, byte for byte, and says what is not.</summary>
    private static void AssertReads(MemoryStorage storage, long first)
    {
        var reader = JournalReader.Open(storage);
        var report = JournalVerifier.Verify(reader);
        Assert.That(report.IsIntact, Is.True, report.Fault?.ToString());
        Assert.That((report.PurgedEvents, report.Events), Is.EqualTo((first, Events.Length - first)));
        using var cursor = reader.OpenEvents();
        Assert.That(
            Samples.Bytes(Samples.ReadAll(cursor)).SequenceEqual(Samples.Bytes(Events.AsSpan((int)first))), Is.True);
        using var commands = reader.OpenCommands();
        commands.SeekCause(first);
        var expected = Samples.Commands(2, Events.Length / 2).Where(command => command.Cause >= first).ToArray();
        List<Command> read = [];
        while (commands.TryReadFrame(out var frame))
        {
            read.AddRange(frame);
        }

        Assert.That(Samples.Bytes((Command[])[.. read]).SequenceEqual(Samples.Bytes(expected)), Is.True);
    }

    [TestCase(1)]
    [TestCase(200_000)]
    [TestCase(int.MaxValue)]
    public void More_days_than_there_are_keep_everything(int days)
    {
        var storage = SnapshotSamples.Journal(Events, 500, 700);

        var plan = JournalRetention.Plan(
            JournalReader.Open(storage), new RetentionRule { KeepDays = days }, SnapshotSamples.Trust);

        Assert.That((plan.WantedEvent, plan.Files), Is.EqualTo((0L, Array.Empty<RetentionFile>())));
    }
}
