using Adapters.Simulated.Generation;
using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Units;
using Engine.Strategies;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>A venue that reads the core's markets answers as one that keeps its own.</summary>
internal sealed class SharedMarketTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Venue_with_the_cores_markets_answers_as_with_its_own(int seed)
    {
        var tape = new ListSink();
        new MarketGenerator(new GeneratorSettings { InstrumentCount = 4, EventCount = 60_000, Seed = seed }).Run(tape);

        var shared = Run(tape.Events, isShared: true);
        var own = Run(tape.Events, isShared: false);

        Assert.That(shared, Is.EqualTo(own));
        Assert.That(shared.Fills, Is.Positive, "it did trade");
    }

    [Test]
    public void Driver_refuses_a_line_that_does_not_step_with_the_venue()
    {
        var core = new TradingCore(StrategyCatalog.BuiltIn);
        using var line = new RingLine(core, writer: null, isThreaded: false, ringCapacity: 8_192);
        var venue = new SimulatedVenue(new SimulationSettings(), core.Markets);

        Assert.That(() => new LockStepDriver(line, venue, new NobodyWatches()), Throws.ArgumentException);
    }

    private static Outcome Run(List<Event> tape, bool isShared)
    {
        var core = new TradingCore(StrategyCatalog.BuiltIn);
        using var line = new DirectLine(core, writer: null);
        var venue = new SimulatedVenue(new SimulationSettings(), isShared ? core.Markets : null);
        var driver = new LockStepDriver(line, venue, new NobodyWatches());
        var isBegun = false;
        var events = tape.ToArray();
        for (int first = 0, last = 0; first < events.Length; first = ++last)
        {
            while (!events[last].IsLastOfRun)
            {
                last++;
            }

            if (!isBegun && events[first].Class == EventClass.Public)
            {
                isBegun = true;
                Begin(driver, core, events[first].Time);
            }

            driver.Publish(events.AsSpan(first, last + 1 - first));
        }

        return new Outcome(core.Digest(), core.Witness, core.FillCount, core.OrderCount, venue.OpenOrderCount);
    }

    private static void Begin(LockStepDriver driver, TradingCore core, TimestampNs time)
    {
        var preamble = new RunPreamble(time);
        foreach (var descriptor in StrategyCatalog.BuiltIn.All)
        {
            preamble.AddStrategy(descriptor, ExampleDocuments.ChoiceOf(descriptor), core.Instruments.All);
        }

        preamble.AddBalance(core.Instruments.All[0].SettleAsset, new Money(100_000 * Money.Scale));
        preamble.AddSessionStart(RunMode.Backtest, seed: 0);
        foreach (var run in preamble.Runs)
        {
            driver.Submit(run);
        }
    }

    private readonly record struct Outcome(ulong Digest, ulong Witness, long Fills, long Orders, int Open);

    private sealed class ListSink : IEventSink
    {
        internal List<Event> Events { get; } = [];

        public SinkResult Publish(ReadOnlySpan<Event> run)
        {
            Events.AddRange(run);
            return SinkResult.Published;
        }
    }
}
