using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Tests.Strategies.Parts;

/// <summary>A position opened at 1,000 at second 100.</summary>
internal sealed class ExitPlanTests
{
    private static readonly TimestampNs Opened = At(100);

    [TestCase(Side.Bid, 980.0, 1_030.0)]
    [TestCase(Side.Ask, 1_020.0, 970.0)]
    public void Check_leaves_at_the_stop_and_at_the_target_and_not_a_tick_before(Side side, double stop, double target)
    {
        var plan = Armed(ExitRule.OfFractions(stop: 0.02, target: 0.03), side);
        var towards = side == Side.Bid ? 0.1 : -0.1;

        Assert.Multiple(() =>
        {
            Assert.That(plan.Check(stop + towards, Opened), Is.EqualTo(ExitReason.None));
            Assert.That(plan.Check(stop, Opened), Is.EqualTo(ExitReason.Stop));
            Assert.That(plan.Check(target - towards, Opened), Is.EqualTo(ExitReason.None));
            Assert.That(plan.Check(target, Opened), Is.EqualTo(ExitReason.Target));
        });
    }

    [Test]
    public void Arm_takes_distances_in_the_unit_of_prices()
    {
        var plan = Armed(ExitRule.OfDistances(stop: 15, target: 40), Side.Ask);

        Assert.That((plan.StopPrice, plan.TargetPrice), Is.EqualTo((1_015.0, 960.0)));
    }

    [Test]
    public void Check_leaves_when_the_time_is_over()
    {
        var plan = Armed(ExitRule.OfFractions(0, 0, 60 * TimestampNs.PerSecond), Side.Bid);

        Assert.That(plan.Check(1, new TimestampNs(At(160).Value - 1)), Is.EqualTo(ExitReason.None));
        Assert.That(plan.Check(1, At(160)), Is.EqualTo(ExitReason.Time));
        Assert.That(plan.Deadline, Is.EqualTo(At(160)));
    }

    [Test]
    public void Check_of_a_rule_of_zeros_never_leaves()
    {
        var plan = Armed(default, Side.Bid);

        Assert.That(plan.Check(1e-9, TimestampNs.MaxValue - 1), Is.EqualTo(ExitReason.None));
        Assert.That(plan.Check(1e12, TimestampNs.MaxValue - 1), Is.EqualTo(ExitReason.None));
    }

    [Test]
    public void Disarm_ends_the_watch()
    {
        var plan = Armed(ExitRule.OfFractions(0.02, 0.02), Side.Bid);

        plan.Disarm();

        Assert.That(plan.IsArmed, Is.False);
        Assert.That(plan.Check(1, Opened), Is.EqualTo(ExitReason.None));
    }

    [Test]
    public void VisitState_restores_the_plan()
    {
        var plan = Armed(ExitRule.OfDistances(15, 40, 5), Side.Ask);
        var writer = new StateWriter();
        plan.VisitState(writer);

        var other = default(ExitPlan);
        var reader = new StateReader(writer.Words);
        other.VisitState(reader);

        Assert.That(reader.IsExhausted, Is.True);
        Assert.That(other, Is.EqualTo(plan));
    }

    private static ExitPlan Armed(ExitRule rule, Side side)
    {
        var plan = default(ExitPlan);
        plan.Arm(rule, side, 1_000, Opened);
        return plan;
    }

    private static TimestampNs At(long second) => new(second * TimestampNs.PerSecond);
}
