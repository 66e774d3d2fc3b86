using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Events;
using Journal.Compression;
using Journal.Format;
using Journal.Reading;
using Journal.Writing;
using Tests.Journal.Support;
using Tests.Support;

namespace Tests.Journal.Reading;

/// <summary>A journal is followed while it is written: whole frames, in order, nothing twice, nothing half.</summary>
internal sealed class JournalFollowerTests
{
    private static readonly Event[] Events = Samples.Events(seed: 51, count: 400);

    private static readonly Command[] Commands = Samples.Commands(seed: 52, count: 100);

    private static JournalWriterOptions Live => Samples.Options("memory", segmentBytes: 8_192) with
    {
        Mode = JournalWriteMode.Live,
    };

    [Test]
    public void Everything_flushed_is_handed_out_across_segments_and_then_nothing_yet()
    {
        var storage = new MemoryStorage();
        using var writer = JournalWriter.Create(Live, storage);
        using var follower = JournalFollower.Open(JournalReader.Open(storage));
        var read = new List<Event>();
        for (var index = 0; index < Events.Length; index += 25)
        {
            writer.AppendEvents(Events.AsSpan(index, 25));
            writer.Flush();

            Drain(follower, read);

            Assert.That(read, Has.Count.EqualTo(writer.WrittenSequence + 1));
            Assert.That(follower.NextSequence, Is.EqualTo(writer.WrittenSequence + 1));
        }

        Assert.That(storage.Files, Has.Count.GreaterThan(3));
        Assert.That(follower.TryReadEvents(out _), Is.EqualTo(FollowState.NothingYet));
        writer.Complete();
        Drain(follower, read);
        Assert.That(follower.TryReadEvents(out _), Is.EqualTo(FollowState.Closed));
        Assert.That(Samples.Bytes(read.ToArray()).SequenceEqual(Samples.Bytes(Events)));
    }

    [Test]
    public void Commands_are_followed_though_their_stream_begins_later()
    {
        var storage = new MemoryStorage();
        using var writer = JournalWriter.Create(Live, storage);
        using var follower = JournalFollower.Open(JournalReader.Open(storage));
        Assert.That(follower.TryReadCommands(out _), Is.EqualTo(FollowState.NothingYet));
        writer.AppendEvents(Events);
        writer.AppendCommands(Commands);
        writer.Flush();

        var read = new List<Command>();
        while (follower.TryReadCommands(out var batch) == FollowState.Read)
        {
            read.AddRange(batch);
        }

        Assert.That(
            MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(read))
                .SequenceEqual(MemoryMarshal.AsBytes(Commands.AsSpan())));
    }

    [Test]
    public void Following_may_begin_anywhere([Values(1, 137, 399, 400)] int from)
    {
        var storage = new MemoryStorage();
        using var writer = JournalWriter.Create(Live, storage);
        writer.AppendEvents(Events);
        writer.Flush();
        var expected = (int)writer.WrittenSequence + 1;
        using var follower = JournalFollower.Open(JournalReader.Open(storage), from);
        var read = new List<Event>();

        Drain(follower, read);

        Assert.That(
            Samples.Bytes(read.ToArray())
                .SequenceEqual(Samples.Bytes(Events.AsSpan(Math.Min(from, expected)..expected))));
    }

    [Test]
    public void A_frame_that_is_still_being_written_is_nothing_yet_at_every_byte_of_it()
    {
        var whole = Whole(out var frames);
        var (start, end) = (frames[^2], frames[^1]);
        for (var length = start; length < end; length += length < start + 70 ? 1 : 37)
        {
            foreach (var isPrewritten in new[] { false, true })
            {
                var storage = Cut(whole, length, isPrewritten ? whole.Length - length : 0);
                using var follower = JournalFollower.Open(JournalReader.Open(storage));
                Drain(follower, []);
                for (var poll = 0; poll < 300; poll++)
                {
                    Assert.That(follower.TryReadEvents(out _), Is.EqualTo(FollowState.NothingYet), $"{length}");
                }

                storage.Files.Single().Value.Bytes = [.. whole];
                Assert.That(follower.TryReadEvents(out _), Is.EqualTo(FollowState.Read), $"{length}");
            }
        }
    }

    [Test]
    public void A_bad_frame_with_a_later_one_behind_it_is_damage()
    {
        var whole = Whole(out var frames);
        for (var position = frames[^3]; position < frames[^2]; position += 5)
        {
            var storage = Cut(whole, whole.Length, 0);
            storage.Files.Single().Value.Bytes[position] ^= 0x20;
            using var follower = JournalFollower.Open(JournalReader.Open(storage));
            var read = new List<Event>();
            Drain(follower, read);

            var state = FollowState.NothingYet;
            for (var poll = 0; poll < 70 && state == FollowState.NothingYet; poll++)
            {
                state = follower.TryReadEvents(out _);
            }

            Assert.That(state, Is.EqualTo(FollowState.Damaged), $"byte {position}");
            Assert.That(follower.Fault!.Offset, Is.EqualTo(frames[^3]));
            Assert.That(Samples.Bytes(read.ToArray()).SequenceEqual(Samples.Bytes(Events.AsSpan(0, read.Count))));
        }
    }

    [Test]
    public void The_torn_tail_of_a_dead_writer_is_passed_when_the_next_session_has_cut_it()
    {
        var storage = new MemoryStorage();
        using (var dead = JournalWriter.Create(Live, storage))
        {
            dead.AppendEvents(Events.AsSpan(0, 60));
            dead.Flush();
        }

        var written = (int)JournalReader.Open(storage).CountEvents();
        var last = storage.Files[storage.List()[^1]];
        last.Bytes = [.. last.Bytes, 1, 2, 3];
        using var follower = JournalFollower.Open(JournalReader.Open(storage));
        var read = new List<Event>();
        Drain(follower, read);

        using var next = JournalWriter.OpenOrCreate(Live, storage);
        next.AppendEvents(Events.AsSpan(written));
        next.Complete();
        Drain(follower, read);

        Assert.That(Samples.Bytes(read.ToArray()).SequenceEqual(Samples.Bytes(Events)));
    }

    [Test]
    public void Sessions_that_leave_empty_segments_are_followed()
    {
        var storage = new MemoryStorage();
        JournalWriter.OpenOrCreate(Live, storage).Dispose();
        using var follower = JournalFollower.Open(JournalReader.Open(storage));
        var read = new List<Event>();
        Drain(follower, read);
        for (var session = 0; session < 3; session++)
        {
            JournalWriter.OpenOrCreate(Live, storage).Dispose();
            Drain(follower, read);
        }

        using var writer = JournalWriter.OpenOrCreate(Live, storage);
        writer.AppendEvents(Events);
        writer.Complete();
        Drain(follower, read);

        Assert.That(follower.Fault, Is.Null);
        Assert.That(Samples.Bytes(read.ToArray()).SequenceEqual(Samples.Bytes(Events)));
    }

    [Test]
    public void Compressed_segments_are_read_on_the_way_to_the_tail()
    {
        var storage = new MemoryStorage();
        using var writer = JournalWriter.Create(Live, storage);
        writer.AppendEvents(Events.AsSpan(0, 300));
        writer.Flush();
        Assert.That(JournalCompactor.Compact(storage, withLast: false).Left, Is.GreaterThan(0));
        using var follower = JournalFollower.Open(JournalReader.Open(storage));
        var read = new List<Event>();
        Drain(follower, read);
        writer.AppendEvents(Events.AsSpan(300));
        writer.Complete();

        Drain(follower, read);

        Assert.That(Samples.Bytes(read.ToArray()).SequenceEqual(Samples.Bytes(Events)));
    }

    [Test]
    public void Polling_allocates_nothing()
    {
        using var scratch = new Scratch();
        using var writer = JournalWriter.Create(Live with { Directory = scratch["j"] });
        writer.AppendEvents(Events.AsSpan(0, 20));
        writer.Flush();
        using var follower = JournalFollower.Open(scratch["j"]);
        Drain(follower, []);
        for (var poll = 0; poll < 200; poll++)
        {
            follower.TryReadEvents(out _);
        }

        // Between two powers of two nothing is doubted; what is polled for hours is this.
        var bytes = Allocations.Least(() =>
        {
            for (var poll = 0; poll < 10; poll++)
            {
                follower.TryReadEvents(out _);
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    [Test]
    public void A_writer_on_another_thread_is_followed_to_its_close()
    {
        using var scratch = new Scratch();
        var events = Samples.Events(seed: 53, count: 60_000);
        var options = Live with { Directory = scratch["j"], SegmentSizeBytes = 200_000 };
        using var writer = JournalWriter.Create(options);
        var writing = Task.Factory.StartNew(
            () =>
            {
                var random = new Random(54);
                for (var index = 0; index < events.Length;)
                {
                    var count = Math.Min(random.Next(1, 60), events.Length - index);
                    writer.AppendEvents(events.AsSpan(index, count));
                    index += count;
                    writer.Flush();
                }

                writer.Complete();
            },
            TaskCreationOptions.LongRunning);
        using var follower = JournalFollower.Open(scratch["j"]);
        var read = new List<Event>();

        var state = FollowState.NothingYet;
        while (state is FollowState.NothingYet or FollowState.Read)
        {
            state = follower.TryReadEvents(out var batch);
            read.AddRange(batch);
        }

        writing.Wait();
        Assert.That(state, Is.EqualTo(FollowState.Closed), follower.Fault?.ToString());
        Assert.That(Samples.Bytes(read.ToArray()).SequenceEqual(Samples.Bytes(events)));
    }

    private static void Drain(JournalFollower follower, List<Event> read)
    {
        while (follower.TryReadEvents(out var batch) == FollowState.Read)
        {
            Assert.That(follower.FirstSequence + batch.Length, Is.EqualTo(follower.NextSequence));
            read.AddRange(batch);
        }
    }

    /// <summary>One live segment that is not sealed, and where its frames begin; the last entry is its end.</summary>
    private static byte[] Whole(out List<int> frames)
    {
        var storage = new MemoryStorage();
        using var writer = JournalWriter.Create(Live with { SegmentSizeBytes = 1 << 20 }, storage);
        for (var index = 0; index < 200; index += 20)
        {
            writer.AppendEvents(Events.AsSpan(index, 20));
            writer.Flush();
        }

        var bytes = storage.Files.Single().Value.Bytes;
        frames = [];
        var offset = JournalFormat.SegmentHeaderSizeBytes;
        while (offset < bytes.Length && BitConverter.ToUInt32(bytes, offset) == JournalFormat.FrameMagic)
        {
            frames.Add(offset);
            offset += 64 + (64 * BitConverter.ToInt32(bytes, offset + 8));
        }

        frames.Add(offset);
        return bytes[..offset];
    }

    private static MemoryStorage Cut(byte[] whole, int length, int zeros)
    {
        var storage = new MemoryStorage();
        storage.Create(SegmentName.Of(JournalStream.Events, 0)).Write([.. whole[..length], .. new byte[zeros]], 0);
        return storage;
    }
}
