using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Compression;
using Journal.Reading;
using Tests.Journal.Compression;
using Tests.Journal.Support;

namespace Tests.Journal.Reading;

/// <summary>
/// An index brings a seek near its place; with it, without it or with a bad one the place is the same.
/// </summary>
internal sealed class SegmentIndexTests
{
    private static readonly Event[] Events = WithFallingStamps(CompressionSamples.Market(seed: 71, count: 100_000));

    private static readonly MemoryStorage Plain = Samples.InMemory(Events, frameSlots: 300, segmentBytes: 3 << 20);

    private static readonly MemoryStorage Indexed = Compact();

    [Test]
    public void Compaction_gives_every_sealed_segment_an_index_once()
    {
        var storage = Plain.Clone();

        var first = JournalCompactor.Compact(storage);
        var second = JournalCompactor.Compact(storage);

        Assert.That(first.Indexed, Is.EqualTo(Plain.Files.Count).And.GreaterThan(1));
        Assert.That(second.Indexed, Is.Zero);
    }

    [Test]
    public void A_missing_or_bad_index_is_made_again()
    {
        var storage = Indexed.Clone();
        var names = storage.List().Where(name => name.EndsWith(".idx")).ToArray();
        storage.Delete(names[0]);
        storage.Files[names[1]].Bytes[70] ^= 1;

        var result = JournalCompactor.Compact(storage);

        Assert.That(result.Indexed, Is.EqualTo(2));
        Assert.That(storage.Files[names[1]].Bytes, Is.EqualTo(Indexed.Files[names[1]].Bytes));
    }

    [Test]
    public void Seeks_by_sequence_come_to_the_same_place([Values(1, 2)] int seed)
    {
        var random = new Random(seed);
        using var cursor = JournalReader.Open(Indexed).OpenEvents();
        for (var step = 0; step < 100; step++)
        {
            var sequence = random.Next(Events.Length);

            cursor.SeekSequence(sequence);

            Assert.That(cursor.TryReadFrame(out var frame), $"{sequence}");
            Assert.That(cursor.FirstSequence, Is.EqualTo(sequence));
            Assert.That(Samples.Bytes(frame).SequenceEqual(Samples.Bytes(Events.AsSpan(sequence, frame.Length))));
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Seeks_by_time_come_to_the_first_event_at_which_the_clock_has_it(bool isIndexed)
    {
        var random = new Random(3);
        using var cursor = JournalReader.Open(isIndexed ? Indexed : Plain).OpenEvents();
        for (var step = 0; step < 60; step++)
        {
            var time = Events[random.Next(Events.Length)].Time.Value + random.Next(-1, 2);
            var expected = Array.FindIndex(Events, slot => slot.Time.Value >= time);

            cursor.SeekTime(new TimestampNs(time));
            var isFound = cursor.TryReadFrame(out _);

            Assert.That(isFound, Is.EqualTo(expected >= 0));
            Assert.That(isFound ? cursor.FirstSequence : -1, Is.EqualTo(expected), $"time {time}");
        }
    }

    [Test]
    public void A_seek_reads_about_a_megabyte_and_not_the_segment()
    {
        var storage = new CountingStorage(Indexed);
        using var cursor = JournalReader.Open(storage).OpenEvents();
        var target = Events.Length - 50;
        storage.BytesRead = 0;

        cursor.SeekSequence(target);
        cursor.TryReadFrame(out _);

        Assert.That(cursor.FirstSequence, Is.EqualTo(target));
        Assert.That(storage.BytesRead, Is.LessThan(500_000), "Two compressed blocks, an index and some heads.");
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Altered_indexes_never_lead_astray(int seed)
    {
        var random = new Random(seed);
        var name = Indexed.List().First(file => file.EndsWith(".idx"));
        for (var step = 0; step < 400; step++)
        {
            var damaged = Indexed.Clone();
            var bytes = damaged.Files[name].Bytes;
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (step % 2 == 0)
            {
                IndexForgery.Sign(bytes);
            }

            var sequence = random.Next(40_000);
            using var cursor = JournalReader.Open(damaged).OpenEvents();
            cursor.SeekSequence(sequence);

            Assert.That(cursor.TryReadFrame(out var frame), $"seed {seed}, step {step}: {cursor.Fault}");
            Assert.That(cursor.FirstSequence, Is.EqualTo(sequence), $"seed {seed}, step {step}");
            Assert.That(Samples.Bytes(frame).SequenceEqual(Samples.Bytes(Events.AsSpan(sequence, frame.Length))));
        }
    }

    private static MemoryStorage Compact()
    {
        var storage = Plain.Clone();
        JournalCompactor.Compact(storage);
        return storage;
    }

    /// <summary>Some stamps lie below the highest so far, as producers that run side by side make them.</summary>
    private static Event[] WithFallingStamps(Event[] events)
    {
        var random = new Random(72);
        foreach (ref var slot in events.AsSpan(1))
        {
            slot.Time = new TimestampNs(slot.Time.Value - (random.Next(9) == 0 ? random.Next(9_000_000) : 0));
        }

        return events;
    }
}
