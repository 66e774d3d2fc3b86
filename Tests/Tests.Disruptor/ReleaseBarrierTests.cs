using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class ReleaseBarrierTests
{
    [Test]
    public void Available_ends_before_the_first_slot_whose_cause_is_not_reached()
    {
        var (ring, sequencer) = Publish([5, 5, 7, 9]);
        var journaled = new Sequence(7);
        var barrier = Make(ring, sequencer, journaled);

        var before = barrier.Available(0);
        journaled.SetRelease(9);

        Assert.That((before, barrier.Available(0)), Is.EqualTo((2L, 3L)));
    }

    [Test]
    public void Available_releases_nothing_while_the_head_is_held_even_if_a_later_slot_is_free()
    {
        var (ring, sequencer) = Publish([8, 1]);

        Assert.That(Make(ring, sequencer, new Sequence(7)).Available(0), Is.EqualTo(-1L));
    }

    [Test]
    public void Arm_arms_the_ring_while_it_is_empty_and_the_releasing_sequence_while_that_holds()
    {
        var ring = new RingBuffer<Slot>(8);
        var sequencer = new SingleProducerSequencer("ring", 8, new HaltSignal());
        var journaled = new Sequence();
        var barrier = Make(ring, sequencer, journaled);

        barrier.Arm(0);
        var whileEmpty = (sequencer.Cursor.Cell.Parked, journaled.Cell.Parked);
        sequencer.Claim(1, out var sequence);
        ring[sequence] = Slot.Of(3);
        sequencer.Publish(sequence);
        barrier.Arm(0);

        Assert.That((whileEmpty, (sequencer.Cursor.Cell.Parked, journaled.Cell.Parked)), Is.EqualTo(((1, 0), (0, 1))));
    }

    private static ReleaseBarrier<Slot, SingleBarrier, NumberIsCause> Make(
        RingBuffer<Slot> ring, Sequencer sequencer, Sequence journaled) =>
        new(ring, new SingleBarrier(sequencer.Cursor), journaled, default);

    private static (RingBuffer<Slot> Ring, Sequencer Sequencer) Publish(long[] causes)
    {
        var ring = new RingBuffer<Slot>(8);
        var sequencer = new SingleProducerSequencer("ring", 8, new HaltSignal());
        foreach (var cause in causes)
        {
            sequencer.Claim(1, out var sequence);
            ring[sequence] = Slot.Of(cause);
            sequencer.Publish(sequence);
        }

        return (ring, sequencer);
    }
}
