using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Hosting;

/// <summary>When strategies are called, and what happens to one that throws.</summary>
internal sealed class StrategyHostTests
{
    [Test]
    public void Strategy_is_called_once_for_a_whole_message()
    {
        var rig = CoreRig.Started();
        rig.Script.Heard.Clear();

        rig.Send(CoreRig.Level(Side.Bid, 998, 5, isLast: false));
        rig.Send(CoreRig.Level(Side.Bid, 999, 5, isLast: false));
        rig.Send(CoreRig.Level(Side.Ask, 1_000, 5));

        Assert.That(rig.Script.Heard, Is.EqualTo(["book 999/1000"]));
    }

    [Test]
    public void Trades_of_one_message_are_told_one_by_one_at_its_end()
    {
        var rig = CoreRig.Started();
        rig.Script.Heard.Clear();
        var first = Event.Create(EventKind.Trade, default, CoreRig.Instrument);
        first.Flags = EventFlags.None;
        first.Trade = new Trade { Price = new PriceTicks(1_001), Quantity = new QtyLots(1) };
        var second = Event.Create(EventKind.Trade, default, CoreRig.Instrument);
        second.Trade = new Trade { Price = new PriceTicks(1_002), Quantity = new QtyLots(1) };

        rig.Send(first);
        var before = rig.Script.Heard.Count;
        rig.Send(second);

        Assert.That(before, Is.Zero);
        Assert.That(rig.Script.Heard, Is.EqualTo(["trade 1001", "trade 1002"]));
    }

    [Test]
    public void Timers_fire_at_their_deadlines_before_the_event_that_passed_them()
    {
        var rig = CoreRig.Started();
        var start = rig.Core.Clock;
        rig.Script.Now.SetTimer(start + 30, 3);
        rig.Script.Now.SetTimer(start + 10, 1);
        rig.Script.Now.SetTimer(start + 10, 2);
        rig.Script.Heard.Clear();

        var late = CoreRig.Level(Side.Bid, 997, 5);
        late.Time = start + 20;
        rig.Send(late);

        Assert.That(
            rig.Script.Heard,
            Is.EqualTo([$"timer 1 at {start.Value + 10}", $"timer 2 at {start.Value + 10}", "book 999/1001"]));
        Assert.That(rig.Core.NextDeadline, Is.EqualTo(start + 30));
    }

    [Test]
    public void Strategy_that_throws_is_disabled_by_a_command_and_its_orders_are_canceled()
    {
        var healthy = new ScriptedStrategy();
        var faulty = new ScriptedStrategy();
        var rig = CoreRig.Started(ContractType.LinearPerpetual, faulty, healthy);
        OrderId order = default;
        faulty.OnBookDo = s => order = s.Buy(990, 1);
        rig.Send(CoreRig.Level(Side.Bid, 999, 6));
        rig.Accept(order);
        faulty.OnBookDo = _ => throw new InvalidOperationException("a mistake");

        var commands = rig.Send(CoreRig.Level(Side.Bid, 999, 7));
        faulty.Heard.Clear();
        healthy.Heard.Clear();
        rig.Send(CoreRig.Level(Side.Bid, 999, 8));

        Assert.Multiple(() =>
        {
            Assert.That(
                commands.Select(c => (c.Kind, c.Reason)).ToArray(),
                Is.EqualTo(new[]
                {
                    (CommandKind.StrategyState, ReasonCode.StrategyFault),
                    (CommandKind.CancelOrder, ReasonCode.StrategyFault),
                }));
            Assert.That(faulty.Heard, Is.Empty);
            Assert.That(healthy.Heard, Is.EqualTo(["book 999/1001"]));
        });
    }

    [Test]
    public void Strategy_whose_timers_never_come_to_an_end_is_disabled_and_says_why()
    {
        var rig = CoreRig.Started();
        rig.Script.OnTimerDo = (strategy, tag) => strategy.Now.SetTimer(strategy.Now.Now, tag);
        rig.Script.Now.SetTimer(rig.Core.Clock + 10, 1);
        var late = CoreRig.Level(Side.Bid, 997, 5);
        late.Time = rig.Core.Clock + TimestampNs.PerSecond;

        rig.Send(late);

        var strategy = rig.Core.Strategies.Single();
        Assert.That(strategy.IsDisabled, Is.True);
        Assert.That(strategy.Fault, Does.Contain("InvalidOperationException").And.Contain("Context.Now"));
    }

    [Test]
    public void Parameter_of_another_table_stops_the_core_by_name()
    {
        var rig = CoreRig.Started();

        Assert.That(
            () => rig.SetLimit(0, "maxFoo", ParameterType.Money, 1),
            Throws.TypeOf<Engine.Core.CoreFaultException>().With.Message.Contains("maxFoo"));
    }

    [Test]
    public void Instrument_that_is_not_defined_stops_the_core()
    {
        var rig = CoreRig.Started();
        var e = Event.Create(EventKind.Trade, default, new InstrumentId(7));

        Assert.That(
            () => rig.Send(e), Throws.TypeOf<Engine.Core.CoreFaultException>().With.Message.Contains("instrument 7"));
    }

    [Test]
    public void Gap_in_the_stream_stops_the_core()
    {
        var rig = CoreRig.Started();

        Assert.That(
            () => rig.Core.OnEvent(Event.Create(EventKind.Tick, default, InstrumentId.None), rig.Core.Sequence + 2),
            Throws.TypeOf<Engine.Core.CoreFaultException>());
    }
}
