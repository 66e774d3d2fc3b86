using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Core.Signals;

/// <summary>Signals that strategies put out are heard by the others; one that gives signals only sends no orders.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SignalTellingTests
{
    private readonly ScriptedStrategy _first = new();
    private readonly ScriptedStrategy _second = new();
    private readonly ScriptedStrategy _third = new();
    private readonly CoreRig _rig;

    public SignalTellingTests() => _rig = CoreRig.Started(strategies: [_first, _second, _third]);

    [Test]
    public void Signal_is_heard_by_the_others_and_not_by_its_source()
    {
        _first.OnBookDo = script => Say(script, Side.Ask, 0.7);

        _rig.Book(998, 1_001);

        Assert.That(_first.Signals, Is.Empty);
        foreach (var hearer in new[] { _second, _third })
        {
            var heard = hearer.Signals.Single();
            Assert.That(
                (heard.Source.Value, heard.SourceType, heard.Side, heard.Price.Value, heard.Confidence, heard.Time),
                Is.EqualTo(((ushort)1, 1, Side.Ask, 1_000L, 0.7, _rig.Core.Clock)));
        }
    }

    [Test]
    public void Signals_are_told_after_all_have_heard_of_the_event_that_caused_them()
    {
        _first.OnBookDo = script => Say(script, Side.Bid, 0.5);
        var booksSeen = 0;
        _third.OnBookDo = _ => booksSeen++;
        var seenAtSignal = -1;
        _second.OnSignalDo = (_, _) => seenAtSignal = booksSeen;

        _rig.Book(998, 1_001);

        Assert.That(seenAtSignal, Is.EqualTo(1));
    }

    [Test]
    public void Signals_come_in_the_order_in_which_they_were_put_out()
    {
        _first.OnBookDo = script => Say(script, Side.Bid, 0.1);
        _second.OnBookDo = script => Say(script, Side.Bid, 0.2);

        _rig.Book(998, 1_001);

        Assert.That(_third.Signals.Select(signal => signal.Confidence), Is.EqualTo([0.1, 0.2]));
    }

    [Test]
    public void Signal_put_out_while_one_is_heard_is_a_command_and_is_not_told_on()
    {
        _first.OnBookDo = script => Say(script, Side.Bid, 0.1);
        _second.OnSignalDo = (script, _) => Say(script, Side.Bid, 0.9);

        _rig.Book(998, 1_001);

        Assert.That(_first.Signals, Is.Empty);
        Assert.That(_rig.LastCommands.Count(command => command.Kind == CommandKind.Signal), Is.EqualTo(2));
    }

    [Test]
    public void Signal_of_a_timer_is_told_at_the_timer()
    {
        _first.OnTimerDo = (script, _) => Say(script, Side.Bid, 0.4);
        var deadline = _rig.Core.Clock + 50;
        _first.Now.SetTimer(deadline, 1);

        _rig.Tick(deadline + 1_000);

        Assert.That(_second.Signals.Single().Time, Is.EqualTo(deadline));
    }

    [Test]
    public void Strategy_that_throws_while_it_hears_is_disabled_and_the_others_hear()
    {
        _first.OnBookDo = script => Say(script, Side.Bid, 0.4);
        _second.OnSignalDo = (_, _) => throw new InvalidOperationException("no");

        _rig.Book(998, 1_001);

        Assert.That(_third.Signals, Has.Count.EqualTo(1));
        Assert.That(_rig.LastCommands[^1].Reason, Is.EqualTo(ReasonCode.StrategyFault));
    }

    [Test]
    public void Strategy_that_gives_signals_only_says_so_at_its_start_and_sends_no_orders()
    {
        var rig = new CoreRig();
        rig.SetSignalsOnly(1);
        rig.Balance(100_000);
        rig.StartSession();
        rig.Book(999, 1_001);
        var commands = rig.AllCommands.Count;

        var order = rig.Script.Buy(1_000, 5);

        Assert.That(order, Is.EqualTo(OrderId.None));
        Assert.That(rig.AllCommands, Has.Count.EqualTo(commands));
        Assert.That(rig.Core.Commands.Length, Is.Zero);
        Assert.That(rig.Script.Now.IsSignalsOnly, Is.True);
        Assert.That(
            rig.AllCommands.Count(c => c.Kind == CommandKind.StrategyState && c.Reason == ReasonCode.SignalsOnly),
            Is.EqualTo(1));
    }

    private static void Say(ScriptedStrategy script, Side side, double confidence) =>
        script.Now.Signal(CoreRig.Instrument, side, new PriceTicks(1_000), confidence);
}
