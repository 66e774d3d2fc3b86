using Journal;
using Journal.Compression;
using Journal.Format;
using Journal.Inspection;
using Journal.Reading;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Compression;

/// <summary>A compressed segment is the segment: every byte comes back, and no reader sees a difference.</summary>
internal sealed class SegmentCompressionTests
{
    [Test]
    public void Every_byte_of_every_segment_comes_back([Values(1, 16, 600)] int frameSlots)
    {
        var raw = Samples.InMemory(
            CompressionSamples.Market(seed: 4, count: 3_000), Samples.Commands(5, 400), frameSlots, 60_000);
        var packed = raw.Clone();

        var result = JournalCompactor.Compact(packed);

        Assert.That(result.Compressed, Is.EqualTo(raw.Files.Count));
        Assert.That(packed.List(), Is.EqualTo(raw.List()));
        foreach (var (name, file) in raw.Files)
        {
            using var restored = SegmentFiles.OpenRead(packed, name);
            var bytes = new byte[restored.Length];
            Assert.That(restored.Read(bytes, 0), Is.EqualTo(bytes.Length));
            Assert.That(bytes, Is.EqualTo(file.Bytes), name);
        }
    }

    [Test]
    public void Market_events_take_less_than_a_fifth()
    {
        var storage = Samples.InMemory(CompressionSamples.Market(seed: 9, count: 40_000), frameSlots: 4_096);

        var result = JournalCompactor.Compact(storage);

        Assert.That(result.BytesBefore, Is.GreaterThan(5 * result.BytesAfter));
    }

    [Test]
    public void Events_of_random_bytes_come_back_though_they_do_not_shrink()
    {
        var events = Samples.Events(seed: 3, count: 2_000);
        var storage = Samples.InMemory(events, frameSlots: 100);

        JournalCompactor.Compact(storage);

        using var cursor = JournalReader.Open(storage).OpenEvents();
        Assert.That(Samples.Bytes(Samples.ReadAll(cursor)).SequenceEqual(Samples.Bytes(events)));
        Assert.That(cursor.End, Is.EqualTo(JournalEnd.Closed));
    }

    [Test]
    public void Reads_at_any_position_give_the_bytes_of_the_raw_segment()
    {
        var raw = Samples.InMemory(CompressionSamples.Market(seed: 1, count: 40_000), frameSlots: 900, segmentBytes: 8 << 20);
        var packed = raw.Clone();
        JournalCompactor.Compact(packed);
        var expected = raw.Single("events").Bytes;
        using var restored = SegmentFiles.OpenRead(packed, raw.List()[0]);
        var random = new Random(2);
        for (var step = 0; step < 300; step++)
        {
            var offset = random.Next(expected.Length + 100);
            var buffer = new byte[random.Next(1, 200_000)];

            var count = restored.Read(buffer, offset);

            Assert.That(count, Is.EqualTo(Math.Clamp(expected.Length - offset, 0, buffer.Length)));
            Assert.That(buffer.AsSpan(0, count).SequenceEqual(expected.AsSpan(Math.Min(offset, expected.Length), count)));
        }
    }

    [Test]
    public void Compacting_again_changes_nothing()
    {
        var storage = Samples.InMemory(CompressionSamples.Market(seed: 2, count: 2_000), segmentBytes: 60_000);
        JournalCompactor.Compact(storage);
        var once = storage.Clone();

        var result = JournalCompactor.Compact(storage);

        Assert.That(result.Compressed, Is.Zero);
        Assert.That(result.AlreadyCompressed, Is.EqualTo(storage.Files.Count));
        foreach (var (name, file) in once.Files)
        {
            Assert.That(storage.Files[name].Bytes, Is.EqualTo(file.Bytes));
        }
    }

    [Test]
    public void The_last_segment_of_a_journal_that_is_open_stays_raw_and_is_written_on()
    {
        var storage = new MemoryStorage();
        var events = CompressionSamples.Market(seed: 6, count: 3_000);
        var options = Samples.Options("memory", segmentBytes: 60_000) with { Mode = JournalWriteMode.Live };
        using (var writer = JournalWriter.Create(options, storage))
        {
            writer.AppendEvents(events.AsSpan(0, 2_000));
            writer.Flush();

            var result = JournalCompactor.Compact(storage, withLast: false);

            Assert.That(result.Compressed, Is.GreaterThan(1));
            Assert.That(result.Left, Is.EqualTo(1));
            writer.AppendEvents(events.AsSpan(2_000));
            writer.Complete();
        }

        using var cursor = JournalReader.Open(storage).OpenEvents();
        Assert.That(Samples.Bytes(Samples.ReadAll(cursor)).SequenceEqual(Samples.Bytes(events)));
        Assert.That(cursor.End, Is.EqualTo(JournalEnd.Closed));
    }

    [Test]
    public void A_closed_and_compressed_journal_is_opened_again_and_goes_on()
    {
        var storage = new MemoryStorage();
        var events = CompressionSamples.Market(seed: 6, count: 3_000);
        var commands = Samples.Commands(seed: 6, count: 300);
        var options = Samples.Options("memory", segmentBytes: 60_000) with { Mode = JournalWriteMode.Live };
        using (var writer = JournalWriter.Create(options, storage))
        {
            writer.AppendEvents(events.AsSpan(0, 100));
            writer.AppendCommands(commands);
            writer.Complete();
        }

        JournalCompactor.Compact(storage);

        // Its commands go beyond its events: the recovery cuts them, out of a segment that is compressed.
        using (var writer = JournalWriter.OpenOrCreate(options, storage))
        {
            Assert.That(writer.Recovery!.CommandsCut, Is.GreaterThan(0));
            writer.AppendEvents(events.AsSpan((int)writer.NextSequence));
            writer.Complete();
        }

        var reader = JournalReader.Open(storage);
        using var cursor = reader.OpenEvents();
        Assert.That(Samples.Bytes(Samples.ReadAll(cursor)).SequenceEqual(Samples.Bytes(events)));
        Assert.That(JournalVerifier.Verify(reader).IsIntact);
    }

    [Test]
    public void Seeks_find_the_same_place_in_either_form([Values(0, 1, 777, 2_999)] int sequence)
    {
        var raw = Samples.InMemory(CompressionSamples.Market(seed: 8, count: 3_000), segmentBytes: 60_000);
        var packed = raw.Clone();
        JournalCompactor.Compact(packed);
        using var inRaw = JournalReader.Open(raw).OpenEvents();
        using var inPacked = JournalReader.Open(packed).OpenEvents();

        inRaw.SeekSequence(sequence);
        inPacked.SeekSequence(sequence);

        Assert.That(inRaw.TryReadFrame(out var expected));
        Assert.That(inPacked.TryReadFrame(out var actual));
        Assert.That(inPacked.FirstSequence, Is.EqualTo(sequence));
        Assert.That(Samples.Bytes(actual).SequenceEqual(Samples.Bytes(expected)));
    }

    [Test]
    public void Damage_in_the_raw_segment_stops_the_compaction_and_the_segment_stays()
    {
        var storage = Samples.InMemory(CompressionSamples.Market(seed: 2, count: 2_000));
        var file = storage.Single("events");
        file.Bytes[20_000] ^= 1;
        var before = (byte[])file.Bytes.Clone();

        var error = Assert.Throws<JournalException>(() => JournalCompactor.Compact(storage));

        Assert.That(error!.Category, Is.EqualTo(JournalErrorCategory.Data));
        Assert.That(storage.Files, Has.Count.EqualTo(1));
        Assert.That(storage.Single("events").Bytes, Is.EqualTo(before));
    }

    [Test]
    public void Older_readers_are_told_that_they_cannot_read_it()
    {
        var storage = Samples.InMemory(CompressionSamples.Market(seed: 2, count: 2_000));
        JournalCompactor.Compact(storage);

        var bytes = storage.Single("events").Bytes;

        Assert.That(SegmentHeader.TryDecode(bytes.AsSpan(0, 4_096), out var header, out _), Is.Null);
        Assert.That(header.MinReaderVersion, Is.EqualTo(JournalFormat.CompressedReaderVersion));
        Assert.That(header.Codec, Is.EqualTo(1));
    }
}
