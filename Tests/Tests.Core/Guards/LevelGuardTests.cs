using Engine.Core.Guards;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Guards;

/// <summary>The risk level by drawdown and daily loss, and what each level does.</summary>
/// <remarks>1,000 lots at 100 quote: each quote of the mark is 1,000 ‱ of 100,000; a lot is 1 quote.</remarks>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LevelGuardTests
{
    private readonly CoreRig _rig = CoreRig.Started();

    [SetUp]
    public void Hold()
    {
        // A drawdown of 10 quote is allowed: Medium beyond 5, High beyond 7.5.
        _rig.SetRisk("maxDrawdown", 1e-4);
        _rig.Mark(100);
        var order = _rig.Ask(s => s.Market(Side.Bid, 1_000));
        _rig.Fill(order, Side.Bid, 1_000, 1_000, tradeKey: 1);
    }

    [TestCase(99.5, RiskLevel.Low)]
    [TestCase(99.49, RiskLevel.Medium)]
    [TestCase(99.25, RiskLevel.Medium)]
    [TestCase(99.24, RiskLevel.High)]
    [TestCase(99.0, RiskLevel.High)]
    [TestCase(98.99, RiskLevel.Critical)]
    public void Level_follows_the_drawdown(double mark, RiskLevel expected)
    {
        _rig.Mark((decimal)mark);

        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(expected));
    }

    [Test]
    public void Rise_is_said_with_reason_measured_value_and_limit()
    {
        _rig.Mark(99.2m);

        var said = _rig.LastCommands.Single(c => c.Kind == CommandKind.GuardState);
        Assert.That(
            (said.Guard, said.GuardBefore, said.GuardAfter, said.Reason, said.Measured, said.Limit),
            Is.EqualTo((
                GuardKind.RiskLevel, (long)RiskLevel.Low, (long)RiskLevel.High, ReasonCode.DrawdownLimit,
                8 * Money.Scale, 75 * Money.Scale / 10)));
        var alert = _rig.LastCommands.Single(c => c.Kind == CommandKind.Alert);
        Assert.That(
            (alert.Instrument, alert.Reason, alert.Measured, alert.Limit),
            Is.EqualTo((InstrumentId.None, ReasonCode.DrawdownLimit, 8 * Money.Scale, 75 * Money.Scale / 10)));
    }

    [Test]
    public void Further_rise_is_said_from_the_level_before()
    {
        _rig.Mark(99.4m);

        _rig.Mark(99.2m);

        var said = _rig.LastCommands.Single(c => c.Kind == CommandKind.GuardState);
        Assert.That(
            (said.Instrument, said.GuardBefore, said.GuardAfter),
            Is.EqualTo((InstrumentId.None, (long)RiskLevel.Medium, (long)RiskLevel.High)));
    }

    [Test]
    public void Level_falls_only_when_the_figures_were_better_for_a_while()
    {
        _rig.Mark(99.2m);
        _rig.Mark(100);
        _rig.Wait(TimestampNs.PerMinute - 10);
        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(RiskLevel.High));

        _rig.Wait(10);

        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(RiskLevel.Low));
    }

    [Test]
    public void Relapse_begins_the_wait_anew()
    {
        _rig.Mark(99.2m);
        _rig.Mark(100);
        _rig.Wait(TimestampNs.PerMinute / 2);
        _rig.Mark(99.2m);
        _rig.Mark(100);

        _rig.Wait(TimestampNs.PerMinute / 2);

        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(RiskLevel.High));
    }

    [Test]
    public void High_level_scales_what_adds_risk_down_to_whole_lots_and_says_so()
    {
        _rig.Mark(99.2m);

        var order = _rig.Ask(s => s.Buy(990, 5));

        var sent = _rig.LastCommands.Single(c => c.Kind == CommandKind.PlaceOrder);
        Assert.That((sent.OrderId, sent.Quantity.Value, sent.Reason), Is.EqualTo((order, 2L, ReasonCode.SizeScaled)));
        _rig.Ask(s => s.Market(Side.Ask, 5, reduceOnly: true));
        Assert.That(_rig.LastCommands.Single(c => c.Kind == CommandKind.PlaceOrder).Quantity.Value, Is.EqualTo(5));
    }

    [Test]
    public void High_level_refuses_what_scaling_leaves_nothing_of_and_says_so()
    {
        _rig.Mark(99.2m);

        _rig.Ask(s => s.Buy(990, 1));

        var refused = _rig.LastCommands.Single(c => c.Kind == CommandKind.OrderRefused);
        Assert.That(
            (refused.Reason, refused.Measured, refused.Limit), Is.EqualTo((ReasonCode.SizeScaled, 1L, 0L)));
    }

    [Test]
    public void High_level_lets_an_amend_move_the_price_and_not_raise_the_size()
    {
        var order = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(order);
        _rig.Mark(99.2m);

        _rig.Ask(s =>
        {
            s.Now.Amend(order, new PriceTicks(991), new QtyLots(6));
            return default;
        });

        var sent = _rig.LastCommands.Single(c => c.Kind == CommandKind.AmendOrder);
        Assert.That(
            (sent.Price.Value, sent.Quantity.Value, sent.Reason), Is.EqualTo((991L, 5L, ReasonCode.SizeScaled)));
    }

    [Test]
    public void High_level_refuses_an_amend_that_only_raises_the_size()
    {
        var order = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(order);
        _rig.Mark(99.2m);

        _rig.Ask(s =>
        {
            s.Now.Amend(order, new PriceTicks(990), new QtyLots(6));
            return default;
        });

        var refused = _rig.LastCommands.Single(c => c.Kind == CommandKind.OrderRefused);
        Assert.That((refused.Reason, refused.Measured), Is.EqualTo((ReasonCode.SizeScaled, 6L)));
    }

    [Test]
    public void Critical_level_cancels_what_could_add_risk_and_lets_only_reducing_orders_go()
    {
        var growing = _rig.Ask(s => s.Buy(990, 5));
        var reducing = _rig.Ask(s => s.Now.Place(
            Engine.Core.Strategies.OrderRequest.Limit(
                CoreRig.Instrument, Side.Ask, new PriceTicks(1_010), new QtyLots(5)) with
            { IsReduceOnly = true }));

        _rig.Mark(98.9m);

        var canceled = _rig.LastCommands.Where(c => c.Kind == CommandKind.CancelOrder).Select(c => c.OrderId);
        Assert.That(canceled, Is.EqualTo(new[] { growing }).And.Not.Contains(reducing));
        Assert.That(_rig.Ask(s => s.Buy(980, 1)), Is.EqualTo(OrderId.None));
        Assert.That(_rig.Ask(s => s.Market(Side.Ask, 5, reduceOnly: true)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Level_that_a_tighter_limit_makes_critical_cancels_what_could_add_risk()
    {
        var growing = _rig.Ask(s => s.Buy(990, 5));
        _rig.Mark(99.6m);

        _rig.SetRisk("maxDrawdown", 1e-5);

        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(RiskLevel.Critical));
        Assert.That(
            _rig.LastCommands.Where(c => c.Kind == CommandKind.CancelOrder).Select(c => c.OrderId),
            Is.EqualTo(new[] { growing }));
    }

    [TestCase(CriticalAction.Kill, KillState.Done)]
    [TestCase(CriticalAction.Flatten, KillState.Flattening)]
    public void Critical_level_pulls_the_kill_switch_where_that_is_configured(CriticalAction action, KillState expected)
    {
        _rig.SetGuard("onCritical", (long)action);

        _rig.Mark(98.9m);

        Assert.That(_rig.Core.TradingState, Is.EqualTo(Engine.Core.Risk.TradingState.Halted));
        Assert.That(_rig.Core.KillState, Is.EqualTo(expected));
    }

    [Test]
    public void Operator_may_have_the_figures_counted_anew()
    {
        _rig.Mark(98.9m);
        _rig.Operator(OperatorAction.ResetFigures);

        _rig.Wait(TimestampNs.PerMinute);

        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(RiskLevel.Low));
        _rig.Mark(97.8m);
        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(RiskLevel.Critical));
    }

    [Test]
    public void Daily_loss_is_forgotten_with_the_day()
    {
        _rig.SetRisk("maxDrawdown", 0);
        _rig.SetRisk("maxDailyLossShare", 1e-4);
        _rig.Mark(98.9m);
        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(RiskLevel.Critical));

        _rig.Tick(new TimestampNs(TimestampNs.PerDay));
        _rig.Wait(TimestampNs.PerMinute);

        Assert.That(_rig.Core.RiskLevel, Is.EqualTo(RiskLevel.Low));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void Worse_mark_never_gives_a_lower_level(byte first, byte second)
    {
        var (better, worse) = (Math.Min(first, second), Math.Max(first, second));

        Assert.That(LevelAt(worse), Is.GreaterThanOrEqualTo(LevelAt(better)));
    }

    private static RiskLevel LevelAt(byte loss)
    {
        var test = new LevelGuardTests();
        test.Hold();
        test._rig.Mark(100 - (loss / 100m));
        return test._rig.Core.RiskLevel;
    }
}
