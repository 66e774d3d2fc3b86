using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Benchmarks.Books;

/// <summary>Streams of book changes that the benchmarks of books share. The same every time.</summary>
public static class BookWorkloads
{
    private const long Middle = 6_000_000;
    private const int SyntheticCount = 100_000;
    private static readonly InstrumentId Instrument = new(0);

    /// <summary>Quantities at one best bid and one best ask that change and neither come nor go.</summary>
    /// <param name="levels">How many levels rest behind each.</param>
    public static Event[] Touch(int levels)
    {
        var random = new SeededRandom(1);
        var events = new List<Event>();
        for (var level = 0; level < levels; level++)
        {
            events.Add(Level(Side.Bid, Middle - 1 - level, 5, EventFlags.Snapshot));
            events.Add(Level(Side.Ask, Middle + 1 + level, 5, EventFlags.Snapshot));
        }

        Seal(events);
        for (var i = 0; i < SyntheticCount; i++)
        {
            var side = random.NextBelow(2) == 0 ? Side.Bid : Side.Ask;
            events.Add(Level(side, side == Side.Bid ? Middle - 1 : Middle + 1, 1 + random.NextBelow(1_000)));
        }

        return [.. events];
    }

    /// <summary>
    /// A wide book with gaps: six of ten changes within 32 ticks of a middle that wanders, three within 8,192 on every
    /// eighth tick, one up to 400,000 away on every hundredth; four of ten take a level away.
    /// </summary>
    public static Event[] Wide()
    {
        var random = new SeededRandom(2);
        var events = new List<Event>();
        var middle = Middle;
        for (var distance = 1; distance <= 8_192; distance += 8)
        {
            events.Add(Level(Side.Bid, middle - distance, 5, EventFlags.Snapshot));
            events.Add(Level(Side.Ask, middle + distance, 5, EventFlags.Snapshot));
        }

        Seal(events);
        for (var i = 0; i < SyntheticCount; i++)
        {
            middle += random.NextBelow(64) == 0 ? random.NextBelow(5) - 2 : 0;
            var kind = random.NextBelow(10);
            var distance = kind < 6 ? 1 + random.NextBelow(32)
                : kind < 9 ? 1 + (random.NextBelow(1_024) * 8)
                : random.NextBelow(4_000) * 100;
            var lots = random.NextBelow(10) < 4 ? 0 : 1 + random.NextBelow(1_000);
            var side = random.NextBelow(2) == 0 ? Side.Bid : Side.Ask;
            events.Add(Level(side, side == Side.Bid ? middle - distance : middle + distance, lots));
        }

        return [.. events];
    }

    /// <summary>
    /// Changes that lie evenly within so many ticks of a middle that stands; a quarter takes levels away.
    /// </summary>
    /// <param name="reachTicks">How far they stray.</param>
    public static Event[] Even(int reachTicks)
    {
        var random = new SeededRandom(42);
        List<Event> events = [Level(Side.Bid, Middle - 1, 1, EventFlags.Snapshot)];
        for (var i = 0; i < SyntheticCount; i++)
        {
            var side = random.NextBelow(2) == 0 ? Side.Bid : Side.Ask;
            var distance = 1 + random.NextBelow(reachTicks);
            events.Add(Level(side, side == Side.Bid ? Middle - distance : Middle + distance, random.NextBelow(4)));
        }

        return [.. events];
    }

    private static Event Level(Side side, long price, long lots, EventFlags flags = 0)
    {
        var e = Event.Create(
            EventKind.BookLevel, new TimestampNs(1), Instrument, flags | (side == Side.Ask ? EventFlags.Ask : 0));
        e.BookLevel = new BookLevel { Price = new PriceTicks(price), Quantity = new QtyLots(lots) };
        return e;
    }

    /// <summary>Makes one run of a snapshot: only its last slot ends it.</summary>
    private static void Seal(List<Event> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            e.Flags = i == events.Count - 1 ? e.Flags | EventFlags.LastOfRun : e.Flags & ~EventFlags.LastOfRun;
            events[i] = e;
        }
    }
}
