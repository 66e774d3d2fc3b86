using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class RingBufferTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(12)]
    [TestCase(-8)]
    public void Constructor_refuses_a_capacity_that_is_no_power_of_two(int capacity)
    {
        Assert.That(() => new RingBuffer<long>(capacity), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Constructor_refuses_more_than_two_gigabytes()
    {
        Assert.That(() => new RingBuffer<Slot>(1 << 26), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Indexer_maps_sequences_that_are_one_lap_apart_to_the_same_slot()
    {
        var ring = new RingBuffer<long>(8);

        ring[3] = 42;

        Assert.That(new[] { ring[11], ring[3 + (8L * 1_000_000_007)], ring[-5] }, Is.All.EqualTo(42L));
    }

    [Test]
    public void Indexer_continues_over_the_end_of_long()
    {
        var ring = new RingBuffer<long>(4);
        var last = long.MaxValue;

        ring[last] = 1;
        ring[unchecked(last + 1)] = 2;

        Assert.That((ring[3], ring[0]), Is.EqualTo((1L, 2L)));
    }

    [Test]
    public void Slice_ends_at_the_wrap_point()
    {
        var ring = new RingBuffer<long>(8);

        Assert.That(ring.Slice(6, 5).Length, Is.EqualTo(2));
    }

    [Test]
    public void CopyIn_and_CopyOut_cross_the_wrap_point()
    {
        var ring = new RingBuffer<long>(8);
        long[] values = [10, 11, 12, 13, 14];
        var copy = new long[5];

        ring.CopyIn(6, values);
        ring.CopyOut(6, copy);

        Assert.That(copy, Is.EqualTo(values));
        Assert.That((ring[6], ring[7], ring[0], ring[2]), Is.EqualTo((10L, 11L, 12L, 14L)));
    }
}
