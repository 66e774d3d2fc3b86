using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Several threads on rings that are always too small.</summary>
public sealed class StressTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCase(Sequence.InitialValue, 0)]
    [TestCase(Sequence.InitialValue, 2)]
    [TestCase(long.MaxValue - 100_000, 0)]
    [TestCase((64L << 31) - 100_000, 0, Description = "The lap numbers, 32 bits, pass their own end.")]
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

    // All of them sleep on one parker, and a slot that gets free is for one of them: nobody may be forgotten.
    [Test]
    public void Several_producers_that_park_on_a_tiny_ring_all_get_through()
    {
        const int PerProducer = 10_000;
        var graph = new Topology("tiny");
        var ring = graph.Ring<Slot>("ring", new RingOptions { Capacity = 2, Producers = Producers.Many });
        ring.Sequencer.UseWait(new ParkingWait(0));
        ring.Producer("four");
        var state = new CheckingState();
        graph.Thread("check", new ParkingWait(0), ring.Stage("check", new CheckingHandler(state)));
        using var running = graph.Start();

        Parallel(4, p => Publishing.Run(ring, PerProducer, new Random(p), batchMax: 2));

        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Drained), $"{running.Fault}");
        Assert.That(state.Count, Is.EqualTo(4L * PerProducer));
    }

    [Test]
    public void Halt_frees_several_producers_that_park_on_one_full_ring()
    {
        var graph = new Topology("halt");
        var ring = graph.Ring<Slot>("ring", new RingOptions { Capacity = 4, Producers = Producers.Many });
        ring.Sequencer.UseWait(new ParkingWait(0));
        ring.Producer("three");
        ring.Poller();
        using var running = graph.Start();
        long published = 0;
        var feeds = Enumerable.Range(0, 3).Select(p => new Thread(() => Interlocked.Add(
            ref published, Publishing.Run(ring, 100, new Random(p), batchMax: 1)))).ToList();
        feeds.ForEach(feed => feed.Start());
        SpinWait.SpinUntil(() => feeds.TrueForAll(feed => feed.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), 50);

        running.Halt();

        Assert.That(feeds.TrueForAll(feed => feed.Join(Patience)), Is.True);
        Assert.That(published, Is.EqualTo(4));
    }

    // A stage of the graph and a poller of somebody's own gate one ring; the poller gives back less than it got.
    [TestCase(Producers.One, Sequence.InitialValue)]
    [TestCase(Producers.Many, Sequence.InitialValue)]
    [TestCase(Producers.Many, long.MaxValue - 20_000)]
    public void A_poller_beside_a_stage_sees_every_slot_once_however_little_it_releases(
        Producers producers, long initial)
    {
        const int PerProducer = 30_000;
        var graph = new Topology("mixed");
        var ring = graph.Ring<Slot>(
            "ring", new RingOptions { Capacity = 16, Producers = producers, InitialCursor = initial });
        ring.Producer("feeds");
        var state = new CheckingState(initial);
        var polled = new CheckingState(initial);
        graph.Thread("stage", ring.Stage("stage", new CheckingHandler(state)));
        var poller = ring.Poller();
        using var running = graph.Start();
        var feedCount = producers == Producers.One ? 1 : 3;
        var total = (long)feedCount * PerProducer;

        var puller = new Thread(() => Pull(poller, polled, total));
        puller.Start();
        Parallel(feedCount, p => Publishing.Run(ring, PerProducer, new Random(p), batchMax: 5));

        Assert.That(puller.Join(Patience), Is.True, $"It saw {polled.Count} of {total}; {running.Fault}");
        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Drained), $"{running.Fault}");
        Assert.That((state.Count, polled.Count), Is.EqualTo((total, total)));
    }

    [Test]
    public void A_stage_that_throws_inside_anothers_claim_is_the_one_that_is_named()
    {
        var graph = new Topology("nested fault");
        var options = new RingOptions { Capacity = 8, Producers = Producers.One };
        var input = graph.Ring<Slot>("input", options);
        var output = graph.Ring<Slot>("output", options);
        input.Producer("test");
        var twice = input.Stage("twice", new PublishTwice(output)).Writes(output);
        var bad = output.Stage("bad", new ThrowingHandler(at: 5));
        graph.Thread("both", twice, bad);
        using var running = graph.Start();

        var published = Publishing.Run(input, 1_000, new Random(1), batchMax: 8);
        running.Dispose();

        Assert.That(running.Fault!.Stage, Is.EqualTo("bad"));
        Assert.That(published, Is.LessThan(1_000));
        Assert.That(bad.Sequence.Value, Is.LessThan(5), "What threw is not handled.");
    }

    private static void Pull(EventPoller<Slot, CursorBarrier> poller, CheckingState state, long total)
    {
        var random = new Random(7);
        while (state.Count < total)
        {
            var answer = poller.Poll(out var batch, out var first);
            if (answer == PollState.Halted)
            {
                return;
            }

            if (answer == PollState.Idle)
            {
                Thread.Yield();
                continue;
            }

            var count = random.Next(batch.Length + 1);
            for (var i = 0; i < count; i++)
            {
                state.Check(in batch[i], unchecked(first + i));
            }

            poller.Release(count);
        }
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

    /// <summary>Writes more than it reads, so that the ring behind it fills and its own thread must drain it.</summary>
    private readonly struct PublishTwice(Ring<Slot> output) : IBatchHandler<Slot>
    {
        public void OnBatch(ReadOnlySpan<Slot> batch, long firstSequence, bool endOfBatch)
        {
            foreach (ref readonly var slot in batch)
            {
                output.Publish(slot);
                output.Publish(slot);
            }
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
