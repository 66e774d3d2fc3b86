using Engine.Core.Risk;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>Shares of the capital at their ends, and what the operator has counted anew.</summary>
internal sealed class AccountFiguresTests
{
    [TestCase(100, 0.5, 50)]
    [TestCase(0, 0.5, 0)]
    [TestCase(-100, 0.5, 0)]
    [TestCase(100, double.PositiveInfinity, long.MaxValue)]
    [TestCase(0, double.PositiveInfinity, long.MaxValue)]
    [TestCase(9_000_000_000_000_000_000, 1, long.MaxValue)]
    [TestCase(4_000_000_000_000_000_000, 2, 8_000_000_000_000_000_000)]
    public void Share_of_the_capital_is_whole_units_and_without_end_where_none_holds_it(
        long equity, double share, long expected) =>
        Assert.That(AccountFigures.ShareOf(AccountFigures.CapitalOf(equity), share), Is.EqualTo(expected));

    [TestCase(100, 0.5, 40, 40)]
    [TestCase(100, 0.5, 60, 50)]
    public void Allowed_is_the_tighter(long equity, double share, long most, long expected) =>
        Assert.That(AccountFigures.Allowed(equity, share, most), Is.EqualTo(expected));

    [Test]
    public void Clamp_keeps_what_fits_and_ends_where_a_long_does()
    {
        var wide = (Int128)long.MaxValue;

        Assert.That(
            new[]
            {
                AccountFigures.Clamp(5), AccountFigures.Clamp(-5), AccountFigures.Clamp(wide),
                AccountFigures.Clamp(wide + 1), AccountFigures.Clamp(wide * 5), AccountFigures.Clamp(-wide * 5),
            },
            Is.EqualTo(new[] { 5, -5, long.MaxValue, long.MaxValue, long.MaxValue, long.MinValue }));
    }

    [Test]
    public void Losses_that_the_operator_lets_pass_are_counted_from_there_and_are_none_after_a_gain()
    {
        var rig = CoreRig.Started();
        rig.SetGuard("maxDrawdown", 0);
        rig.SetRisk("maxDrawdown", 0);
        rig.SetRisk("maxDailyLossShare", 0);
        rig.Mark(100);
        rig.Fill(rig.Ask(s => s.Market(Side.Bid, 100)), Side.Bid, 1_000, 100, tradeKey: 1);
        var figures = rig.Core.Gate.Figures;
        rig.Mark(98);
        Assert.That((figures.Drawdown, figures.DayLoss), Is.EqualTo((2 * Money.Scale, 2 * Money.Scale)));

        rig.Operator(OperatorAction.ResetFigures);
        Assert.That((figures.Drawdown, figures.DayLoss), Is.EqualTo((0L, 0L)));
        rig.Mark(97);
        Assert.That((figures.Drawdown, figures.DayLoss), Is.EqualTo((Money.Scale, Money.Scale)));
        rig.Mark(99);
        rig.Mark(97);

        Assert.That((figures.Drawdown, figures.DayLoss), Is.EqualTo((2 * Money.Scale, Money.Scale)));
        rig.Tick(new TimestampNs(TimestampNs.PerDay));
        Assert.That((figures.Drawdown, figures.DayLoss), Is.EqualTo((2 * Money.Scale, 0L)));
    }
}
