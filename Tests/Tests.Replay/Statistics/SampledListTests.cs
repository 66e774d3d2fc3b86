using Replay.Statistics;

namespace Tests.Replay.Statistics;

public sealed class SampledListTests
{
    [Test]
    public void Add_beyond_the_capacity_keeps_every_second()
    {
        var list = new SampledList<int>(4);
        for (var item = 0; item < 7; item++)
        {
            list.Add(item);
        }

        Assert.That(list.Kept.ToArray(), Is.EqualTo(new[] { 0, 2, 4, 6 }));
        Assert.That((list.Stride, list.SeenCount, list.IsComplete), Is.EqualTo((2L, 7L, false)));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Kept_items_lie_evenly_over_all_that_were_seen(ushort count, byte room)
    {
        var list = new SampledList<int>(2 + (room % 20));
        for (var item = 0; item < count; item++)
        {
            list.Add(item);
        }

        var even = Enumerable.Range(0, list.KeptCount).Select(index => (int)(index * list.Stride));
        return list.Kept.ToArray().SequenceEqual(even)
            && list.SeenCount == count
            && (count == 0 || list.KeptCount == ((count - 1) / list.Stride) + 1);
    }
}
