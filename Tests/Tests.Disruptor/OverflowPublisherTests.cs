using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class OverflowPublisherTests
{
    [Test]
    public void Publish_onto_a_ring_with_room_goes_straight_through()
    {
        var (publisher, ring, _, _) = Make(queueCapacity: 4);

        var answer = publisher.Publish([7, 8]);

        Assert.That((answer, publisher.Pending, ring[0], ring[1]), Is.EqualTo((ClaimResult.Claimed, 0L, 7L, 8L)));
    }

    [Test]
    public void RunOnce_publishes_what_queued_in_order_and_whole()
    {
        var (publisher, ring, sequencer, consumer) = Make(queueCapacity: 8);
        publisher.Publish([0, 1, 2]);

        var answers = new[] { publisher.Publish([3, 4]), publisher.Publish([5]) };
        consumer.Publish(0);
        var tooEarly = publisher.RunOnce();
        consumer.Publish(2);
        var done = publisher.RunOnce();

        Assert.That(answers, Is.All.EqualTo(ClaimResult.Full), "A run behind a queued one queues too.");
        Assert.That((tooEarly, done, sequencer.Cursor.Value), Is.EqualTo((2, 1, 5L)));
        Assert.That((ring[3], ring[4], ring[5]), Is.EqualTo((3L, 4L, 5L)));
    }

    [Test]
    public void Publish_beyond_the_queue_halts_by_name()
    {
        var (publisher, _, sequencer, _) = Make(queueCapacity: 2);
        publisher.Publish([0, 1, 2, 3]);
        publisher.Publish([4, 5]);

        var answer = publisher.Publish([6]);

        Assert.That((answer, sequencer.HaltSignal.Fault!.Stage), Is.EqualTo((ClaimResult.Halted, "reports")));
    }

    [Test]
    public void Publish_of_more_than_the_ring_holds_says_so()
    {
        var (publisher, _, _, _) = Make(queueCapacity: 8);

        Assert.That(publisher.Publish([0, 1, 2, 3, 4]), Is.EqualTo(ClaimResult.TooLarge));
    }

    private static (OverflowPublisher<long> Publisher, RingBuffer<long> Ring, Sequencer Sequencer, Sequence Consumer)
        Make(int queueCapacity)
    {
        var ring = new RingBuffer<long>(4);
        var sequencer = new SingleProducerSequencer("input", 4, new HaltSignal());
        var consumer = new Sequence();
        sequencer.AddGating(consumer);
        return (new OverflowPublisher<long>("reports", ring, sequencer, queueCapacity), ring, sequencer, consumer);
    }
}
