using System.Runtime.InteropServices;
using Engine.Model.Events;
using Journal;
using Journal.Compression;
using Journal.Format;
using Journal.Inspection;
using Journal.Reading;
using Tests.Journal.Support;

namespace Tests.Journal.Compression;

/// <summary>What is done to a compressed segment is noticed and named; nothing altered is handed out.</summary>
internal sealed class CompressedDamageTests
{
    private static readonly Event[] Events = CompressionSamples.Market(seed: 31, count: 3_000);

    private static readonly MemoryStorage Packed = Pack(segmentBytes: 40_000);

    private static readonly MemoryStorage OneSegment = Pack(segmentBytes: 1 << 20);

    [Test]
    public void Every_flipped_bit_is_damage_or_a_head_that_is_refused()
    {
        var random = new Random(20_263);
        for (var step = 0; step < 4_000; step++)
        {
            var damaged = (step % 2 == 0 ? OneSegment : Packed).Clone();
            var file = damaged.Files.ElementAt(random.Next(damaged.Files.Count)).Value;
            var bit = random.Next(file.Bytes.Length * 8);
            file.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            var end = ReadPrefix(damaged, $"step {step}: bit {bit} of {file.Path}");

            Assert.That(end, Is.EqualTo(JournalEnd.Damaged), $"step {step}: bit {bit} of {file.Path}");
        }
    }

    [Test]
    public void Cuts_anywhere_are_damage()
    {
        var whole = OneSegment.Single("events").Bytes;
        for (var length = 0; length < whole.Length; length += length < 8_192 ? 97 : 31)
        {
            var damaged = OneSegment.Clone();
            damaged.Single("events").SetLength(length);

            Assert.That(ReadPrefix(damaged, $"cut to {length}"), Is.EqualTo(JournalEnd.Damaged), $"cut to {length}");
        }
    }

    [Test]
    public void Swapped_dropped_and_foreign_segments_are_named()
    {
        var names = Packed.List();
        Assert.That(names, Has.Count.GreaterThan(3));

        var missing = Packed.Clone();
        missing.Delete(names[2]);
        var swapped = Packed.Clone();
        (swapped.Files[names[1]].Bytes, swapped.Files[names[2]].Bytes) =
            (swapped.Files[names[2]].Bytes, swapped.Files[names[1]].Bytes);

        Assert.That(ReadPrefix(missing, "missing"), Is.EqualTo(JournalEnd.Damaged));
        Assert.That(ReadPrefix(swapped, "swapped"), Is.EqualTo(JournalEnd.Damaged));
    }

    [Test]
    public void Fault_names_the_block_in_the_file()
    {
        var damaged = OneSegment.Clone();
        var file = damaged.Single("events");
        file.Bytes[file.Bytes.Length / 2] ^= 4;

        var report = JournalVerifier.Verify(JournalReader.Open(damaged));

        Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged));
        Assert.That(report.Fault!.What, Does.Contain("block"));
        Assert.That(report.Fault.Offset, Is.LessThan(file.Bytes.Length));
        Assert.That(MemoryMarshal.Read<uint>(file.Bytes.AsSpan((int)report.Fault.Offset)),
            Is.EqualTo(BlockHeader.BlockMagic));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Any_bytes_with_right_checksums_give_whole_events_or_a_named_fault(int seed)
    {
        // Whoever wrote this had a bug, or wanted to harm: the checksum of the block is right.
        var random = new Random(seed);
        for (var step = 0; step < 1_500; step++)
        {
            var damaged = OneSegment.Clone();
            var bytes = damaged.Single("events").Bytes;
            ref var header = ref MemoryMarshal.AsRef<BlockHeader>(bytes.AsSpan(JournalFormat.SegmentHeaderSizeBytes));
            var block = bytes.AsSpan(JournalFormat.SegmentHeaderSizeBytes, (int)header.SizeInFile);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                block[random.Next(BlockHeader.CheckedOffset, block.Length)] = (byte)random.Next(256);
            }

            header.Crc = Crc32C.Compute(block[BlockHeader.CheckedOffset..]);

            ReadPrefix(damaged, $"seed {seed}, step {step}");
        }
    }

    /// <summary>Reads to the end, and checks that what was handed out is a prefix of what was written.</summary>
    private static JournalEnd ReadPrefix(MemoryStorage storage, string what)
    {
        JournalReader reader;
        try
        {
            reader = JournalReader.Open(storage);
        }
        catch (JournalException exception)
        {
            Assert.That(exception.Category, Is.EqualTo(JournalErrorCategory.Data), what);
            return JournalEnd.Damaged;
        }

        using var cursor = reader.OpenEvents();
        var read = Samples.ReadAll(cursor);
        Assert.That(read, Has.Length.LessThanOrEqualTo(Events.Length), what);
        Assert.That(Samples.Bytes(read).SequenceEqual(Samples.Bytes(Events.AsSpan(0, read.Length))), Is.True, what);
        Assert.That(cursor.End == JournalEnd.Damaged, Is.EqualTo(cursor.Fault is not null), what);
        return cursor.End;
    }

    private static MemoryStorage Pack(long segmentBytes)
    {
        var storage = Samples.InMemory(Events, frameSlots: 64, segmentBytes: segmentBytes);
        Assert.That(JournalCompactor.Compact(storage).Left, Is.Zero);
        return storage;
    }
}
