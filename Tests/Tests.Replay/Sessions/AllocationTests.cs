using Adapters.Simulated.Generation;
using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Engine.Strategies;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>
/// From event to fill nothing is allocated once warm: core, strategies, risk, simulated venue, merger.
/// </summary>
internal sealed class AllocationTests
{
    [TestCase(RunLayout.Direct)]
    [TestCase(RunLayout.Fused)]
    public void Run_allocates_nothing_per_event_after_warm_up(RunLayout layout)
    {
        var tape = new ListSink();
        new MarketGenerator(new GeneratorSettings { InstrumentCount = 4, EventCount = 120_000, Seed = 7 }).Run(tape);
        var events = tape.Events.ToArray();
        var core = new TradingCore(StrategyCatalog.BuiltIn);
        using IEngineLine line = layout == RunLayout.Direct
            ? new DirectLine(core, writer: null)
            : new RingLine(core, writer: null, isThreaded: false, ringCapacity: 8_192);
        var driver = new LockStepDriver(line, new SimulatedVenue(new SimulationSettings()), new NobodyWatches());
        var start = Begin(driver, core, events);
        var middle = Feed(driver, events, start, events.Length * 3 / 4);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Feed(driver, events, middle, events.Length);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(core.FillCount, Is.Positive);
    }

    private static int Begin(LockStepDriver driver, TradingCore core, Event[] events)
    {
        var first = Array.FindIndex(events, e => e.Class == EventClass.Public);
        for (var i = 0; i < first; i++)
        {
            var end = i;
            while (!events[end].IsLastOfRun)
            {
                end++;
            }

            driver.Publish(events.AsSpan(i, end + 1 - i));
            i = end;
        }

        var preamble = new RunPreamble(events[first].Time);
        IReadOnlyList<Instrument> instruments = core.Instruments.All;
        foreach (var descriptor in StrategyCatalog.BuiltIn.All)
        {
            preamble.AddStrategy(descriptor, ExampleDocuments.ChoiceOf(descriptor), instruments);
        }

        preamble.AddBalance(instruments[0].SettleAsset, new Money(100_000 * Money.Scale));
        preamble.AddSessionStart(RunMode.Backtest, seed: 0);
        foreach (var run in preamble.Runs)
        {
            driver.Submit(run);
        }

        return first;
    }

    private static int Feed(LockStepDriver driver, Event[] events, int from, int to)
    {
        var i = from;
        while (i < to)
        {
            var end = i;
            while (!events[end].IsLastOfRun)
            {
                end++;
            }

            driver.Publish(events.AsSpan(i, end + 1 - i));
            i = end + 1;
        }

        return i;
    }

    private sealed class ListSink : IEventSink
    {
        public List<Event> Events { get; } = [];

        public SinkResult Publish(ReadOnlySpan<Event> run)
        {
            Events.AddRange(run);
            return SinkResult.Published;
        }
    }
}
