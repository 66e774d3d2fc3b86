using Adapters.Simulated.Generation;
using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Simulation;

/// <summary>The public runs of one generated market, in their order.</summary>
internal sealed class SimulationMarket : IEventSink
{
    private readonly List<Event[]> _runs = [];

    private SimulationMarket()
    {
    }

    /// <summary>Makes the market.</summary>
    internal static IReadOnlyList<Event[]> Make(GeneratorSettings settings)
    {
        var market = new SimulationMarket();
        new MarketGenerator(settings).Run(market);
        return market._runs;
    }

    /// <summary>A snapshot of a book as a feed sends it to who connects anew.</summary>
    internal static Event[] SnapshotOf(MarketState market, TimestampNs time)
    {
        var slots = new List<Event>();
        Add(slots, market, Side.Bid, time);
        Add(slots, market, Side.Ask, time);
        if (slots.Count == 0)
        {
            return [];
        }

        var run = slots.ToArray();
        run[^1].Flags |= EventFlags.LastOfRun;
        return run;
    }

    /// <inheritdoc />
    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        _runs.Add(run.ToArray());
        return SinkResult.Published;
    }

    private static void Add(List<Event> slots, MarketState market, Side side, TimestampNs time)
    {
        var count = 0;
        foreach (var level in market.Book.Depth(side))
        {
            if (++count > Event.RunLengthMax / 2)
            {
                return;
            }

            var e = Event.Create(EventKind.BookLevel, time, market.Instrument.Id);
            e.Flags = EventFlags.Snapshot | (side == Side.Ask ? EventFlags.Ask : EventFlags.None);
            e.BookLevel.Price = level.Price;
            e.BookLevel.Quantity = level.Quantity;
            slots.Add(e);
        }
    }
}
