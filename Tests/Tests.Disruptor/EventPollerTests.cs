using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class EventPollerTests
{
    private static readonly RingOptions Options = new() { Capacity = 8, Producers = Producers.One };

    [Test]
    public void Poll_of_an_empty_ring_is_idle()
    {
        var ring = new Topology("test").Ring<Slot>("ring", Options);

        Assert.That(ring.Poller().Poll(out _, out _), Is.EqualTo(PollState.Idle));
    }

    [Test]
    public void Release_of_a_part_brings_the_rest_again()
    {
        var ring = new Topology("test").Ring<Slot>("ring", Options);
        var poller = ring.Poller();
        ring.Sequencer.Claim(5, out var first);
        ring.Sequencer.Publish(first, 5);

        poller.Poll(out _, out _);
        poller.Release(2);
        var state = poller.Poll(out var rest, out var restFirst);

        Assert.That((state, rest.Length, restFirst, poller.Sequence.Value), Is.EqualTo((PollState.Batch, 3, 2L, 1L)));
    }

    [Test]
    public void Release_refuses_more_than_the_last_batch()
    {
        var ring = new Topology("test").Ring<Slot>("ring", Options);
        var poller = ring.Poller();
        ring.Sequencer.Claim(2, out var first);
        ring.Sequencer.Publish(first, 2);
        poller.Poll(out _, out _);
        poller.Release(2);

        Assert.That(() => poller.Release(1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Poll_after_a_halt_says_so()
    {
        var topology = new Topology("test");
        var poller = topology.Ring<Slot>("ring", Options).Poller();
        topology.HaltSignal.Halt();

        Assert.That(poller.Poll(out _, out _), Is.EqualTo(PollState.Halted));
    }

    [Test]
    public void Sequence_gates_the_producer_until_released()
    {
        var ring = new Topology("test").Ring<Slot>("ring", Options);
        var poller = ring.Poller();
        ring.Sequencer.TryClaim(8, out var first);
        ring.Sequencer.Publish(first, 8);

        var before = ring.Sequencer.TryClaim(3, out _);
        poller.Poll(out _, out _);
        poller.Release(3);

        Assert.That((before, ring.Sequencer.TryClaim(3, out _)), Is.EqualTo((ClaimResult.Full, ClaimResult.Claimed)));
    }
}
