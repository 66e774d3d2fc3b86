using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Several threads on rings that are always too small.</summary>
public sealed class StressTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCase(Sequence.InitialValue, 0)]
    [TestCase(Sequence.InitialValue, 2)]
    [TestCase(long.MaxValue - 100_000, 0)]
    public void Several_producers_and_consumers_never_tear_lose_or_repeat_a_slot(long initial, int slowSpins)
    {
        const int PerProducer = 80_000;
        var graph = new Topology("stress");
        var ring = graph.Ring<Slot>(
            "ring", new RingOptions { Capacity = 64, Producers = Producers.Many, InitialCursor = initial });
        ring.Producer("three");
        var fast = new CheckingState(initial);
        var slow = new CheckingState(initial) { SlowSpins = slowSpins };
        graph.Thread("fast", ring.Stage("fast", new CheckingHandler(fast)));
        graph.Thread("slow", ring.Stage("slow", new CheckingHandler(slow)));
        using var running = graph.Start();

        Parallel(3, p => Publishing.Run(ring, PerProducer, new Random(p), batchMax: 7));

        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Drained), $"{running.Fault}");
        Assert.That((fast.Count, slow.Count), Is.EqualTo((3L * PerProducer, 3L * PerProducer)));
    }

    // Each producer numbers its own runs; the consumer sees every run unbroken and in its producer's order.
    [Test]
    public void Runs_of_several_producers_never_interleave()
    {
        const int RunsPerProducer = 20_000;
        var graph = new Topology("runs");
        var ring = graph.Ring<long>("ring", new RingOptions { Capacity = 32, Producers = Producers.Many });
        ring.Producer("three");
        var state = new RunState();
        graph.Thread("check", ring.Stage("check", new RunHandler(state)));
        using var running = graph.Start();

        Parallel(3, p => PublishRuns(ring, p, RunsPerProducer));

        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Drained), $"{running.Fault}");
        Assert.That(state.Runs, Is.EqualTo(3L * RunsPerProducer));
    }

    [TestCase(Producers.One)]
    [TestCase(Producers.Many)]
    public void Halt_frees_a_producer_that_waits_on_a_full_ring(Producers producers)
    {
        var graph = new Topology("halt");
        var ring = graph.Ring<Slot>("ring", new RingOptions { Capacity = 8, Producers = producers });
        ring.Producer("feed");
        ring.Poller();
        long published = 0;
        var feed = new Thread(() => published = Publishing.Run(ring, 100, new Random(1), batchMax: 1));
        graph.Thread("stage", ring.Stage("stage", new BatchLog()));
        using var running = graph.Start();
        feed.Start();
        SpinWait.SpinUntil(() => ring.Sequencer.RemainingCapacity == 0);

        running.Halt();

        Assert.That(feed.Join(Patience), Is.True);
        Assert.That(published, Is.EqualTo(8));
    }

    [Test]
    public void A_stage_that_throws_stops_the_producer_and_the_other_stages()
    {
        var graph = new Topology("fault");
        var ring = graph.Ring<Slot>("ring", new RingOptions { Capacity = 16, Producers = Producers.One });
        ring.Producer("feed");
        var after = new CheckingState();
        var bad = ring.Stage("bad", new ThrowingHandler(at: 1_000));
        graph.Thread("bad", bad);
        graph.Thread("after", ring.Stage("after", new CheckingHandler(after)).After(bad));
        using var running = graph.Start();

        var published = Publishing.Run(ring, 100_000, new Random(1), batchMax: 3);
        running.Dispose();

        Assert.That(running.Fault!.Stage, Is.EqualTo("bad"));
        Assert.That(published, Is.LessThanOrEqualTo(1_016 + 3));
        Assert.That(after.Count, Is.LessThanOrEqualTo(1_000), "Nobody gets past the event that failed.");
    }

    private static void Parallel(int count, Action<int> body)
    {
        var threads = Enumerable.Range(0, count).Select(p => new Thread(() => body(p))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private static void PublishRuns(Ring<long> ring, int producer, int runs)
    {
        var random = new Random(producer);
        for (var run = 0; run < runs; run++)
        {
            var length = random.Next(1, 9);
            ring.Sequencer.Claim(length, out var first);
            for (var i = 0; i < length; i++)
            {
                ring.Buffer[first + i] = RunState.Encode(producer, run, i, length);
            }

            ring.Sequencer.Publish(first, length);
        }
    }

    private readonly struct RunHandler(RunState state) : IBatchHandler<long>
    {
        public void OnBatch(ReadOnlySpan<long> batch, long firstSequence, bool endOfBatch)
        {
            foreach (var slot in batch)
            {
                state.Add(slot);
            }

            if (endOfBatch)
            {
                state.CheckBetweenRuns();
            }
        }
    }

    private sealed class RunState
    {
        private readonly long[] _nextRun = new long[3];
        private long _open;
        private int _expectedIndex;

        public long Runs { get; private set; }

        public static long Encode(int producer, int run, int index, int length) =>
            ((long)run << 16) | ((long)producer << 8) | ((long)length << 4) | (uint)index;

        public void Add(long slot)
        {
            var (producer, length, index) = ((int)(slot >> 8) & 255, (int)(slot >> 4) & 15, (int)slot & 15);
            if (index != _expectedIndex || (index > 0 && slot >> 4 != _open) || slot >> 16 != _nextRun[producer])
            {
                throw new InvalidOperationException($"Run {slot >> 16} of producer {producer} is broken at {index}.");
            }

            _open = slot >> 4;
            _expectedIndex = index + 1 == length ? 0 : index + 1;
            if (_expectedIndex == 0)
            {
                _nextRun[producer]++;
                Runs++;
            }
        }

        public void CheckBetweenRuns()
        {
            if (_expectedIndex != 0)
            {
                throw new InvalidOperationException("A batch ended inside a run.");
            }
        }
    }
}
