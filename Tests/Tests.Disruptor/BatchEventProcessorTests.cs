using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class BatchEventProcessorTests
{
    private HaltSignal _halt = new();

    [SetUp]
    public void SetUp() => _halt = new HaltSignal();

    [Test]
    public void RunOnce_without_events_does_nothing()
    {
        var (_, _, processor) = Make(8, new BatchLog());

        Assert.That(processor.RunOnce(), Is.Zero);
    }

    [Test]
    public void RunOnce_splits_a_batch_at_the_wrap_point_and_ends_it_once()
    {
        var log = new BatchLog();
        var (ring, sequencer, processor) = Make(8, log, batchLimit: 8);
        Publish(ring, sequencer, 6);
        processor.RunOnce();
        Publish(ring, sequencer, 5);

        processor.RunOnce();

        Assert.That(log.Batches, Is.EqualTo(new[] { (0L, 6, true), (6L, 2, false), (8L, 3, true) }));
    }

    [Test]
    public void RunOnce_moves_its_sequence_after_each_chunk_and_ends_the_batch_after_the_last()
    {
        var log = new BatchLog();
        var (ring, sequencer, processor) = Make(16, log, batchLimit: 4);
        Publish(ring, sequencer, 10);

        var moves = new List<long>();
        while (processor.RunOnce() > 0)
        {
            moves.Add(processor.Sequence.Value);
        }

        Assert.That(moves, Is.EqualTo(new[] { 3L, 7, 9 }));
        Assert.That(log.Batches, Is.EqualTo(new[] { (0L, 4, false), (4L, 4, false), (8L, 2, true) }));
    }

    [Test]
    public void RunOnce_finishes_what_one_look_found_before_it_looks_again()
    {
        var log = new BatchLog();
        var (ring, sequencer, processor) = Make(16, log, batchLimit: 4);
        Publish(ring, sequencer, 6);
        processor.RunOnce();
        Publish(ring, sequencer, 3);

        processor.RunOnce();
        processor.RunOnce();

        Assert.That(log.Batches, Is.EqualTo(new[] { (0L, 4, false), (4L, 2, true), (6L, 3, true) }));
    }

    [Test]
    public void RunOnce_takes_all_that_waits_but_an_eighth_at_a_time_while_more_than_half_of_the_ring_does()
    {
        var log = new BatchLog();
        var (ring, sequencer, processor) = Make(16, log);
        Publish(ring, sequencer, 8);
        processor.RunOnce();
        Publish(ring, sequencer, 13);

        while (processor.RunOnce() > 0)
        {
        }

        Assert.That(log.Batches, Is.EqualTo(new[]
        {
            (0L, 8, true), (8L, 2, false), (10L, 2, false), (12L, 2, false), (14L, 2, false), (16L, 5, true),
        }));
    }

    [Test]
    public void RunOnce_of_a_handler_that_throws_halts_records_and_passes_the_exception_on()
    {
        var (ring, sequencer, processor) = Make(16, new ThrowingHandler(at: 4), batchLimit: 3);
        Publish(ring, sequencer, 9);
        processor.RunOnce();

        Assert.That(processor.RunOnce, Throws.InstanceOf<InvalidDataException>());
        Assert.Multiple(() =>
        {
            Assert.That(_halt.IsHalted, Is.True);
            Assert.That(_halt.Fault, Has.Property(nameof(StageFault.Stage)).EqualTo("stage")
                .And.Property(nameof(StageFault.Sequence)).EqualTo(3L));
            Assert.That(processor.Sequence.Value, Is.EqualTo(2L), "The failing batch is not passed.");
            Assert.That(processor.RunOnce(), Is.Zero, "A failed stage never runs again.");
        });
    }

    [Test]
    public void RunOnce_after_a_halt_handles_nothing()
    {
        var log = new BatchLog();
        var (ring, sequencer, processor) = Make(8, log);
        Publish(ring, sequencer, 3);
        _halt.Halt();

        processor.RunOnce();

        Assert.That(log.Batches, Is.Empty);
    }

    private static void Publish(RingBuffer<Slot> ring, Sequencer sequencer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.That(sequencer.TryClaim(1, out var sequence), Is.EqualTo(ClaimResult.Claimed));
            ring[sequence] = Slot.Of(sequence);
            sequencer.Publish(sequence);
        }
    }

    private (RingBuffer<Slot> Ring, Sequencer Sequencer, EventProcessor Processor) Make<THandler>(
        int capacity, THandler handler, int batchLimit = 0)
        where THandler : IBatchHandler<Slot>
    {
        var ring = new RingBuffer<Slot>(capacity);
        var sequencer = new SingleProducerSequencer("ring", capacity, _halt);
        var processor = new BatchEventProcessor<Slot, THandler, SingleBarrier>(
            "stage", ring, sequencer, new SingleBarrier(sequencer.Cursor), handler,
            new ProcessorOptions { BatchLimit = batchLimit });
        sequencer.AddGating(processor.Sequence);
        return (ring, sequencer, processor);
    }
}
