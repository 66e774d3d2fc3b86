using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Events;
using Journal;
using Journal.Format;
using Journal.Inspection;
using Journal.Reading;
using Tests.Journal.Support;

namespace Tests.Journal.Reading;

/// <summary>Whatever is done to the bytes: what is handed out is what was written, and what is not is named.</summary>
internal sealed class DamageTests
{
    private static readonly Event[] Events = Samples.Events(seed: 11, count: 200);

    private static readonly MemoryStorage OneSegment = Samples.InMemory(Events);

    private static readonly MemoryStorage ManySegments = Samples.InMemory(Events, segmentBytes: 8_192);

    [Test]
    public void Cuts_at_every_byte_of_the_last_two_frames_leave_the_whole_frames_before()
    {
        var whole = OneSegment.Single("events").Bytes;
        var frames = FrameOffsets(whole);
        var end = frames[^1];
        for (var length = frames[^3]; length < whole.Length; length++)
        {
            var damaged = OneSegment.Clone();
            damaged.Single("events").SetLength(length);

            var report = VerifyPrefix(damaged, $"cut to {length}");

            // Between frames nothing looks torn, but a journal that a command made ends with its seal.
            var expected = frames.Contains(length) ? JournalEnd.Damaged : JournalEnd.TornTail;
            Assert.That(report.End, Is.EqualTo(expected), $"cut to {length}");
            Assert.That(report.Events, Is.EqualTo(length >= end ? Events.Length : EventsBefore(whole, length)));
        }
    }

    [Test]
    public void Missing_last_segment_is_damage()
    {
        var damaged = ManySegments.Clone();
        damaged.Delete(damaged.Files.Keys.Where(name => name.Contains("events", StringComparison.Ordinal)).Max()!);

        Assert.That(JournalVerifier.Verify(JournalReader.Open(damaged)).End, Is.EqualTo(JournalEnd.Damaged));
    }

    [Test]
    public void Flipped_bits_never_give_an_altered_event()
    {
        var random = new Random(20_261);
        var outcomes = new Dictionary<JournalEnd, int>();
        for (var step = 0; step < 6_000; step++)
        {
            var damaged = (step % 2 == 0 ? OneSegment : ManySegments).Clone();
            var file = damaged.Files.ElementAt(random.Next(damaged.Files.Count)).Value;
            var bit = random.Next(file.Bytes.Length * 8);
            file.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            var report = VerifyPrefix(damaged, $"step {step}: bit {bit} of {file.Path}");

            Assert.That(report.IsIntact, Is.False, $"step {step}: bit {bit} of {file.Path} is not noticed");
            outcomes[report.End] = outcomes.GetValueOrDefault(report.End) + 1;
        }

        Assert.That(outcomes[JournalEnd.Damaged], Is.GreaterThan(5_000), "All but the very last frame is vouched for.");
    }

    [Test]
    public void Every_flipped_bit_of_acknowledged_history_is_damage_and_not_a_torn_tail()
    {
        var whole = OneSegment.Single("events").Bytes;
        var lastFrame = FrameOffsets(whole)[^1];
        for (var position = 0; position < lastFrame; position += 3)
        {
            var damaged = OneSegment.Clone();
            damaged.Single("events").Bytes[position] ^= 0x10;

            var report = VerifyPrefix(damaged, $"byte {position}");

            Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged), $"byte {position}");
        }
    }

    [Test]
    public void Zeroed_pages_are_damage()
    {
        var damaged = OneSegment.Clone();
        damaged.Single("events").Bytes.AsSpan(8_192, 4_096).Clear();

        var report = VerifyPrefix(damaged, "zeroed page");

        Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged));
        Assert.That(report.Fault!.Offset, Is.LessThanOrEqualTo(8_192));
        Assert.That(report.Fault.EventsBefore, Is.EqualTo(report.Events));
    }

    [Test]
    public void Swapped_frames_are_damage()
    {
        var damaged = OneSegment.Clone();
        var file = damaged.Single("events");
        var frames = FrameOffsets(file.Bytes);
        var parts = Split(file.Bytes, frames);
        (parts[3], parts[4]) = (parts[4], parts[3]);
        file.Bytes = [.. parts.SelectMany(part => part)];

        var report = VerifyPrefix(damaged, "swapped");

        Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged));
        Assert.That(report.Fault!.Offset, Is.EqualTo(frames[3]));
    }

    [Test]
    public void Dropped_frames_are_damage([Values(2, 3, 5)] int dropped)
    {
        var damaged = OneSegment.Clone();
        var file = damaged.Single("events");
        var parts = Split(file.Bytes, FrameOffsets(file.Bytes));
        parts.RemoveAt(dropped);
        file.Bytes = [.. parts.SelectMany(part => part)];

        var report = VerifyPrefix(damaged, "dropped");

        Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged));
    }

    [Test]
    public void Frames_of_another_history_are_damage_though_they_fit_in_every_other_way()
    {
        var others = Events.ToArray();
        for (var i = 0; i < others.Length; i++)
        {
            others[i].BookLevel.Price = new(i);
        }

        var other = Samples.InMemory(others).Single("events");
        var damaged = OneSegment.Clone();
        var file = damaged.Single("events");
        var offsets = FrameOffsets(file.Bytes);
        Assert.That(FrameOffsets(other.Bytes), Is.EqualTo(offsets));
        other.Bytes.AsSpan(offsets[3]..offsets[4]).CopyTo(file.Bytes.AsSpan(offsets[3]));

        var report = VerifyPrefix(damaged, "spliced");

        Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged));
        Assert.That(report.Fault!.What, Does.Contain("does not follow"));
    }

    [Test]
    public void Repeated_frames_are_damage()
    {
        var damaged = OneSegment.Clone();
        var file = damaged.Single("events");
        var parts = Split(file.Bytes, FrameOffsets(file.Bytes));
        parts.Insert(4, parts[3]);
        file.Bytes = [.. parts.SelectMany(part => part)];

        Assert.That(VerifyPrefix(damaged, "repeated").End, Is.EqualTo(JournalEnd.Damaged));
    }

    [Test]
    public void Frames_of_another_epoch_are_not_taken()
    {
        var damaged = OneSegment.Clone();
        var file = damaged.Single("events");
        var last = FrameOffsets(file.Bytes)[^2];
        ref var header = ref MemoryMarshal.AsRef<FrameHeader>(file.Bytes.AsSpan(last));
        header.Epoch++;
        header.HeaderCrc = FrameHeader.CrcOf(in header);

        var report = VerifyPrefix(damaged, "stale");

        Assert.That(report.IsIntact, Is.False);
        Assert.That(report.Fault!.What, Does.Contain("epoch"));
    }

    [Test]
    public void Missing_segments_are_named([Values(0, 1, 2)] int missing)
    {
        var damaged = ManySegments.Clone();
        Assert.That(damaged.Files, Has.Count.GreaterThan(3));
        damaged.Delete(damaged.List()[missing]);

        var report = VerifyPrefix(damaged, "missing");

        Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged));
        Assert.That(report.Fault!.What, Does.Contain("missing"));
        Assert.That(report.Fault.Segment, Is.EqualTo(ManySegments.List()[missing + 1]));
    }

    [Test]
    public void A_segment_of_another_journal_is_named()
    {
        var damaged = ManySegments.Clone();
        var name = damaged.List()[2];
        var header = MemoryMarshal.Read<SegmentHeader>(damaged.Files[name].Bytes);
        header.JournalId = JournalId.Derive("another");
        SegmentHeader.Encode(in header, "test 1", damaged.Files[name].Bytes.AsSpan(0, 4_096));

        var report = VerifyPrefix(damaged, "foreign");

        Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged));
        Assert.That(report.Fault!.What, Does.Contain("another journal"));
    }

    [Test]
    public void Bytes_behind_the_seal_are_damage()
    {
        var damaged = OneSegment.Clone();
        var file = damaged.Single("events");
        file.Bytes = [.. file.Bytes, .. "more"u8];

        Assert.That(VerifyPrefix(damaged, "more").End, Is.EqualTo(JournalEnd.Damaged));
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void A_highest_time_that_is_not_that_of_the_slots_is_damage_though_every_checksum_is_right(long off)
    {
        var storage = OneSegment.Clone();
        var file = storage.Single("events");
        ref var header = ref MemoryMarshal.AsRef<FrameHeader>(file.Bytes.AsSpan(FrameOffsets(file.Bytes)[1]));
        header.LastOrder += off;
        header.HeaderCrc = FrameHeader.CrcOf(in header);

        var report = VerifyPrefix(storage, "order");

        Assert.That(report.End, Is.EqualTo(JournalEnd.Damaged));
        Assert.That(report.Fault!.What, Does.Contain("first and last time are not those of its slots"));
    }

    [Test]
    public void A_cause_that_goes_backwards_is_damage_though_every_checksum_is_right()
    {
        var storage = Samples.InMemory(Events, Samples.Commands(1, 60));
        var file = storage.Single("commands");
        var offset = FrameOffsets(file.Bytes)[1];
        ref var header = ref MemoryMarshal.AsRef<FrameHeader>(file.Bytes.AsSpan(offset));
        var payload = file.Bytes.AsSpan(offset + 64, header.PayloadBytes);
        MemoryMarshal.Cast<byte, Command>(payload)[2].Cause = -5;
        header.PayloadCrc = Crc32C.Compute(payload);
        header.HeaderCrc = FrameHeader.CrcOf(in header);

        var report = VerifyPrefix(storage, "backwards");

        Assert.That(report.CommandsEnd, Is.EqualTo(JournalEnd.Damaged));
        Assert.That(report.Fault!.What, Does.Contain("cause goes backwards at slot 2"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Any_bytes_give_whole_events_or_a_named_fault(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 300; step++)
        {
            var damaged = ManySegments.Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var bytes = damaged.Files.ElementAt(random.Next(damaged.Files.Count)).Value.Bytes;
                var start = random.Next(bytes.Length);
                var length = random.Next(Math.Min(5_000, bytes.Length - start));
                random.NextBytes(bytes.AsSpan(start, length));
            }

            VerifyPrefix(damaged, $"seed {seed}, step {step}");
        }
    }

    /// <summary>Verifies, and checks that what was handed out is a prefix of what was written.</summary>
    private static JournalReport VerifyPrefix(MemoryStorage storage, string what)
    {
        JournalReader reader;
        try
        {
            reader = JournalReader.Open(storage);
        }
        catch (JournalException exception)
        {
            // The head itself: the verifier makes a report of it.
            Assert.That(exception.Category, Is.EqualTo(JournalErrorCategory.Data), what);
            return new JournalReport
            {
                Path = "memory",
                End = JournalEnd.Damaged,
                CommandsEnd = JournalEnd.Closed,
                Events = 0,
                Commands = 0,
                Segments = 0,
                Fault = exception.Fault,
            };
        }

        using (var cursor = reader.OpenEvents())
        {
            var read = Samples.ReadAll(cursor);
            Assert.That(read, Has.Length.LessThanOrEqualTo(Events.Length), what);
            Assert.That(Samples.Bytes(read).SequenceEqual(Samples.Bytes(Events.AsSpan(0, read.Length))), Is.True, what);
        }

        return JournalVerifier.Verify(reader);
    }

    private static List<int> FrameOffsets(byte[] segment)
    {
        var offsets = new List<int>();
        for (var offset = JournalFormat.SegmentHeaderSizeBytes; offset < segment.Length;)
        {
            offsets.Add(offset);
            offset += 64 + MemoryMarshal.Read<FrameHeader>(segment.AsSpan(offset)).PayloadBytes;
        }

        return offsets;
    }

    /// <summary>The segment's header with its catalogue, then each frame.</summary>
    private static List<byte[]> Split(byte[] segment, List<int> offsets)
    {
        var parts = new List<byte[]> { segment[..offsets[1]] };
        for (var i = 1; i < offsets.Count; i++)
        {
            parts.Add(segment[offsets[i]..(i + 1 < offsets.Count ? offsets[i + 1] : segment.Length)]);
        }

        return parts;
    }

    private static long EventsBefore(byte[] segment, int length)
    {
        var count = 0L;
        foreach (var offset in FrameOffsets(segment))
        {
            var header = MemoryMarshal.Read<FrameHeader>(segment.AsSpan(offset));
            if (offset + 64 + header.PayloadBytes <= length && !header.Is(FrameFlags.Catalogue))
            {
                count += header.Count;
            }
        }

        return count;
    }
}
