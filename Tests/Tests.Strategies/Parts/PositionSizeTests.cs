using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Tests.Strategies.Parts;

internal sealed class PositionSizeTests
{
    private static readonly Money TenThousand = new(10_000 * Money.Scale);

    [Test]
    public void Kelly_of_the_worked_example_puts_a_thousand_of_ten_thousand_in()
    {
        var kelly = PositionSize.Kelly(winRate: 0.6, averageWin: 100, averageLoss: 50);
        var part = PositionSize.FractionalKelly(kelly, part: 0.25, cap: 1);

        Assert.That(kelly, Is.EqualTo(0.4).Within(1e-12));
        Assert.That(part, Is.EqualTo(0.1).Within(1e-12));
        Assert.That(
            PositionSize.FractionOfEquity(TenThousand, part).Value, Is.EqualTo(1_000 * Money.Scale).Within(1));
    }

    [Test]
    public void FractionalKelly_is_capped_and_never_negative()
    {
        Assert.That(PositionSize.FractionalKelly(0.4, 0.25, 0.05), Is.EqualTo(0.05));
        Assert.That(PositionSize.FractionalKelly(PositionSize.Kelly(0.3, 100, 100), 0.25, 1), Is.Zero);
    }

    [Test]
    public void VolatilityScaled_loses_the_risked_part_at_the_stop()
    {
        // 1 % of 10,000 at a stop of 2 %: 5,000, of which 2 % are 100.
        Assert.That(
            PositionSize.VolatilityScaled(TenThousand, 0.01, 0.02).Value, Is.EqualTo(5_000 * Money.Scale).Within(1));
        Assert.That(PositionSize.VolatilityScaled(TenThousand, 0.01, 0), Is.EqualTo(Money.Zero));
    }

    [Test]
    public void CapOfLoss_is_the_loss_over_the_stop_and_without_a_stop_the_loss()
    {
        Assert.That(PositionSize.CapOfLoss(0.05, 0.02), Is.EqualTo(2.5).Within(1e-12));
        Assert.That(PositionSize.CapOfLoss(0.05, 0), Is.EqualTo(0.05));
    }

    [Test]
    public void FractionOfEquity_of_no_equity_is_nothing_and_too_much_is_the_most()
    {
        Assert.That(PositionSize.FractionOfEquity(new Money(-1), 0.5), Is.EqualTo(Money.Zero));
        Assert.That(PositionSize.FractionOfEquity(new Money(long.MaxValue), 10).Value, Is.EqualTo(long.MaxValue));
    }
}
