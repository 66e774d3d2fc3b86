using Adapters.Simulated.Generation;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

public sealed class MarketGeneratorTests
{
    private static readonly GeneratorSettings Small = new() { InstrumentCount = 4, EventCount = 200_000, Seed = 7 };

    [Test]
    public void Run_with_the_same_settings_gives_the_same_bytes_on_every_machine()
    {
        var sink = new HashingSink();

        new MarketGenerator(Small).Run(sink);

        // Pinned: a change of it is a change of every generated journal, and must be meant.
        Assert.That(sink.Digest.ToString("x16"), Is.EqualTo("d661fc65dcc23e07"));
    }

    [Test]
    public void Run_twice_gives_the_same_bytes()
    {
        var (first, second) = (new HashingSink(), new HashingSink());

        new MarketGenerator(Small).Run(first);
        new MarketGenerator(Small).Run(second);

        Assert.That(second.Digest, Is.EqualTo(first.Digest));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(9)]
    [TestCase(10)]
    [TestCase(25)]
    [TestCase(200)]
    public void Run_of_a_rate_has_that_rate(int rate)
    {
        var sink = new HashingSink();

        new MarketGenerator(Small with { EventsPerSecond = rate }).Run(sink);

        var seconds = (sink.LastTime - Small.StartTime) / (double)TimestampNs.PerSecond;
        Assert.That(sink.EventCount / (seconds * Small.InstrumentCount), Is.EqualTo(rate).Within(5).Percent);
    }

    [Test]
    public void Run_with_another_seed_gives_another_market()
    {
        var (first, second) = (new HashingSink(), new HashingSink());

        new MarketGenerator(Small).Run(first);
        new MarketGenerator(Small with { Seed = 8 }).Run(second);

        Assert.That(second.Digest, Is.Not.EqualTo(first.Digest));
    }

    [Test]
    public void Run_with_another_start_gives_another_stream_of_the_same_length()
    {
        var (first, second) = (new HashingSink(), new HashingSink());

        new MarketGenerator(Small).Run(first);
        new MarketGenerator(Small with { StartTime = Small.StartTime + TimestampNs.PerDay }).Run(second);

        Assert.That(second.Digest, Is.Not.EqualTo(first.Digest));
        Assert.That(second.EventCount, Is.EqualTo(first.EventCount));
    }

    [TestCase(1, 5)]
    [TestCase(1, 6)]
    [TestCase(1, 60)]
    [TestCase(2, 9)]
    [TestCase(3, 1_000)]
    [TestCase(8, 33)]
    [TestCase(8, 34)]
    [TestCase(8, 99_999)]
    [TestCase(20, 30_001)]
    [TestCase(256, 20_000)]
    public void Run_writes_exactly_the_count_in_whole_runs_with_times_that_only_grow(int instruments, long events)
    {
        var sink = new HashingSink();
        var generator = new MarketGenerator(new() { InstrumentCount = instruments, EventCount = events, Seed = 3 });

        var isComplete = generator.Run(sink);

        Assert.That(isComplete, Is.True);
        Assert.That(sink.EventCount, Is.EqualTo(events));
        Assert.That(generator.WrittenCount, Is.EqualTo(events));
        Assert.That(sink.Fault, Is.Null);
    }

    [Test]
    public void Run_stops_when_the_sink_is_halted()
    {
        var sink = new HashingSink { HaltAfter = 1_000 };

        var isComplete = new MarketGenerator(Small).Run(sink);

        Assert.That(isComplete, Is.False);
        Assert.That(sink.EventCount, Is.InRange(1_000, 1_100));
    }

    [TestCase(0, 1_000, "1 … 256")]
    [TestCase(257, 1_000_000, "1 … 256")]
    [TestCase(8, 32, "at least 33")]
    public void Constructor_refuses_what_makes_no_market_and_says_the_range(int instruments, long events, string range)
    {
        var settings = new GeneratorSettings { InstrumentCount = instruments, EventCount = events };

        Assert.That(
            () => new MarketGenerator(settings),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains(range));
    }

    [Test]
    public void Step_allocates_nothing()
    {
        var sink = new HashingSink();
        var generator = new MarketGenerator(Small);
        while (generator.WrittenCount < 50_000)
        {
            generator.Step(sink);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        while (generator.WrittenCount < 150_000)
        {
            generator.Step(sink);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Run_over_hours_never_shows_a_level_below_zero()
    {
        var sink = new LeastQuantitySink();

        new MarketGenerator(new() { InstrumentCount = 4, EventCount = 2_000_000, Seed = 1 }).Run(sink);

        Assert.That(sink.Least, Is.Zero);
    }

    private sealed class LeastQuantitySink : IEventSink
    {
        internal long Least { get; private set; } = long.MaxValue;

        public SinkResult Publish(ReadOnlySpan<Event> run)
        {
            foreach (ref readonly var e in run)
            {
                Least = e.Kind == EventKind.BookLevel ? Math.Min(Least, e.BookLevel.Quantity.Value) : Least;
            }

            return SinkResult.Published;
        }
    }
}
