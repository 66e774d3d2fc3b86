using Engine.Model.State;

namespace Tests.Model.State;

[TestFixture]
internal sealed class StateSinkTests
{
    private static readonly double OtherNaN = BitConverter.Int64BitsToDouble(0x7FF8000000000123);

    [Test]
    public void Reader_puts_back_what_the_writer_stored()
    {
        var original = new Sample { Long = long.MinValue, Int = -7, ULong = ulong.MaxValue, Flag = true, Real = -1.5 };
        var writer = new StateWriter();
        original.VisitState(writer);

        var restored = new Sample();
        var reader = new StateReader(writer.Words);
        restored.VisitState(reader);

        Assert.That(restored, Is.EqualTo(original));
        Assert.That(reader.IsExhausted, Is.True);
    }

    [Test]
    public void IsRestoring_is_yes_for_the_reader_alone()
    {
        StateSink[] sinks = [new StateWriter(), new DigestSink(), new StateReader([])];

        Assert.That(sinks.Select(sink => sink.IsRestoring), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public void Reader_refuses_to_read_past_the_end()
    {
        var reader = new StateReader([1]);
        long value = 0;
        reader.Visit(ref value);

        Assert.That(() => reader.Visit(ref value), Throws.InvalidOperationException);
        Assert.That(value, Is.EqualTo(1));
    }

    [Test]
    public void Reader_is_not_exhausted_while_words_are_left()
    {
        var reader = new StateReader([1, 2]);
        long value = 0;

        reader.Visit(ref value);

        Assert.That(reader.IsExhausted, Is.False);
    }

    [Test]
    public void Reader_refuses_a_word_that_is_too_wide_for_its_field()
    {
        var reader = new StateReader([1L << 40]);
        var value = 3;

        Assert.That(() => reader.Visit(ref value), Throws.InstanceOf<OverflowException>());
    }

    [Test]
    public void Writer_and_digest_leave_every_double_as_it_is()
    {
        foreach (var value in new[] { -0.0, OtherNaN, double.NaN, 1.5, double.NegativeInfinity })
        {
            foreach (StateSink sink in new StateSink[] { new StateWriter(), new DigestSink() })
            {
                var visited = value;

                sink.Visit(ref visited);

                Assert.That(Bits(visited), Is.EqualTo(Bits(value)), $"{value} in {sink.GetType().Name}");
            }
        }
    }

    [Test]
    public void Reader_puts_back_a_double_to_the_bit()
    {
        foreach (var value in new[] { -0.0, OtherNaN, double.NaN, 1.5, double.NegativeInfinity })
        {
            var stored = value;
            var writer = new StateWriter();
            writer.Visit(ref stored);

            var restored = 7.0;
            new StateReader(writer.Words).Visit(ref restored);

            Assert.That(Bits(restored), Is.EqualTo(Bits(value)), $"{value}");
        }
    }

    [Test]
    public void Digest_knows_one_zero_and_one_not_a_number()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DigestOf(-0.0), Is.EqualTo(DigestOf(0.0)));
            Assert.That(DigestOf(OtherNaN), Is.EqualTo(DigestOf(double.NaN)));
            Assert.That(DigestOf(-double.NaN), Is.EqualTo(DigestOf(double.NaN)));
            Assert.That(DigestOf(1.0), Is.Not.EqualTo(DigestOf(-1.0)));
            Assert.That(DigestOf(double.Epsilon), Is.Not.EqualTo(DigestOf(0.0)));
        }
    }

    [Test]
    public void Digest_is_the_hash_of_the_words_of_the_writer()
    {
        var sample = new Sample { Long = 5, Int = -7, ULong = 9, Flag = true, Real = 2.5 };
        var writer = new StateWriter();
        sample.VisitState(writer);
        var digest = new DigestSink();
        sample.VisitState(digest);

        var hash = new XxHash64();
        foreach (var word in writer.Words)
        {
            hash.Add((ulong)word);
        }

        Assert.That(digest.Digest, Is.EqualTo(hash.Finish()));
    }

    [Test]
    public void Digest_has_its_golden_value()
    {
        var digest = new DigestSink();

        new Sample { Long = 1, Int = -2, ULong = 3, Flag = true, Real = 0.5 }.VisitState(digest);

        byte[] words =
        [
            1, 0, 0, 0, 0, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0,
            1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F,
        ];
        Assert.That(digest.Digest, Is.EqualTo(XxHash64Twin.Hash(words)));
    }

    [Test]
    public void Reset_forgets_what_was_visited()
    {
        var digest = new DigestSink();
        long value = 5;
        digest.Visit(ref value);

        digest.Reset();

        Assert.That(digest.Digest, Is.EqualTo(new DigestSink().Digest));
    }

    [Test]
    public void Digest_allocates_nothing()
    {
        var sample = new Sample { Long = 1, Real = 0.5 };
        var digest = new DigestSink();
        sample.VisitState(digest);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            digest.Reset();
            sample.VisitState(digest);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero, $"{digest.Digest}");
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static ulong DigestOf(double value)
    {
        var digest = new DigestSink();
        digest.Visit(ref value);
        return digest.Digest;
    }

    private record struct Sample
    {
        internal long Long;
        internal int Int;
        internal ulong ULong;
        internal bool Flag;
        internal double Real;

        internal void VisitState(StateSink sink)
        {
            sink.Visit(ref Long);
            sink.Visit(ref Int);
            sink.Visit(ref ULong);
            sink.Visit(ref Flag);
            sink.Visit(ref Real);
        }
    }
}
