using System.Numerics;
using Engine.Model.Formulas;
using Engine.Model.Units;
using FsCheck;
using Tests.Model.Numbers;

namespace Tests.Model.Formulas;

[TestFixture]
internal sealed class FeesTests
{
    [TestCase(100_000_000_000, 10_000_000, 100_000_000)] // 1,000 at 0.1 % is 1
    [TestCase(-100_000_000_000, 10_000_000, 100_000_000)] // A sale pays the same
    [TestCase(100_000_000_000, -500_000, -5_000_000)] // A rebate of half a basis point
    [TestCase(5_000, 1_000_000, 0)] // 0.5: half to even, down
    [TestCase(15_000, 1_000_000, 2)] // 1.5: half to even, up
    [TestCase(15_000, -1_000_000, -2)]
    [TestCase(0, 1_000_000, 0)]
    [TestCase(long.MinValue, 1_000_000, 922_337_203_685_478)]
    public void FeeOf_is_the_rate_of_the_magnitude(long notional, long rate, long expected) =>
        Assert.That(Fees.FeeOf(new Money(notional), new Rate(rate)), Is.EqualTo(new Money(expected)));

    [TestCase(100_000_000_000, 1_000_000, -10_000_000)] // A long pays a positive rate
    [TestCase(-100_000_000_000, 1_000_000, 10_000_000)] // A short receives it
    [TestCase(100_000_000_000, -1_000_000, 10_000_000)]
    [TestCase(-100_000_000_000, -1_000_000, -10_000_000)]
    [TestCase(long.MinValue, 1_000_000, 922_337_203_685_478)]
    public void FundingReceived_goes_from_longs_to_shorts_when_the_rate_is_positive(
        long notional, long rate, long expected) =>
        Assert.That(Fees.FundingReceived(new Money(notional), new Rate(rate)), Is.EqualTo(new Money(expected)));

    [FsCheck.NUnit.Property(MaxTest = 3_000)]
    public void Fees_agree_with_unbounded_integers_or_throw(
        DoNotSize<long> notional, byte notionalShift, DoNotSize<long> rate, byte rateShift)
    {
        var money = new Money(Draw.Long(notional, notionalShift));
        var fraction = new Rate(Draw.Long(rate, rateShift));

        AssertExactOrThrows(
            () => Fees.FeeOf(money, fraction),
            RoundingTwin.DivideHalfEven(BigInteger.Abs(money.Value) * fraction.Value, Rate.Scale));
        AssertExactOrThrows(
            () => Fees.FundingReceived(money, fraction),
            RoundingTwin.DivideHalfEven(-(BigInteger)money.Value * fraction.Value, Rate.Scale));
    }

    [Test]
    public void FeeOf_never_overflows_at_a_rate_below_one(
        [Values(long.MinValue, long.MaxValue)] long notional, [Values(Rate.Scale - 1, 1 - Rate.Scale)] long rate) =>
        Assert.That(() => Fees.FeeOf(new Money(notional), new Rate(rate)), Throws.Nothing);

    private static void AssertExactOrThrows(Func<Money> compute, BigInteger exact)
    {
        if (Grids.Fits(exact))
        {
            Assert.That((BigInteger)compute().Value, Is.EqualTo(exact));
        }
        else
        {
            Assert.That(() => compute(), Throws.InstanceOf<OverflowException>());
        }
    }
}
