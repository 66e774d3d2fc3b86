using Engine.Model.Units;
using Replay.Statistics;

namespace Tests.Replay.Statistics;

public sealed class DecimatedSeriesTests
{
    [Test]
    public void Add_beyond_the_capacity_doubles_the_width()
    {
        var series = new DecimatedSeries(4, widthNs: 10);

        // Four buckets of 10 hold 0 … 39; a value at 45 needs buckets of 20.
        series.Add(new TimestampNs(0), 5);
        series.Add(new TimestampNs(12), 9);
        series.Add(new TimestampNs(31), 2);
        series.Add(new TimestampNs(45), 7);

        Assert.That(series.WidthNs, Is.EqualTo(20));
        Assert.That(series.ToBuckets().Select(bucket => (bucket.First, bucket.Low, bucket.High, bucket.Last)),
            Is.EqualTo(new[] { (5L, 5L, 9L, 9L), (2L, 2L, 2L, 2L), (7L, 7L, 7L, 7L) }));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool Buckets_keep_first_last_lowest_and_highest_in_order(byte[] gaps, short[] values)
    {
        var series = new DecimatedSeries(8, widthNs: 3);
        var count = Math.Min(gaps.Length, values.Length);
        var time = 1_000L;
        for (var index = 0; index < count; index++)
        {
            time += gaps[index];
            series.Add(new TimestampNs(time), values[index]);
        }

        var buckets = series.ToBuckets();
        if (count == 0)
        {
            return buckets.Count == 0;
        }

        var seen = values.Take(count).ToArray();
        return buckets.Count <= 8
            && buckets[0].First == seen[0]
            && buckets[^1].Last == seen[^1]
            && buckets[^1].LastTime.Value == time
            && buckets.Min(bucket => bucket.Low) == seen.Min()
            && buckets.Max(bucket => bucket.High) == seen.Max()
            && buckets.Zip(buckets.Skip(1)).All(pair => pair.First.LastTime < pair.Second.FirstTime);
    }

    [Test]
    public void Add_earlier_than_before_is_refused()
    {
        var series = new DecimatedSeries(4);
        series.Add(new TimestampNs(10), 1);

        Assert.That(() => series.Add(new TimestampNs(9), 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Add_at_the_end_of_time_still_fits()
    {
        var series = new DecimatedSeries(2, widthNs: 1);
        series.Add(new TimestampNs(0), 1);

        series.Add(TimestampNs.MaxValue, 2);

        Assert.That(series.ToBuckets().Select(bucket => bucket.Last), Is.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public void Add_allocates_nothing()
    {
        var series = new DecimatedSeries(8, widthNs: 1);
        series.Add(new TimestampNs(0), 0);
        series.Add(new TimestampNs(100), 0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 101; time < 20_000; time++)
        {
            series.Add(new TimestampNs(time), time);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void OnBar_lies_inside_its_own_interval()
    {
        var prices = new PriceSeries(8);
        prices.OnBar(Facts.Minute(1), new PriceTicks(5), new PriceTicks(9), new PriceTicks(3), new PriceTicks(6));
        prices.OnBar(Facts.Minute(2), new PriceTicks(6), new PriceTicks(7), new PriceTicks(6), new PriceTicks(7));

        var candle = prices.Ticks.ToBuckets()[0];

        Assert.That((candle.First, candle.High, candle.Low, candle.Last), Is.EqualTo((5L, 9L, 3L, 6L)));
    }

    [Test]
    public void OnBar_after_a_trade_at_its_close_is_taken()
    {
        var prices = new PriceSeries(8);
        prices.OnPrice(Facts.Minute(1), new PriceTicks(6));

        prices.OnBar(Facts.Minute(1), new PriceTicks(5), new PriceTicks(9), new PriceTicks(3), new PriceTicks(6));

        Assert.That(prices.Ticks.Count, Is.EqualTo(5));
    }

    [Test]
    public void BoundedList_keeps_the_first_and_counts_the_rest()
    {
        var list = new BoundedList<int>(2);
        list.Add(7);
        list.Add(8);
        list.Add(9);

        Assert.That(list.Kept.ToArray(), Is.EqualTo(new[] { 7, 8 }));
        Assert.That((list.SeenCount, list.OmittedCount), Is.EqualTo((3L, 1L)));
    }
}
