using Engine.Model.Units;
using FsCheck;

namespace Tests.Model.Units;

/// <summary>The five amounts have one shape; each is held to it, so that a slip in one copy shows.</summary>
[TestFixture]
internal sealed class UnitTests
{
    [FsCheck.NUnit.Property]
    public void Operators_are_those_of_the_numbers(int x, int y)
    {
        var (a, b) = ((long)x, (long)y);

        AssertAll(
            a + b,
            new PriceTicks(a) + new PriceTicks(b),
            new QtyLots(a) + new QtyLots(b),
            new Money(a) + new Money(b),
            new Rate(a) + new Rate(b),
            new FinePrice(a) + new FinePrice(b));
        AssertAll(
            a - b,
            new PriceTicks(a) - new PriceTicks(b),
            new QtyLots(a) - new QtyLots(b),
            new Money(a) - new Money(b),
            new Rate(a) - new Rate(b),
            new FinePrice(a) - new FinePrice(b));
        AssertAll(-a, -new PriceTicks(a), -new QtyLots(a), -new Money(a), -new Rate(a), -new FinePrice(a));
    }

    [FsCheck.NUnit.Property]
    public void Order_is_that_of_the_numbers(DoNotSize<long> x, DoNotSize<long> y)
    {
        foreach (var (a, b) in new[] { (x.Item, y.Item), (x.Item, x.Item) })
        {
            var expected = (
                Less: a < b, Greater: a > b, LessOrEqual: a <= b, GreaterOrEqual: a >= b, Order: a.CompareTo(b));
            Assert.That(Compare(new PriceTicks(a), new PriceTicks(b)), Is.EqualTo(expected));
            Assert.That(Compare(new QtyLots(a), new QtyLots(b)), Is.EqualTo(expected));
            Assert.That(Compare(new Money(a), new Money(b)), Is.EqualTo(expected));
            Assert.That(Compare(new Rate(a), new Rate(b)), Is.EqualTo(expected));
            Assert.That(Compare(new FinePrice(a), new FinePrice(b)), Is.EqualTo(expected));
            Assert.That(Compare(new TimestampNs(a), new TimestampNs(b)), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Operators_throw_rather_than_wrap()
    {
        AssertOverflows(
            () => _ = new PriceTicks(long.MaxValue) + new PriceTicks(1),
            () => _ = new QtyLots(long.MaxValue) + new QtyLots(1),
            () => _ = new Money(long.MaxValue) + new Money(1),
            () => _ = new Rate(long.MaxValue) + new Rate(1),
            () => _ = new FinePrice(long.MaxValue) + new FinePrice(1),
            () => _ = new TimestampNs(long.MaxValue) + 1,
            () => _ = new PriceTicks(long.MinValue) - new PriceTicks(1),
            () => _ = new QtyLots(long.MinValue) - new QtyLots(1),
            () => _ = new Money(long.MinValue) - new Money(1),
            () => _ = new Rate(long.MinValue) - new Rate(1),
            () => _ = new FinePrice(long.MinValue) - new FinePrice(1),
            () => _ = new TimestampNs(long.MinValue) - 1,
            () => _ = TimestampNs.MaxValue - TimestampNs.MinValue,
            () => _ = -new PriceTicks(long.MinValue),
            () => _ = -new QtyLots(long.MinValue),
            () => _ = -new Money(long.MinValue),
            () => _ = -new Rate(long.MinValue),
            () => _ = -new FinePrice(long.MinValue));
    }

    [Test]
    public void Scales_are_those_of_the_design()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Money.Scale, Is.EqualTo(100_000_000));
            Assert.That(FinePrice.Scale, Is.EqualTo(100_000_000));
            Assert.That(Rate.Scale, Is.EqualTo(10_000_000_000));
            Assert.That(TimestampNs.PerMicrosecond, Is.EqualTo(1_000));
            Assert.That(TimestampNs.PerMillisecond, Is.EqualTo(1_000_000));
            Assert.That(TimestampNs.PerSecond, Is.EqualTo(1_000_000_000));
            Assert.That(TimestampNs.PerMinute, Is.EqualTo(60_000_000_000));
            Assert.That(TimestampNs.PerDay, Is.EqualTo(86_400_000_000_000));
        }
    }

    [Test]
    public void TimestampNs_differences_are_nanoseconds() => Assert.That(
        (new TimestampNs(7) - new TimestampNs(10), new TimestampNs(7) - 10, new TimestampNs(7) + 10),
        Is.EqualTo((-3L, new TimestampNs(-3), new TimestampNs(17))));

    [Test]
    public void IsSome_is_no_for_none_alone()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((AccountId.None.IsSome, new AccountId(1).IsSome), Is.EqualTo((false, true)));
            Assert.That((AssetId.None.IsSome, new AssetId(1).IsSome), Is.EqualTo((false, true)));
            Assert.That((OrderId.None.IsSome, new OrderId(1).IsSome), Is.EqualTo((false, true)));
            Assert.That((StrategyId.Engine.IsSome, new StrategyId(1).IsSome), Is.EqualTo((false, true)));
            Assert.That((InstrumentId.None.IsSome, new InstrumentId(0).IsSome), Is.EqualTo((false, true)));
        }
    }

    private static void AssertAll(
        long expected, PriceTicks price, QtyLots quantity, Money money, Rate rate, FinePrice fine) =>
        Assert.That(
        (price.Value, quantity.Value, money.Value, rate.Value, fine.Value),
        Is.EqualTo((expected, expected, expected, expected, expected)));

    private static (bool Less, bool Greater, bool LessOrEqual, bool GreaterOrEqual, int Order) Compare<T>(
        T left, T right)
        where T : struct, IComparable<T>
    {
        // The operators are on the types, not on an interface: reach them as the compiler would.
        bool Of(string name) => (bool)typeof(T).GetMethod(name, [typeof(T), typeof(T)])!.Invoke(null, [left, right])!;
        return (
            Of("op_LessThan"),
            Of("op_GreaterThan"),
            Of("op_LessThanOrEqual"),
            Of("op_GreaterThanOrEqual"),
            left.CompareTo(right));
    }

    private static void AssertOverflows(params Action[] operations)
    {
        using (Assert.EnterMultipleScope())
        {
            for (var i = 0; i < operations.Length; i++)
            {
                Assert.That(() => operations[i](), Throws.InstanceOf<OverflowException>(), $"Operation {i}.");
            }
        }
    }
}
