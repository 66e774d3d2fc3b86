using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal;
using Journal.Reading;
using Journal.Writing;
using Tests.Journal.Support;
using Tests.Support;

namespace Tests.Journal.Writing;

internal sealed class RoundTripTests
{
    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void Journals_hand_back_the_bytes_that_they_took(
        int seed, FsCheck.PositiveInt size, FsCheck.PositiveInt frame)
    {
        var events = Samples.Events(seed, size.Get * 7, runMax: 9);
        var commands = Samples.Commands(seed, size.Get);

        var storage = Samples.InMemory(events, commands, 1 + (frame.Get % 40), segmentBytes: 8_192);

        var reader = JournalReader.Open(storage);
        using var cursor = reader.OpenEvents();
        var read = Samples.ReadAll(cursor);
        Assert.That(Samples.Bytes(read).SequenceEqual(Samples.Bytes(events)), Is.True);
        Assert.That(cursor.End, Is.EqualTo(JournalEnd.Closed));
        using var commandCursor = reader.OpenCommands();
        var count = 0;
        while (commandCursor.TryReadFrame(out var batch))
        {
            Assert.That(batch.SequenceEqual(commands.AsSpan(count, batch.Length)), Is.True);
            count += batch.Length;
        }

        Assert.That((count, commandCursor.End), Is.EqualTo((commands.Length, JournalEnd.Closed)));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void Offline_journals_are_the_same_bytes_however_the_events_were_handed_over(int seed, int batchSeed)
    {
        var events = Samples.Events(seed, 500, runMax: 12);
        var whole = Samples.InMemory(events, segmentBytes: 8_192);
        var random = new Random(batchSeed);
        var storage = new MemoryStorage();

        using (var writer = JournalWriter.Create(Samples.Options("memory", segmentBytes: 8_192), storage))
        {
            for (var index = 0; index < events.Length;)
            {
                var count = Math.Min(random.Next(40), events.Length - index);
                writer.AppendEvents(events.AsSpan(index, count));
                writer.Flush();
                index += count;
            }

            writer.Complete();
        }

        Assert.That(storage.List(), Is.EqualTo(whole.List()));
        Assert.That(storage.List(), Has.Count.GreaterThan(2));
        foreach (var (name, file) in whole.Files)
        {
            Assert.That(storage.Files[name].Bytes, Is.EqualTo(file.Bytes), name);
        }
    }

    [Test]
    public void Frames_never_end_inside_a_run()
    {
        var events = Samples.Events(seed: 3, count: 5_000, runMax: 700);
        var storage = Samples.InMemory(events, frameSlots: 100);

        using var cursor = JournalReader.Open(storage).OpenEvents();

        while (cursor.TryReadFrame(out var frame))
        {
            Assert.That(frame[^1].IsLastOfRun, Is.True);
        }
    }

    [Test]
    public void Each_segment_begins_with_the_definitions_in_force()
    {
        var time = new TimestampNs(Samples.StartTime);
        var definitions = new List<Event>
        {
            InstrumentEvents.DefineAsset(new AssetId(1), "BTC", time),
            InstrumentEvents.DefineAsset(new AssetId(2), "USDT", time),
        };
        definitions.AddRange(InstrumentEvents.Define(Samples.Instrument(0, "BTCUSDT"), time));
        definitions.Add(Parameter(7, time));
        definitions.Add(Parameter(8, time));

        var storage = Samples.InMemory([.. definitions, .. Samples.Events(1, 400)], segmentBytes: 8_192);

        using var cursor = JournalReader.Open(storage).OpenEvents();
        cursor.SeekSequence(390);
        Assert.That(cursor.TryReadFrame(out _), Is.True);
        var catalogue = cursor.Catalogue.ToArray();
        Assert.That(catalogue, Has.Length.EqualTo(6), "The second value of the parameter replaces the first.");
        Assert.That(catalogue[5].ParameterSet.Bits, Is.EqualTo(8));
        var registry = new InstrumentRegistry();
        foreach (ref readonly var definition in catalogue.AsSpan())
        {
            registry.Apply(in definition);
        }

        Assert.That(registry.All.Single().Name, Is.EqualTo("binance-spot:BTCUSDT"));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void SeekSequence_gives_what_follows(int seed)
    {
        var events = Samples.Events(seed, 800);
        var storage = Samples.InMemory(events, segmentBytes: 8_192);
        using var cursor = JournalReader.Open(storage).OpenEvents();

        for (var sequence = 0; sequence <= events.Length; sequence += 13)
        {
            cursor.SeekSequence(sequence);
            Assert.That(
                Samples.Bytes(Samples.ReadAll(cursor)).SequenceEqual(Samples.Bytes(events.AsSpan(sequence))), Is.True,
                $"from {sequence}");
            Assert.That(cursor.End, Is.EqualTo(JournalEnd.Closed));
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public void SeekTime_gives_the_first_event_that_is_not_before(int seed)
    {
        var events = Samples.Events(seed, 800);
        var storage = Samples.InMemory(events, segmentBytes: 8_192);
        using var cursor = JournalReader.Open(storage).OpenEvents();

        for (var time = Samples.StartTime - 1; time < events[^1].Time.Value + 2; time += 7)
        {
            cursor.SeekTime(new TimestampNs(time));
            var expected = Array.FindIndex(events, slot => slot.Time.Value >= time);
            var isThere = cursor.TryReadFrame(out _);
            Assert.That(isThere ? cursor.FirstSequence : -1, Is.EqualTo(expected), $"at {time}");
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public void Stamps_out_of_step_are_kept_and_found_by_the_highest_time_so_far(int seed, ushort back)
    {
        var random = new Random(seed);
        var events = Samples.Events(seed, 400);
        foreach (ref var slot in events.AsSpan(1))
        {
            slot.Time = new TimestampNs(slot.Time.Value - (random.Next(4) == 0 ? random.Next(back + 1) : 0));
        }

        var storage = Samples.InMemory(events, segmentBytes: 8_192 + (seed & 0xFFF));
        var reader = JournalReader.Open(storage);
        using var cursor = reader.OpenEvents();
        Assert.That(Samples.Bytes(Samples.ReadAll(cursor)).SequenceEqual(Samples.Bytes(events)), Is.True);
        Assert.That(cursor.End, Is.EqualTo(JournalEnd.Closed), cursor.Fault?.ToString());
        Assert.That(cursor.HighestTime, Is.EqualTo(events.Max(e => e.Time)));
        for (var probe = 0; probe < 20; probe++)
        {
            var time = new TimestampNs(events[random.Next(events.Length)].Time.Value + random.Next(-1, 2));
            cursor.SeekTime(time);
            var expected = Array.FindIndex(events, e => e.Time >= time);
            Assert.That(
                Samples.Bytes(Samples.ReadAll(cursor))
                    .SequenceEqual(Samples.Bytes(expected < 0 ? [] : events.AsSpan(expected))),
                Is.True, $"seed {seed}, time {time.Value}");
        }
    }

    [Test]
    public void Reading_allocates_nothing_per_frame()
    {
        var storage = Samples.InMemory(Samples.Events(1, 20_000), frameSlots: 64);
        using var cursor = JournalReader.Open(storage).OpenEvents();
        for (var i = 0; i < 50; i++)
        {
            cursor.TryReadFrame(out _);
        }

        var allocated = Allocations.Least(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                cursor.TryReadFrame(out _);
            }
        });

        Assert.That(allocated, Is.Zero);
        Assert.That(cursor.NextSequence, Is.GreaterThanOrEqualTo(64 * 250), "every frame was there to be read");
    }

    [Test]
    public void Appending_allocates_nothing_per_frame()
    {
        using var scratch = new Scratch();
        var events = Samples.Events(1, 2_000);
        events[^1].Flags = EventFlags.LastOfRun;
        using var writer = JournalWriter.Create(Samples.Options(scratch["j"], segmentBytes: 1 << 30));
        for (var i = 0; i < events.Length; i++)
        {
            events[i].Time = new TimestampNs(Samples.StartTime);
        }

        writer.AppendEvents(events);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            writer.AppendEvents(events);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static Event Parameter(long bits, TimestampNs time)
    {
        var slot = Event.Create(EventKind.ParameterSet, time, InstrumentId.None);
        slot.ParameterSet.Strategy = new StrategyId(1);
        slot.ParameterSet.Parameter = 3;
        slot.ParameterSet.Type = ParameterType.Integer;
        slot.ParameterSet.Bits = bits;
        return slot;
    }
}
