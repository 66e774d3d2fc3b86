using System.Runtime.InteropServices;
using System.Text;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Journal;
using Journal.Reading;
using Journal.Writing;

namespace Tests.Journal.Support;

/// <summary>Journals to test with.</summary>
internal static class Samples
{
    internal const long StartTime = 1_700_000_000_000_000_000;

    internal static readonly JournalId Id = JournalId.Derive("sample");

    internal static JournalWriterOptions Options(
        string directory, int frameSlots = 16, long segmentBytes = 1 << 20) => new()
        {
            Directory = directory,
            JournalId = Id,
            CreatedTime = new TimestampNs(StartTime),
            EngineVersion = "test 1",
            Mode = JournalWriteMode.Offline,
            FrameSlotsMax = frameSlots,
            SegmentSizeBytes = segmentBytes,
            Epoch = 1,
            PreparesSegments = false,
        };

    /// <summary>Random events in runs of up to a length, times rising, every payload byte random.</summary>
    internal static Event[] Events(int seed, int count, int runMax = 5)
    {
        var random = new Random(seed);
        var events = new Event[count];
        random.NextBytes(MemoryMarshal.AsBytes(events.AsSpan()));
        var time = StartTime;
        for (var index = 0; index < count;)
        {
            time += random.Next(3);
            var length = Math.Min(random.Next(1, runMax + 1), count - index);
            for (var i = 0; i < length; i++)
            {
                ref var slot = ref events[index++];
                slot.Time = new TimestampNs(time);
                slot.Kind = EventKind.BookLevel;
                slot.Instrument = new InstrumentId(0);
                slot.Flags = i == length - 1 ? EventFlags.LastOfRun : EventFlags.None;
            }
        }

        return events;
    }

    internal static Command[] Commands(int seed, int count)
    {
        var random = new Random(seed);
        var commands = new Command[count];
        var cause = 0L;
        for (var i = 0; i < count; i++)
        {
            cause += random.Next(3);
            commands[i] = new Command
            {
                Cause = cause,
                Kind = CommandKind.PlaceOrder,
                OrderId = new OrderId(i + 1),
                Price = new PriceTicks(random.Next()),
            };
        }

        return commands;
    }

    internal static Instrument Instrument(
        int id, string symbol, string tick = "0.01", int baseAsset = 1, int quoteAsset = 2,
        VenueId venue = VenueId.BinanceSpot)
    {
        Assert.That(DecimalText.TryParseStep(Encoding.ASCII.GetBytes(tick), out var step), Is.EqualTo(NumberStatus.Ok));
        return new Instrument(step, new DecimalStep(1, 3), new DecimalStep(1, 0))
        {
            Id = new InstrumentId(id),
            Venue = venue,
            Symbol = symbol,
            ContractType = ContractType.Spot,
            BaseAsset = new AssetId(baseAsset),
            QuoteAsset = new AssetId(quoteAsset),
            SettleAsset = new AssetId(quoteAsset),
        };
    }

    internal static MemoryStorage InMemory(
        ReadOnlySpan<Event> events, ReadOnlySpan<Command> commands = default, int frameSlots = 16,
        long segmentBytes = 1 << 20)
    {
        var storage = new MemoryStorage();
        using var writer = JournalWriter.Create(Options("memory", frameSlots, segmentBytes), storage);
        writer.AppendEvents(events);
        writer.AppendCommands(commands);
        writer.Complete();
        return storage;
    }

    internal static void Write(
        JournalWriterOptions options, ReadOnlySpan<Event> events, ReadOnlySpan<Command> commands = default)
    {
        using var writer = JournalWriter.Create(options);
        writer.AppendEvents(events);
        writer.AppendCommands(commands);
        writer.Complete();
    }

    /// <summary>All events that a cursor hands out until its end.</summary>
    internal static Event[] ReadAll(EventCursor cursor)
    {
        var all = new List<Event>();
        while (cursor.TryReadFrame(out var frame))
        {
            all.AddRange(frame);
        }

        return [.. all];
    }

    internal static ReadOnlySpan<byte> Bytes(ReadOnlySpan<Event> events) => MemoryMarshal.AsBytes(events);
}
