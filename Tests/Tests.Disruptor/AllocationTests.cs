using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Zero bytes per event, in every mode, after start.</summary>
public sealed class AllocationTests
{
    [TestCase(Producers.One)]
    [TestCase(Producers.Many)]
    public void Claim_and_publish_and_a_pumped_stage_allocate_nothing(Producers producers)
    {
        var graph = new Topology("pumped");
        var ring = graph.Ring<Slot>("ring", new RingOptions { Capacity = 64, Producers = producers });
        ring.Producer("test");
        var first = ring.Stage("first", new CheckingHandler(new CheckingState()));
        var second = ring.Stage("second", new CheckingHandler(new CheckingState())).After(first);
        var pump = graph.Pump("pump", first, second);
        using var running = graph.Start();
        Round(ring, pump, 2_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Round(ring, pump, 20_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Poll_and_release_allocate_nothing()
    {
        var options = new RingOptions { Capacity = 64, Producers = Producers.One };
        var ring = new Topology("polled").Ring<Slot>("ring", options);
        var poller = ring.Poller();
        PollRound(ring, poller, 2_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        PollRound(ring, poller, 20_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void A_stage_thread_allocates_nothing_spinning_yielding_or_parking()
    {
        Assert.Multiple(() =>
        {
            Assert.That(AllocatedByStage(new BusySpinWait()), Is.EqualTo((0L, 0L)), "busy spin");
            Assert.That(AllocatedByStage(new YieldingWait()), Is.EqualTo((0L, 0L)), "yielding");
            Assert.That(AllocatedByStage(new ParkingWait(0)), Is.EqualTo((0L, 0L)), "parking");
            Assert.That(AllocatedByStage(new AdaptiveWait()), Is.EqualTo((0L, 0L)), "adaptive");
        });
    }

    private static void Round(Ring<Slot> ring, Pump pump, int count)
    {
        for (var i = 0; i < count; i++)
        {
            ring.Sequencer.Claim(3, out var first);
            for (var slot = first; slot < first + 3; slot++)
            {
                ring.Buffer[slot] = Slot.Of(slot);
            }

            ring.Sequencer.Publish(first, 3);
            pump.RunUntilIdle();
        }
    }

    private static void PollRound(Ring<Slot> ring, EventPoller<Slot, CursorBarrier> poller, int count)
    {
        for (var i = 0; i < count; i++)
        {
            ring.Sequencer.TryClaim(1, ClaimPriority.Droppable, out var sequence);
            ring.Sequencer.Publish(sequence);
            while (poller.Poll(out var batch, out _) == PollState.Batch)
            {
                poller.Release(batch.Length);
            }
        }
    }

    // The producer's thread is measured too: the ring is small enough for it to block.
    private static (long ByProducer, long ByStage) AllocatedByStage<TWait>(TWait wait)
        where TWait : struct, IWaitStrategy
    {
        var graph = new Topology("threaded");
        var ring = graph.Ring<Slot>("ring", new RingOptions { Capacity = 256, Producers = Producers.One });
        ring.Producer("test");
        var meter = new AllocationMeter();
        graph.Thread("stage", wait, ring.Stage("stage", meter));
        using var running = graph.Start();
        Publishing.Run(ring, 5_000, new Random(1), batchMax: 3);

        var random = new Random(2);
        meter.Mark();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Publishing.Run(ring, 20_000, random, batchMax: 3);
        var byProducer = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(running.Drain(TimeSpan.FromSeconds(30)), Is.EqualTo(DrainResult.Drained));
        return (byProducer, meter.Allocated);
    }

    private sealed class AllocationMeter : IBatchHandler<Slot>
    {
        private bool _isMarked;
        private long _start = -1;

        public long Allocated { get; private set; }

        public void Mark() => Volatile.Write(ref _isMarked, true);

        public void OnBatch(ReadOnlySpan<Slot> batch, long firstSequence, bool endOfBatch)
        {
            var now = GC.GetAllocatedBytesForCurrentThread();
            if (Volatile.Read(ref _isMarked))
            {
                if (_start < 0)
                {
                    _start = now;
                }

                Allocated = now - _start;
            }
        }
    }
}
