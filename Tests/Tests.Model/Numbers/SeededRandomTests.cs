using Engine.Model.Numbers;
using Engine.Model.State;

namespace Tests.Model.Numbers;

[TestFixture]
internal sealed class SeededRandomTests
{
    // Worked out by another implementation in another language; the first of seed 0 is also the published one.
    [TestCase(0, 0x99EC5F36CB75F2B4UL, 0xBF6E1F784956452AUL, 0x1A5F849D4933E6E0UL, 0x6AA594F1262D2D2CUL)]
    [TestCase(1, 0xB3F2AF6D0FC710C5UL, 0x853B559647364CEAUL, 0x92F89756082A4514UL, 0x642E1C7BC266A3A7UL)]
    [TestCase(42, 0x15780B2E0C2EC716UL, 0x6104D9866D113A7EUL, 0xAE17533239E499A1UL, 0xECB8AD4703B360A1UL)]
    [TestCase(-1, 0x8F5520D52A7EAD08UL, 0xC476A018CAA1802DUL, 0x81DE31C0D260469EUL, 0xBF658D7E065F3C2FUL)]
    public void NextBits_gives_the_golden_sequence(long seed, ulong first, ulong second, ulong third, ulong fourth)
    {
        var random = new SeededRandom(seed);

        var actual = new[] { random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits() };

        Assert.That(actual, Is.EqualTo(new[] { first, second, third, fourth }));
    }

    [Test]
    public void NextDouble_is_the_upper_53_bits()
    {
        var random = new SeededRandom(0);

        Assert.That(random.NextDouble(), Is.EqualTo((0x99EC5F36CB75F2B4 >> 11) / 9007199254740992.0));
    }

    [Test]
    public void NextDouble_is_uniform_below_one()
    {
        var random = new SeededRandom(7);
        var buckets = new int[16];
        for (var i = 0; i < 160_000; i++)
        {
            buckets[(int)(random.NextDouble() * buckets.Length)]++;
        }

        // Ten thousand each, with a standard deviation of 97.
        Assert.That(buckets, Is.All.InRange(9_500, 10_500));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(10)]
    [TestCase(1_000_003)]
    [TestCase((1L << 62) + 1)]
    [TestCase(long.MaxValue)]
    public void NextBelow_stays_below_its_bound(long bound)
    {
        var random = new SeededRandom(11);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.That(random.NextBelow(bound), Is.InRange(0, bound - 1));
        }
    }

    [TestCase(3)]
    [TestCase(7)]
    public void NextBelow_is_uniform(int bound)
    {
        var random = new SeededRandom(13);
        var counts = new int[bound];
        for (var i = 0; i < bound * 10_000; i++)
        {
            counts[random.NextBelow(bound)]++;
        }

        Assert.That(counts, Is.All.InRange(9_500, 10_500));
    }

    [Test]
    public void NextBelow_rejects_what_would_favour_small_numbers()
    {
        // Without rejection a bound of 3/4 of 2^63 × 2 would give the lowest third twice as often.
        const long bound = 3L << 61;
        var random = new SeededRandom(17);
        var thirds = new int[3];
        for (var i = 0; i < 30_000; i++)
        {
            thirds[random.NextBelow(bound) / (bound / 3)]++;
        }

        Assert.That(thirds, Is.All.InRange(9_500, 10_500));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(long.MinValue)]
    public void NextBelow_refuses_a_bound_that_is_not_positive(long bound) =>
        Assert.That(() => new SeededRandom(1).NextBelow(bound), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void NextNormal_has_the_moments_of_the_normal_distribution()
    {
        var random = new SeededRandom(19);
        var (sum, square, cube, fourth) = (0.0, 0.0, 0.0, 0.0);
        const int count = 200_000;
        for (var i = 0; i < count; i++)
        {
            var x = random.NextNormal();
            sum += x;
            square += x * x;
            cube += x * x * x;
            fourth += x * x * x * x;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sum / count, Is.EqualTo(0).Within(0.01));
            Assert.That(square / count, Is.EqualTo(1).Within(0.02));
            Assert.That(cube / count, Is.EqualTo(0).Within(0.05));
            Assert.That(fourth / count, Is.EqualTo(3).Within(0.15));
        }
    }

    [Test]
    public void NextExponential_is_never_negative_and_has_mean_and_variance_one()
    {
        var random = new SeededRandom(23);
        var (sum, square, least) = (0.0, 0.0, double.MaxValue);
        const int count = 200_000;
        for (var i = 0; i < count; i++)
        {
            var x = random.NextExponential();
            sum += x;
            square += x * x;
            least = Math.Min(least, x);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(least, Is.GreaterThanOrEqualTo(0));
            Assert.That(sum / count, Is.EqualTo(1).Within(0.02));
            Assert.That(square / count, Is.EqualTo(2).Within(0.06));
        }
    }

    [Test]
    public void VisitState_carries_the_sequence_on()
    {
        var original = new SeededRandom(29);
        original.NextNormal();
        var writer = new StateWriter();
        original.VisitState(writer);

        var restored = new SeededRandom(0);
        restored.VisitState(new StateReader(writer.Words));

        for (var i = 0; i < 100; i++)
        {
            Assert.That(restored.NextBits(), Is.EqualTo(original.NextBits()));
        }
    }

    [Test]
    public void VisitState_of_a_digest_changes_nothing()
    {
        var random = new SeededRandom(31);
        var twin = new SeededRandom(31);

        random.VisitState(new DigestSink());

        Assert.That(random.NextBits(), Is.EqualTo(twin.NextBits()));
    }
}
