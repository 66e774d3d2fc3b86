using Engine.Model.Commands;
using Engine.Model.Units;
using Tests.Support;
using static Engine.Strategies.Conditions.ConditionState;

namespace Tests.Strategies.Conditions;

/// <summary>The documents that ship, on a market made by hand: quiet, a pump of a minute, a dump.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConditionExampleTests
{
    [TestCase("pump-and-dump.json")]
    [TestCase("flash-pump.json")]
    public void Example_stays_out_of_a_quiet_market(string name)
    {
        var rig = new ConditionRig(Read(name));

        Quiet(rig, 1_200);

        Assert.That(rig.StatesOf(1), Is.EqualTo(new[] { Monitoring }));
    }

    [TestCase("pump-and-dump.json")]
    [TestCase("flash-pump.json")]
    public void Example_does_nothing_before_its_windows_are_full(string name)
    {
        var rig = new ConditionRig(Read(name));
        Quiet(rig, 500);

        Pump(rig, until: 115);

        Assert.That(rig.StatesOf(1), Is.Empty);
    }

    [TestCase("pump-and-dump.json")]
    [TestCase("flash-pump.json")]
    public void Example_sells_into_the_pump_and_buys_back_in_the_dump(string name)
    {
        var rig = new ConditionRig(Read(name));
        Quiet(rig, 1_200);

        Pump(rig, until: 115);
        var seen = rig.State;
        // The move pauses: momentum leaves RSI, and the entry is taken.
        Wander(rig, 115, 60);
        rig.Fill(rig.Orders.Single(), 115, rig.Orders.Single().Quantity);
        Wander(rig, 113, 60);
        rig.Fill(112);

        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.EqualTo(SignalDetected));
            Assert.That(rig.Orders.Select(order => order.Side), Is.EqualTo(new[] { Side.Ask, Side.Bid }));
            Assert.That(rig.StatesOf(1), Is.EqualTo(new[]
            {
                Monitoring, SignalDetected, EntryEvaluation, PositionActive, CloseOrderEvaluation, Exited,
            }));
        });
    }

    [Test]
    public void Pump_and_dump_without_the_volume_is_no_signal()
    {
        var rig = new ConditionRig(Read("pump-and-dump.json"));
        Quiet(rig, 1_200);

        for (var i = 0; i < 60; i++)
        {
            rig.Trade(100 + (i * 0.25), 1);
            rig.Second(100 + (i * 0.25));
        }

        Assert.That(rig.Commands.Where(command => command.Kind == CommandKind.Signal), Is.Empty);
    }

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(RepositoryRoot.Find().FullName, "docs", "examples", name));

    private static void Quiet(ConditionRig rig, int seconds) => Wander(rig, 100, seconds);

    // Up and down by turns: RSI stays in the middle.
    private static void Wander(ConditionRig rig, double price, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            var now = price + (i % 2 == 0 ? 0.1 : -0.1);
            rig.Trade(now, 1);
            rig.Second(now);
        }
    }

    // A quarter of a percent a second, twenty times the usual volume.
    private static void Pump(ConditionRig rig, double until)
    {
        for (var price = 100.0; price < until; price += 0.25)
        {
            rig.Trade(price, 20);
            rig.Second(price);
        }
    }
}
