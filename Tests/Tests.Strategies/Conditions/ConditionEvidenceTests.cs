using Engine.Model.Commands;

namespace Tests.Strategies.Conditions;

/// <summary>Every step goes out with the values that it was decided by.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConditionEvidenceTests
{
    [Test]
    public void Signal_is_said_with_its_values_and_bounds()
    {
        var rig = new ConditionRig(Documents.Short());
        rig.Second(100);

        rig.Second(111);

        Assert.That(rig.Evidence, Is.EqualTo(new[] { ("price", 111.0, 110.0) }));
    }

    [Test]
    public void Cancellation_by_time_is_said_with_its_time()
    {
        var rig = new ConditionRig(Documents.Short());
        rig.Second(100);
        rig.Second(111);

        rig.Seconds(10, 111);

        Assert.That(rig.Evidence, Is.EqualTo(new[] { ("timeout", 10.0, 10.0) }));
    }

    [Test]
    public void Entry_is_said_with_its_conditions_and_its_size()
    {
        var rig = new ConditionRig(Documents.Short());
        rig.Second(100);
        rig.Second(111);

        rig.Second(116);

        Assert.That(
            rig.Evidence, Is.EqualTo(new[] { ("price", 116.0, 115.0), ("size_notional", 3_000.0, 10_000.0) }));
    }

    [Test]
    public void Range_is_said_with_both_bounds()
    {
        var rig = new ConditionRig(Documents.Short(
            signal: """{"all":[{"indicator":"price","operator":"between","value":[110,112]}]}"""));
        rig.Second(100);

        rig.Second(111);

        Assert.That(rig.Evidence, Is.EqualTo(new[] { ("price", 111.0, 110.0), ("price", 111.0, 112.0) }));
    }

    [Test]
    public void Exit_is_said_with_its_price_and_what_it_has_earned()
    {
        var rig = new ConditionRig(Documents.Short());
        rig.Second(100);
        rig.Second(111);
        rig.Second(116);
        rig.Fill(116);
        rig.Second(99);

        rig.Fill(99);

        var lots = rig.Orders.Last().Quantity.Value;
        Assert.That(
            rig.Evidence,
            Is.EqualTo(new[] { ("exit_price", 99.0, double.NaN), ("realized_pnl", 17.0 * lots / 1_000, double.NaN) }));
    }

    [Test]
    public void Evidence_names_the_strategy_and_the_instrument()
    {
        var rig = new ConditionRig(2, Documents.Short());
        rig.Second(100);

        rig.Second(111);

        Assert.That(
            rig.Commands.Where(command => command.Kind == CommandKind.Evidence)
                .Select(command => (command.Strategy.Value, command.Instrument.Value)),
            Is.EqualTo([((ushort)1, 0), ((ushort)2, 1)]));
    }
}
