using System.Runtime.InteropServices;
using Engine.Model.Events;
using Journal;
using Journal.Snapshots;
using Tests.Journal.Support;

namespace Tests.Journal.Snapshots;

/// <summary>A snapshot is there whole or not at all, and what is read is what was written or a named fault.</summary>
internal sealed class SnapshotStoreTests
{
    private static readonly Event[] Events = Samples.Events(seed: 3, count: 400);

    [Test]
    public void Read_gives_back_what_was_written()
    {
        var store = SnapshotSamples.Store(Samples.InMemory(Events));
        var written = SnapshotSamples.Of(200);

        var entry = store.Write(written, SnapshotSamples.Trust);
        var read = store.Read(entry);

        Assert.Multiple(() =>
        {
            Assert.That(entry.Name, Is.EqualTo("snapshot-00000000000000c8.snap"));
            Assert.That(read.State, Is.EqualTo(written.State));
            Assert.That(
                Samples.Bytes((Event[])[.. read.Definitions])
                    .SequenceEqual(Samples.Bytes((Event[])[.. written.Definitions])),
                Is.True);
            Assert.That(
                read with { State = written.State, Definitions = written.Definitions }, Is.EqualTo(written));
        });
    }

    [Test]
    public void Header_is_where_the_format_says()
    {
        var storage = Samples.InMemory(Events);
        var snapshot = SnapshotSamples.Of(200, words: 5);

        SnapshotSamples.Store(storage).Write(snapshot, SnapshotSamples.Trust);

        var bytes = storage.Single("snapshot-").Bytes;
        Assert.Multiple(() =>
        {
            Assert.That(Marshal.SizeOf<SnapshotHeader>(), Is.EqualTo(256));
            Assert.That(bytes, Has.Length.EqualTo(256 + (3 * 64) + (5 * 8)));
            Assert.That(bytes[..8], Is.EqualTo(new byte[] { 0x89, 0x53, 0x4E, 0x41, 0x50, 0x0D, 0x0A, 0x1A }));
            Assert.That(BitConverter.ToUInt16(bytes, 8), Is.EqualTo(1));
            Assert.That(BitConverter.ToUInt16(bytes, 10), Is.EqualTo(1));
            Assert.That(BitConverter.ToUInt32(bytes, 12), Is.EqualTo(3));
            Assert.That(new JournalId(BitConverter.ToUInt64(bytes, 16), BitConverter.ToUInt64(bytes, 24)),
                Is.EqualTo(Samples.Id));
            Assert.That(BitConverter.ToInt64(bytes, 32), Is.EqualTo(1), "epoch");
            Assert.That(BitConverter.ToInt64(bytes, 40), Is.EqualTo(200), "sequence");
            Assert.That(BitConverter.ToInt64(bytes, 48), Is.EqualTo(snapshot.Time.Value));
            Assert.That(BitConverter.ToUInt64(bytes, 56), Is.EqualTo(snapshot.Witness));
            Assert.That(BitConverter.ToUInt64(bytes, 64), Is.EqualTo(snapshot.Digest));
            Assert.That(BitConverter.ToUInt64(bytes, 72), Is.EqualTo(77UL), "code");
            Assert.That(BitConverter.ToInt64(bytes, 80), Is.EqualTo(5), "words");
            Assert.That(bytes[96..102], Is.EqualTo("test 1"u8.ToArray()));
            Assert.That(BitConverter.ToInt64(bytes, 256 + (3 * 64)), Is.EqualTo(snapshot.State[0]));
        });
    }

    [Test]
    public void Any_flipped_bit_is_a_named_fault()
    {
        var storage = Samples.InMemory(Events);
        var store = SnapshotSamples.Store(storage);
        var entry = store.Write(SnapshotSamples.Of(200, words: 20), SnapshotSamples.Trust);
        var file = storage.Single("snapshot-");
        for (var bit = 0; bit < file.Bytes.Length * 8; bit++)
        {
            file.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            var error = Assert.Throws<JournalException>(() => store.Read(entry), $"bit {bit}");

            Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Data), $"bit {bit}");
            file.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public void Any_other_length_is_a_named_fault()
    {
        var storage = Samples.InMemory(Events);
        var store = SnapshotSamples.Store(storage);
        var entry = store.Write(SnapshotSamples.Of(200, words: 20), SnapshotSamples.Trust);
        var file = storage.Single("snapshot-");
        var whole = file.Bytes;
        for (var length = 0; length < whole.Length; length++)
        {
            file.Bytes = whole[..length];

            Assert.That(() => store.Read(entry), Throws.TypeOf<JournalException>(), $"length {length}");
        }

        file.Bytes = [.. whole, 0];
        Assert.That(() => store.Read(entry), Throws.TypeOf<JournalException>().With.Message.Contains("announces"));
    }

    [Test]
    public void Header_that_announces_more_than_the_file_has_sets_nothing_aside_for_it()
    {
        var storage = Samples.InMemory(Events);
        var store = SnapshotSamples.Store(storage);
        var entry = store.Write(SnapshotSamples.Of(200, words: 20), SnapshotSamples.Trust);
        var bytes = storage.Single("snapshot-").Bytes;
        var header = MemoryMarshal.Read<SnapshotHeader>(bytes);
        header.StateWords = long.MaxValue / 8;
        header.DefinitionCount = uint.MaxValue;
        SnapshotHeader.Encode(in header, "test 1", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => store.Read(entry), Throws.TypeOf<JournalException>());

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Snapshot_of_another_journal_or_under_another_name_is_refused()
    {
        var storage = Samples.InMemory(Events);
        var store = SnapshotSamples.Store(storage);
        var entry = store.Write(SnapshotSamples.Of(200), SnapshotSamples.Trust);
        storage.Rename(entry.Name, "snapshot-0000000000000001.snap");

        Assert.That(
            () => store.Read(store.List().Single()),
            Throws.TypeOf<JournalException>().With.Message.Contains("its name says"));
        Assert.That(
            () => store.Write(SnapshotSamples.Of(100) with { JournalId = default }, SnapshotSamples.Trust),
            Throws.TypeOf<JournalException>().With.Message.Contains("another journal"));
    }

    [Test]
    public void Snapshot_that_is_not_proved_leaves_nothing_behind()
    {
        var storage = Samples.InMemory(Events);
        var store = SnapshotSamples.Store(storage);
        var names = storage.List();

        Assert.That(
            () => store.Write(SnapshotSamples.Of(200), _ => throw new InvalidDataException("not this one")),
            Throws.TypeOf<InvalidDataException>());

        Assert.That(storage.List(), Is.EqualTo(names));
    }

    [Test]
    public void Machine_that_stops_at_any_call_of_a_write_leaves_a_whole_snapshot_or_none()
    {
        var origin = SnapshotSamples.Journal(Events, 150);
        var whole = new CrashStorage(origin);
        SnapshotSamples.Store(whole).Write(SnapshotSamples.Of(200), SnapshotSamples.Trust);
        var (kept, lost) = (0, 0);
        for (var call = 1; call <= whole.CallCount; call++)
        {
            var crashed = new CrashStorage(origin) { EndsAtCall = call };
            Assert.Throws<CrashException>(
                () => SnapshotSamples.Store(crashed).Write(SnapshotSamples.Of(200), SnapshotSamples.Trust));
            for (var chance = 0; chance <= 10; chance++)
            {
                var left = crashed.Survivor(new Random((call * 100) + chance), chance / 10.0);
                var store = SnapshotSamples.Store(left);
                var entries = store.List();

                Assert.That(entries[^1].Sequence, Is.EqualTo(150), "The older one stays.");
                Assert.That(entries.Select(entry => store.Read(entry).Sequence), Is.EqualTo(
                    entries.Select(entry => entry.Sequence)), $"call {call}: what has its name is whole");
                (kept, lost) = entries.Count == 2 ? (kept + 1, lost) : (kept, lost + 1);
                store.Write(SnapshotSamples.Of(210), SnapshotSamples.Trust);
                Assert.That(left.List().Any(name => name.EndsWith(".tmp")), Is.False, "Nothing unfinished stays.");
            }
        }

        Assert.That((kept, lost), Is.Not.EqualTo((0, 0)).And.Not.EqualTo((kept, 0)));
        Assert.That(kept, Is.Positive, "The rename itself may have come through.");
    }

    [Test]
    public void Disk_that_fails_at_any_call_of_a_write_says_so_and_keeps_the_older_one()
    {
        var origin = SnapshotSamples.Journal(Events, 150);
        var whole = new CrashStorage(origin);
        SnapshotSamples.Store(whole).Write(SnapshotSamples.Of(200), SnapshotSamples.Trust);
        for (var call = 1; call <= whole.CallCount; call++)
        {
            var failing = new CrashStorage(origin) { EndsAtCall = call, EndsWithError = true };

            var error = Assert.Throws<JournalException>(
                () => SnapshotSamples.Store(failing).Write(SnapshotSamples.Of(200), SnapshotSamples.Trust));

            Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Io));
            var store = SnapshotSamples.Store(failing.Survivor(new Random(call), 0.5));
            Assert.That(store.Read(store.List()[^1]).Sequence, Is.EqualTo(150));
        }
    }

    [Test]
    public void Snapshot_is_on_the_device_before_it_has_its_name()
    {
        var storage = new CrashStorage(Samples.InMemory(Events));
        SnapshotSamples.Store(storage).Write(SnapshotSamples.Of(200), SnapshotSamples.Trust);

        // No sector that was only written survives: what was synced is all there is.
        var left = storage.Survivor(new Random(1), 0);

        Assert.That(SnapshotSamples.Store(left).Read(SnapshotSamples.Store(left).List().Single()).Sequence,
            Is.EqualTo(200));
    }

    [Test]
    public void List_names_the_newest_first_and_nothing_else()
    {
        var storage = SnapshotSamples.Journal(Events, 50, 300, 150);
        storage.Create("snapshot-00000000000000ff.snap.tmp").Write([1], 0);
        storage.Create("snapshot-xyz.snap").Write([1], 0);

        Assert.That(
            SnapshotSamples.Store(storage).List().Select(entry => entry.Sequence), Is.EqualTo(new[] { 300L, 150, 50 }));
    }

    [Test]
    public void Snapshot_is_reachable_where_the_journal_has_the_event_before_it()
    {
        var store = SnapshotSamples.Store(Samples.InMemory(Events));

        Assert.Multiple(() =>
        {
            Assert.That(store.IsReachable(new SnapshotEntry("", 0)), Is.True);
            Assert.That(store.IsReachable(new SnapshotEntry("", 400)), Is.True);
            Assert.That(store.IsReachable(new SnapshotEntry("", 401)), Is.False);
        });
    }
}
