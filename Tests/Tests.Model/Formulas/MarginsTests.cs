using Engine.Model.Accounts;
using Engine.Model.Formulas;
using Engine.Model.Units;

namespace Tests.Model.Formulas;

/// <summary>Margins: the brackets worked by hand, and what must hold for any notional.</summary>
public sealed class MarginsTests
{
    private static readonly AccountSettings Defaults = new();

    // Brackets: 0.4 % to 50,000, 0.5 % to 250,000, 1 % to 1,000,000. Deductions: 50,000 × 0.1 % = 50, and
    // 50 + 250,000 × 0.5 % = 1,300, as Binance publishes them ("cum").
    [TestCase(10_000, 40)]
    [TestCase(50_000, 200)]
    [TestCase(100_000, 450)]
    [TestCase(250_000, 1_200)]
    [TestCase(1_000_000, 8_700)]
    public void Maintenance_is_the_brackets_rate_less_its_deduction(long notional, long expected)
    {
        var margin = Margins.Maintenance(new Money(notional * Money.Scale), Defaults.Tiers);

        Assert.That(margin, Is.EqualTo(new Money(expected * Money.Scale)));
    }

    [FsCheck.NUnit.Property]
    public bool Maintenance_never_falls_as_the_notional_grows(ulong first, ulong second)
    {
        var (low, high) = first < second ? (first, second) : (second, first);

        return Margins.Maintenance(new Money((long)(low >> 1)), Defaults.Tiers)
            <= Margins.Maintenance(new Money((long)(high >> 1)), Defaults.Tiers);
    }

    [TestCase(100, 10, 10)]
    [TestCase(101, 10, 11)]
    [TestCase(0, 10, 0)]
    [TestCase(199, 200, 1)]
    public void Initial_margin_is_rounded_up(long notional, long leverage, long expected) =>
        Assert.That(Margins.Initial(new Money(notional), leverage), Is.EqualTo(new Money(expected)));

    [Test]
    public void Required_margin_is_never_less_than_maintenance()
    {
        // 1,000,000 at 200 × need 5,000 to open, and 8,700 to keep.
        var required = Margins.Required(new Money(1_000_000 * Money.Scale), 200, Defaults.Tiers);

        Assert.That(required, Is.EqualTo(new Money(8_700 * Money.Scale)));
    }

    [TestCase(0, 100, 0)]
    [TestCase(50, 100, 5_000_000_000)]
    [TestCase(100, 100, 10_000_000_000)]
    [TestCase(1, 3, 3_333_333_334)]
    [TestCase(1, 0, long.MaxValue)]
    public void Ratio_is_maintenance_by_balance_rounded_up(long maintenance, long balance, long expected) =>
        Assert.That(Margins.Ratio(new Money(maintenance), new Money(balance)), Is.EqualTo(new Rate(expected)));

    [TestCase(100, 10, 0, 500, 150)]
    [TestCase(100, 10, 3, 0, 70)]
    [TestCase(100, 10, 10, 0, 0)]
    [TestCase(100, 10, 10, 200, 20)]
    public void Isolated_margin_goes_with_what_closes_and_comes_with_what_opens(
        long margin, long open, long closed, long opened, long expected) => Assert.That(
        Margins.Isolated(new Money(margin), open, closed, new Money(opened), leverage: 10),
        Is.EqualTo(new Money(expected)));
}
