using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Who fences when: what <see cref="Parker.Fence" /> rests on.</summary>
public sealed class ParkerTests
{
    [Test]
    public void Fence_asks_the_publishers_of_all_that_it_watches_to_fence()
    {
        var parker = new Parker();
        var (left, right) = (Watched(parker), Watched(parker));

        parker.Fence();

        Assert.That((left.Fencing != 0, right.Fencing != 0), Is.EqualTo((true, true)));
    }

    [Test]
    public void Fence_while_publishers_still_fence_asks_for_nothing_new()
    {
        var parker = new Parker();
        var sequence = Watched(parker);
        parker.Fence();
        var generation = sequence.Fencing;

        parker.Fence();

        Assert.That(sequence.Fencing, Is.EqualTo(generation));
    }

    [Test]
    public void Publish_that_fences_in_vain_often_enough_stops_and_the_next_sleeper_pays_again()
    {
        var parker = new Parker();
        var sequence = Watched(parker);
        parker.Fence();
        var generation = sequence.Fencing;

        Publish(sequence, Sequence.VainMax - 1);
        var before = sequence.Fencing;
        Publish(sequence, 1);
        var after = sequence.Fencing;
        parker.Fence();

        Assert.That((before, after), Is.EqualTo((generation, 0)));
        Assert.That(sequence.Fencing, Is.Not.Zero.And.Not.EqualTo(generation), "Nobody trusts what another paid for.");
    }

    [Test]
    public void Publish_that_wakes_goes_on_fencing()
    {
        var parker = new Parker();
        var sequence = Watched(parker);
        parker.Fence();
        var generation = sequence.Fencing;

        for (var i = 0; i < 4; i++)
        {
            Publish(sequence, Sequence.VainMax - 1);
            sequence.Arm();
            Publish(sequence, 1);
        }

        Assert.That(sequence.Fencing, Is.EqualTo(generation));
    }

    [Test]
    public void Publish_wakes_once_for_each_time_that_it_was_armed()
    {
        var parker = new Parker();
        var sequence = Watched(parker);
        var ticket = parker.PrepareToPark();
        sequence.Arm();
        parker.Fence();

        Publish(sequence, 1);
        var woken = parker.PrepareToPark();
        Publish(sequence, 1);

        Assert.That((woken != ticket, parker.PrepareToPark()), Is.EqualTo((true, woken)));
    }

    [Test]
    public void Watch_of_one_more_sequence_lets_the_next_fence_pay_for_it()
    {
        var parker = new Parker();
        Watched(parker);
        parker.Fence();

        var late = Watched(parker);
        parker.Fence();

        Assert.That(late.Fencing, Is.Not.Zero);
    }

    [Test]
    public void Fence_and_its_payment_allocate_nothing()
    {
        var parker = new Parker();
        var sequence = Watched(parker);
        parker.Fence();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Publish(sequence, Sequence.VainMax);
            parker.Fence();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static Sequence Watched(Parker parker)
    {
        var sequence = new Sequence();
        sequence.Watch(parker);
        return sequence;
    }

    private static void Publish(Sequence sequence, int times)
    {
        for (var i = 0; i < times; i++)
        {
            sequence.Publish(sequence.OwnValue + 1);
        }
    }
}
