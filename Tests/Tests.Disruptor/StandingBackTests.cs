using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class StandingBackTests
{
    private const int Capacity = 8_192;
    private const int Small = 400;

    [Test]
    public void PausesAfter_small_batches_that_are_there_at_once_stands_back_longer_up_to_a_most()
    {
        var standingBack = new StandingBack(Capacity);

        var pauses = Enumerable.Range(0, StandingBack.HeelFinds + 5)
            .Select(_ => standingBack.PausesAfter(Small, looks: 0)).ToList();

        Assert.That(pauses.Take(StandingBack.HeelFinds), Is.All.Zero);
        Assert.That(pauses.Skip(StandingBack.HeelFinds), Is.EqualTo(new[] { 100, 200, 300, 300, 300 }));
    }

    [Test]
    public void PausesAfter_a_batch_far_behind_the_producer_looks_at_once_and_is_ready_for_the_next()
    {
        var standingBack = new StandingBack(Capacity);
        CountPauses(ref standingBack, 40, Small);

        var afterFar = standingBack.PausesAfter(Capacity / StandingBack.FarPart + 1, looks: 0);
        var next = standingBack.PausesAfter(1, looks: 0);

        Assert.That((afterFar, next), Is.EqualTo((0, StandingBack.PausesMax)), "The one event proves nothing.");
    }

    [Test]
    public void PausesAfter_events_that_were_waited_for_never_stands_back()
    {
        var standingBack = new StandingBack(Capacity);

        Assert.That(CountPauses(ref standingBack, 100_000, handled: 1, looks: StandingBack.HeelLooks + 1), Is.Zero);
    }

    [Test]
    public void PausesAfter_standing_back_without_gain_leaves_it_for_long()
    {
        var standingBack = new StandingBack(Capacity);

        var pausedCount = CountPauses(ref standingBack, StandingBack.Retry, handled: 1);

        Assert.That(pausedCount, Is.EqualTo(1), "A stream that is not that fast pays once in many finds.");
    }

    [TestCase(Small)]
    [TestCase(Capacity / 2)]
    public void PausesAfter_a_moment_without_gain_in_a_fast_stream_comes_back_to_it_soon(int gain)
    {
        var standingBack = new StandingBack(Capacity);
        CountPauses(ref standingBack, StandingBack.HeelFinds + 1, Small);
        standingBack.PausesAfter(gain, looks: 0);
        CountPauses(ref standingBack, 1, Small);
        standingBack.PausesAfter(handled: 1, looks: 0);

        var alone = Enumerable.Range(0, StandingBack.Retry)
            .TakeWhile(_ => standingBack.PausesAfter(Small, looks: 0) == 0).Count();

        Assert.That(alone, Is.EqualTo(StandingBack.RetryFirst + StandingBack.HeelFinds), "It was held up, not slow.");
    }

    [Test]
    public void PausesAfter_a_fast_stream_that_has_become_slow_pays_ever_less()
    {
        var standingBack = new StandingBack(Capacity);
        CountPauses(ref standingBack, 40, Small);

        CountPauses(ref standingBack, 4 * StandingBack.Retry, handled: 1);
        var pausedCount = CountPauses(ref standingBack, StandingBack.Retry, handled: 1);

        Assert.That(pausedCount, Is.LessThanOrEqualTo(1));
    }

    [TestCase(8)]
    [TestCase(256)]
    [TestCase(2_048)]
    public void PausesAfter_on_a_small_ring_never_waits_for_more_than_an_eighth_of_it(int capacity)
    {
        var standingBack = new StandingBack(capacity);

        var longest = Enumerable.Range(0, 1_000).Max(_ => standingBack.PausesAfter(capacity / 8, looks: 0));

        // An event for two pauses is as fast as any stream was seen.
        Assert.That(longest, Is.LessThanOrEqualTo(capacity / 16));
    }

    private static int CountPauses(ref StandingBack standingBack, int finds, int handled, int looks = 0)
    {
        var pausedCount = 0;
        for (var i = 0; i < finds; i++)
        {
            pausedCount += standingBack.PausesAfter(handled, looks) > 0 ? 1 : 0;
        }

        return pausedCount;
    }
}
