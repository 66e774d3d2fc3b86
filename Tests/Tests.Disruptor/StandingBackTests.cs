using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class StandingBackTests
{
    [Test]
    public void PausesAfter_small_batches_that_are_there_at_once_stands_back()
    {
        var standingBack = default(StandingBack);

        var pauses = Enumerable.Range(0, 40).Select(_ => standingBack.PausesAfter(40, looks: 0)).ToList();

        Assert.That(pauses.TakeWhile(count => count == 0).Count(), Is.EqualTo(StandingBack.HeelFinds));
        Assert.That(pauses.Skip(StandingBack.HeelFinds), Is.All.Positive);
    }

    [Test]
    public void PausesAfter_a_large_batch_begins_anew()
    {
        var standingBack = default(StandingBack);
        Repeat(ref standingBack, 40, handled: 40);

        var afterLarge = standingBack.PausesAfter(StandingBack.HeelBatch + 1, looks: 0);
        var next = standingBack.PausesAfter(40, looks: 0);

        Assert.That((afterLarge, next), Is.EqualTo((0, 0)));
    }

    [Test]
    public void PausesAfter_events_that_were_waited_for_never_stands_back()
    {
        var standingBack = default(StandingBack);

        Assert.That(Repeat(ref standingBack, 100_000, handled: 1, looks: StandingBack.HeelLooks + 1), Is.Zero);
    }

    [Test]
    public void PausesAfter_standing_back_without_gain_leaves_it_for_long()
    {
        var standingBack = default(StandingBack);

        var pausedCount = Repeat(ref standingBack, StandingBack.Retry, handled: 1);

        Assert.That(pausedCount, Is.EqualTo(1), "A stream that is not that fast pays once in many finds.");
    }

    private static int Repeat(ref StandingBack standingBack, int finds, int handled, int looks = 0)
    {
        var pausedCount = 0;
        for (var i = 0; i < finds; i++)
        {
            pausedCount += standingBack.PausesAfter(handled, looks) > 0 ? 1 : 0;
        }

        return pausedCount;
    }
}
