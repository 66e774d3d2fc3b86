using Engine.Model.Commands;
using static Engine.Strategies.Conditions.ConditionState;

namespace Tests.Strategies.Conditions;

/// <summary>One strategy at a time in an instrument, so many at once, and what is said of those turned away.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConditionHoldTests
{
    [Test]
    public void Instrument_is_held_by_the_first_that_sees_a_signal()
    {
        var rig = new ConditionRig(Documents.Short(), Documents.Short());

        rig.Second(100);
        rig.Second(111);

        Assert.That((rig.StateOf(1), rig.StateOf(2)), Is.EqualTo((SignalDetected, Monitoring)));
    }

    [Test]
    public void Strategy_that_is_turned_away_says_once_who_holds_the_instrument()
    {
        var rig = new ConditionRig(Documents.Short(), Documents.Short());
        rig.Second(100);

        rig.Seconds(3, 111);

        var said = rig.Commands.Where(command =>
            command.Kind == CommandKind.Evidence && command.Name.ToString() == "held_by_strategy");
        Assert.That(said.Select(command => (command.Strategy.Value, command.Value)), Is.EqualTo([((ushort)2, 1.0)]));
    }

    [Test]
    public void Instrument_is_free_again_when_the_signal_is_cancelled()
    {
        var rig = new ConditionRig(Documents.Short(), Documents.Short(signal: Over(103)));
        rig.Second(100);
        rig.Second(111);

        rig.Second(104);

        Assert.That((rig.StateOf(1), rig.StateOf(2)), Is.EqualTo((SignalCancelled, SignalDetected)));
    }

    [Test]
    public void Instrument_is_held_until_the_position_is_closed()
    {
        var rig = new ConditionRig(Documents.Short(), Documents.Short(signal: Over(90), entry: Over(90)));
        rig.Second(80);
        rig.Second(111);
        rig.Second(116);
        rig.Fill(116);
        rig.Second(99);
        var before = rig.StateOf(2);

        rig.Fill(99);
        rig.Second(99);

        Assert.That((before, rig.StateOf(1), rig.StateOf(2)), Is.EqualTo((Monitoring, Exited, SignalDetected)));
    }

    [Test]
    public void Signals_at_once_are_limited_over_all_instruments()
    {
        var rig = new ConditionRig(5, Documents.Short());

        rig.Second(100);
        rig.Second(111);

        Assert.That(
            Enumerable.Range(1, 5).Select(rig.StateOf),
            Is.EqualTo([SignalDetected, SignalDetected, SignalDetected, Monitoring, Monitoring]));
    }

    [Test]
    public void Signal_over_the_limit_says_the_count_and_the_limit()
    {
        var rig = new ConditionRig(2, Documents.Short(signalsAtOnce: 1));

        rig.Second(100);
        rig.Second(111);

        var said = rig.Commands.Single(command =>
            command.Kind == CommandKind.Evidence && command.Name.ToString() == "signals_at_once");
        Assert.That((said.Strategy.Value, said.Value, said.Bound), Is.EqualTo(((ushort)2, 1.0, 1.0)));
    }

    [Test]
    public void Signal_waits_for_the_cool_down_of_the_one_before()
    {
        var rig = new ConditionRig(Documents.Short(
            signal: """{"all":[{"indicator":"price","operator":"above","value":110}],"cooldown":"30s"}"""));
        rig.Second(100);
        rig.Second(111);
        rig.Second(104);

        rig.Seconds(28, 111);
        var before = rig.State;
        rig.Second(111);

        Assert.That((before, rig.State), Is.EqualTo((Monitoring, SignalDetected)));
    }

    private static string Over(int price) =>
        $$"""{"all":[{"indicator":"price","operator":"above","value":{{price}}}]}""";
}
