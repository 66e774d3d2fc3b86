using System.Numerics;
using Engine.Model.Numbers;
using FsCheck;

namespace Tests.Model.Numbers;

[TestFixture]
internal sealed class RoundingTests
{
    private static readonly long[] LongExtremes =
    [
        long.MinValue, long.MinValue + 1, long.MinValue / 2, -3, -2, -1, 0, 1, 2, 3, long.MaxValue / 2,
        (long.MaxValue / 2) + 1, long.MaxValue - 1, long.MaxValue,
    ];

    private static readonly Int128[] WideExtremes =
    [
        Int128.MinValue, Int128.MinValue + 1, Int128.MinValue / 2, long.MinValue, -3, -2, -1, 0, 1, 2, 3, long.MaxValue,
        Int128.MaxValue / 2, (Int128.MaxValue / 2) + 1, (Int128.MaxValue / 2) + 2, Int128.MaxValue - 1, Int128.MaxValue,
    ];

    [TestCase(5, 10, 0)]
    [TestCase(15, 10, 2)]
    [TestCase(25, 10, 2)]
    [TestCase(-5, 10, 0)]
    [TestCase(-15, 10, -2)]
    [TestCase(-25, 10, -2)]
    [TestCase(26, 10, 3)]
    [TestCase(24, 10, 2)]
    [TestCase(-26, 10, -3)]
    [TestCase(1, 3, 0)]
    [TestCase(2, 3, 1)]
    [TestCase(7, 1, 7)]
    public void DivideHalfEven_takes_the_nearest_and_of_two_the_even(long numerator, long denominator, long expected)
    {
        Assert.That(Rounding.DivideHalfEven(numerator, denominator), Is.EqualTo(expected));
        Assert.That(Rounding.DivideHalfEven((Int128)numerator, denominator), Is.EqualTo((Int128)expected));
    }

    [Test]
    public void DivideHalfEven_of_64_bits_is_right_at_every_extreme()
    {
        foreach (var numerator in LongExtremes)
        {
            foreach (var denominator in LongExtremes.Where(value => value > 0))
            {
                var expected = RoundingTwin.DivideHalfEven(numerator, denominator);
                Assert.That(
                    (BigInteger)Rounding.DivideHalfEven(numerator, denominator),
                    Is.EqualTo(expected),
                    $"{numerator} ÷ {denominator}");
            }
        }
    }

    [Test]
    public void DivideHalfEven_of_128_bits_is_right_at_every_extreme()
    {
        foreach (var numerator in WideExtremes)
        {
            foreach (var denominator in WideExtremes.Where(value => value > 0))
            {
                var expected = RoundingTwin.DivideHalfEven(numerator, denominator);
                Assert.That(
                    (BigInteger)Rounding.DivideHalfEven(numerator, denominator),
                    Is.EqualTo(expected),
                    $"{numerator} ÷ {denominator}");
            }
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 5_000)]
    public void DivideHalfEven_of_64_bits_agrees_with_unbounded_integers(
        DoNotSize<long> numerator, byte shift, DoNotSize<long> denominator, byte denominatorShift)
    {
        var dividend = Draw.Long(numerator, shift);
        var divisor = Math.Max(1, Draw.Long(denominator, denominatorShift) & long.MaxValue);

        var rounded = Rounding.DivideHalfEven(dividend, divisor);

        Assert.That(
            (BigInteger)rounded,
            Is.EqualTo(RoundingTwin.DivideHalfEven(dividend, divisor)),
            $"{dividend} ÷ {divisor}");
    }

    [FsCheck.NUnit.Property(MaxTest = 5_000)]
    public void DivideHalfEven_of_128_bits_agrees_with_unbounded_integers(
        DoNotSize<long> high, DoNotSize<ulong> low, byte shift, DoNotSize<long> denominator, byte denominatorShift)
    {
        var dividend = new Int128((ulong)high.Item, low.Item) >> (shift % 128);
        var wide = new Int128((ulong)denominator.Item, low.Item ^ 0x5555) >> (denominatorShift % 128);
        var divisor = Int128.Max(1, wide & Int128.MaxValue);

        var rounded = Rounding.DivideHalfEven(dividend, divisor);

        Assert.That(
            (BigInteger)rounded,
            Is.EqualTo(RoundingTwin.DivideHalfEven(dividend, divisor)),
            $"{dividend} ÷ {divisor}");
    }

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void DivideHalfEven_of_exact_halves_answers_an_even_number(int quotient, DoNotSize<int> half)
    {
        var divisor = 2L * Math.Max(1, Math.Abs((long)half.Item));

        var rounded = Rounding.DivideHalfEven((quotient * divisor) + (divisor / 2), divisor);

        Assert.That((rounded % 2, Math.Abs((2 * rounded) - (2L * quotient) - 1)), Is.EqualTo((0L, 1L)));
    }
}
