using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Claim, write and publish in one call.</summary>
[TestFixture(Producers.One)]
[TestFixture(Producers.Many)]
public sealed class RingTests(Producers producers)
{
    [Test]
    public void Publish_of_a_run_shows_all_of_it_across_the_wrap_point()
    {
        var ring = Make(out var poller);
        ring.Publish(1);
        ring.Publish([2, 3, 4]);
        Read(poller);

        var answer = ring.Publish([5, 6, 7, 8]);

        Assert.That(answer, Is.EqualTo(ClaimResult.Claimed));
        Assert.That(Read(poller), Is.EqualTo(new long[] { 5, 6, 7, 8 }));
    }

    [Test]
    public void TryPublish_answers_full_and_publishes_nothing()
    {
        var ring = Make(out var poller);
        ring.Publish([1, 2, 3]);

        var answers = (ring.TryPublish([4, 5]), ring.TryPublish(4, ClaimPriority.Droppable), ring.TryPublish(6));

        Assert.That(answers, Is.EqualTo((ClaimResult.Full, ClaimResult.Full, ClaimResult.Claimed)));
        Assert.That(Read(poller), Is.EqualTo(new long[] { 1, 2, 3, 6 }));
    }

    [Test]
    public void Publish_names_what_could_never_fit_and_what_has_halted()
    {
        var ring = Make(out _);

        var tooLarge = (ring.Publish(new long[5]), ring.TryPublish(new long[5]));
        ring.Topology.HaltSignal.Halt();

        Assert.That(tooLarge, Is.EqualTo((ClaimResult.TooLarge, ClaimResult.TooLarge)));
        Assert.That((ring.Publish(1), ring.TryPublish(1)), Is.EqualTo((ClaimResult.Halted, ClaimResult.Halted)));
    }

    private static List<long> Read(EventPoller<long, CursorBarrier> poller)
    {
        var read = new List<long>();
        while (poller.Poll(out var batch, out _) == PollState.Batch)
        {
            read.AddRange(batch);
            poller.Release(batch.Length);
        }

        return read;
    }

    private Ring<long> Make(out EventPoller<long, CursorBarrier> poller)
    {
        var ring = new Topology("test").Ring<long>("ring", new RingOptions { Capacity = 4, Producers = producers });
        poller = ring.Poller();
        return ring;
    }
}
