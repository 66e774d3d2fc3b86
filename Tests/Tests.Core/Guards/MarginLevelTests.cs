using Engine.Core.Guards;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Units;
using Tests.Core.Portfolios;

namespace Tests.Core.Guards;

/// <summary>The risk level by how much of the margin that positions were opened with is still there.</summary>
/// <remarks>1,000 lots at 100 quote are 1,000 quote, and with a leverage of 10 take 100 of margin.</remarks>
internal sealed class MarginLevelTests
{
    private readonly CoreRig _rig = new();

    // At a mark of 90 there is 100 less than was paid in, and 90 of margin is used.
    [TestCase(172, RiskLevel.Low)]
    [TestCase(171, RiskLevel.Medium)]
    [TestCase(145, RiskLevel.Medium)]
    [TestCase(144, RiskLevel.High)]
    public void Level_follows_what_the_balance_covers_of_the_margin(long balance, RiskLevel expected)
    {
        Open(AccountMode.Cross, balance);

        _rig.Mark(90);

        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(expected));
    }

    // Each quote of the mark is a tenth of what the position was opened with, whatever else the wallet holds.
    [TestCase(98.0, RiskLevel.Low)]
    [TestCase(97.9, RiskLevel.Medium)]
    [TestCase(95.0, RiskLevel.Medium)]
    [TestCase(94.9, RiskLevel.High)]
    public void Level_follows_what_the_positions_own_margin_covers_where_it_is_isolated(
        double mark, RiskLevel expected)
    {
        Open(AccountMode.Isolated, 100_000);

        _rig.Mark((decimal)mark);

        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(expected));
    }

    [Test]
    public void Rise_by_the_margin_is_said_with_what_was_measured()
    {
        Open(AccountMode.Cross, 144);

        _rig.Mark(90);

        var said = _rig.LastCommands.Single(c => c.Kind == CommandKind.GuardState);
        // 44 of 90, in 10⁻¹⁰.
        Assert.That(
            (said.Reason, said.Measured, said.Limit),
            Is.EqualTo((ReasonCode.MarginRatioLow, 4_888_888_888L, 5_000_000_000L)));
    }

    [Test]
    public void Drawdown_is_the_reason_where_the_days_loss_is_as_bad()
    {
        Open(AccountMode.Cross, 100_000);
        _rig.SetRisk("maxDrawdown", 1e-3);
        _rig.SetRisk("maxDailyLossShare", 1e-3);

        _rig.Mark(89);

        var said = _rig.LastCommands.Single(c => c.Kind == CommandKind.GuardState);
        Assert.That(
            (said.GuardAfter, said.Reason), Is.EqualTo(((long)RiskLevel.Critical, ReasonCode.DrawdownLimit)));
    }

    [TestCase(0, false)]
    [TestCase(10, true)]
    public void Level_falls_at_once_and_without_a_timer_where_no_recovery_is_asked_for(long recovery, bool waits)
    {
        Open(AccountMode.Cross, 144);
        _rig.SetOrders("requestTimeout", 0);
        _rig.SetGuard("recovery", recovery);
        _rig.Mark(90);
        var before = _rig.Core.NextDeadline;

        _rig.Mark(100);

        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(waits ? RiskLevel.High : RiskLevel.Low));
        Assert.That(_rig.Core.NextDeadline != before, Is.EqualTo(waits));
    }

    private void Open(AccountMode mode, long balance)
    {
        _rig.SetAccount("mode", (long)mode);
        _rig.SetGuard("maxDrawdown", 0);
        foreach (var limit in new[] { "maxDrawdown", "maxDailyLossShare", "maxCapitalShare" })
        {
            _rig.SetRisk(limit, 0);
        }

        _rig.Balance(balance);
        _rig.StartSession();
        _rig.Book(999, 1_001);
        _rig.Mark(100);
        var order = _rig.Ask(s => s.Market(Side.Bid, 1_000));
        Assert.That(order, Is.Not.EqualTo(OrderId.None), () => _rig.LastCommands[^1].Reason.ToString());
        _rig.Fill(order, Side.Bid, 1_000, 1_000, tradeKey: 1);
    }
}
