using Engine.Disruptor;
using FsCheck;
using FsCheck.Fluent;

namespace Tests.Disruptor;

public sealed class LogLinearHistogramTests
{
    private static readonly double[] Quantiles = [0, 0.01, 0.5, 0.9, 0.99, 0.999, 1];

    [Test]
    public void CountUpTo_counts_what_does_not_exceed_a_value()
    {
        var histogram = new LogLinearHistogram();
        foreach (var value in (long[])[0, 5, 5, 100, 1_000_000])
        {
            histogram.Record(value);
        }

        Assert.That(
            new[] { -1, 0, 5, 99, 100, long.MaxValue }.Select(histogram.CountUpTo),
            Is.EqualTo(new[] { 0, 1, 3, 3, 4, 5 }));
    }

    [Test]
    public void ValueAt_of_an_empty_histogram_is_zero()
    {
        var histogram = new LogLinearHistogram();

        var (median, min, max, mean) = (histogram.ValueAt(0.5), histogram.Min, histogram.Max, histogram.Mean);

        Assert.That((median, min, max, mean), Is.EqualTo((0L, 0L, 0L, 0.0)));
    }

    [Test]
    public void ValueAt_is_exact_for_small_values()
    {
        var histogram = new LogLinearHistogram(7);
        for (var value = 1; value <= 200; value++)
        {
            histogram.Record(value);
        }

        var (median, p99, max) = (histogram.ValueAt(0.5), histogram.ValueAt(0.99), histogram.ValueAt(1));

        Assert.That((median, p99, max), Is.EqualTo((100L, 198L, 200L)));
    }

    [TestCase(long.MaxValue)]
    [TestCase(long.MaxValue - 1)]
    [TestCase(1L << 62)]
    [TestCase(0L)]
    public void Record_takes_every_non_negative_value(long value)
    {
        var histogram = new LogLinearHistogram();

        histogram.Record(value);

        Assert.That((histogram.ValueAt(0.5), histogram.Max), Is.EqualTo((value, value)));
    }

    // The slow, obvious twin is a sorted list.
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public FsCheck.Property ValueAt_is_never_below_the_sorted_list_and_at_most_the_relative_error_above()
    {
        var values = ArbMap.Default.GeneratorFor<NonNegativeInt>().Select(i => (long)i.Get)
            .SelectMany(v => Gen.Choose(0, 40).Select(shift => v << shift)).NonEmptyListOf();
        return Prop.ForAll(values.Zip(Gen.Choose(1, 14)).ToArbitrary(), input =>
        {
            var (list, bits) = (input.Item1, input.Item2);
            var histogram = new LogLinearHistogram(bits);
            foreach (var value in list)
            {
                histogram.Record(value);
            }

            var sorted = list.Order().ToArray();
            return Quantiles.All(quantile =>
            {
                var exact = sorted[Math.Max(1, (int)Math.Ceiling(quantile * sorted.Length)) - 1];
                var reported = histogram.ValueAt(quantile);
                return reported >= exact && reported - exact <= exact * histogram.RelativeError;
            });
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public bool Merge_equals_recording_into_one(NonNegativeInt[] left, NonNegativeInt[] right)
    {
        var (a, b, both) = (new LogLinearHistogram(), new LogLinearHistogram(), new LogLinearHistogram());
        foreach (var value in left)
        {
            a.Record(value.Get);
            both.Record(value.Get);
        }

        foreach (var value in right)
        {
            b.Record(value.Get);
            both.Record(value.Get);
        }

        a.Merge(b);

        return (a.Count, a.Sum, a.Min, a.Max) == (both.Count, both.Sum, both.Min, both.Max)
            && Quantiles.All(quantile => a.ValueAt(quantile) == both.ValueAt(quantile));
    }

    [Test]
    public void Merge_refuses_another_precision()
    {
        Assert.That(() => new LogLinearHistogram(7).Merge(new LogLinearHistogram(8)), Throws.ArgumentException);
    }

    [Test]
    public void Record_allocates_nothing()
    {
        var histogram = new LogLinearHistogram();
        histogram.Record(1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var value = 1L; value <= 10_000; value++)
        {
            histogram.Record(value * value);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
