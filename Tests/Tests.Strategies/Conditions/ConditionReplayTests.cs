using Engine.Core;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies;
using Tests.Support;

namespace Tests.Strategies.Conditions;

/// <summary>The same stream is the same run; state that is put back goes on as the run itself.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConditionReplayTests
{
    private const string Rich = """
        {"all":[
          {"indicator":{"name":"sma","period":3},"operator":"above","value":105,"for":"2s"},
          {"indicator":"price","operator":"above","value":{"name":"ema","period":4}},
          {"not":{"indicator":{"name":"atr_pct","period":2,"bar":"2s"},"operator":"above","value":50}}]}
        """;

    [Test]
    public void Stream_that_is_replayed_gives_the_same_commands_and_state()
    {
        var rig = new ConditionRig(Documents.Short(signal: Rich));
        Play(rig);
        var core = new TradingCore(StrategyCatalog.BuiltIn);

        foreach (var e in rig.Events)
        {
            core.OnEvent(e, core.Sequence + 1);
        }

        Assert.That((core.Witness, core.Digest()), Is.EqualTo((rig.Core.Witness, rig.Core.Digest())));
    }

    [Test]
    public void State_that_is_put_back_goes_on_as_the_run_itself([Range(1, 30, 3)] int second)
    {
        var rig = new ConditionRig(Documents.Short(signal: Rich));
        var definitions = rig.Events.Count;
        Play(rig);
        var cut = rig.Events.FindIndex(e => e.Kind == EventKind.Tick && e.Time >= rig.Events[0].Time + Ns(second)) + 1;
        var original = Fed(rig.Events.Take(cut));
        var writer = new StateWriter();
        original.VisitState(writer);

        var copy = TradingCore.Restore(
            StrategyCatalog.BuiltIn, rig.Events.Take(definitions).ToArray(), writer.Words);

        foreach (var e in rig.Events.Skip(cut))
        {
            copy.OnEvent(e, copy.Sequence + 1);
        }

        Assert.That((copy.Witness, copy.Digest()), Is.EqualTo((rig.Core.Witness, rig.Core.Digest())));
    }

    [Test]
    public void Quotes_trades_and_samples_allocate_nothing()
    {
        var rig = new ConditionRig(Documents.Short(signal: Rich, entry: Rich, close: Rich, emergency: Rich));
        rig.Seconds(2_000, 100);
        var core = rig.Core;
        var quote = rig.Events.Last(e => e.Kind == EventKind.Quote);
        var tick = rig.Events[^1];
        var sequence = core.Sequence;

        void Churn()
        {
            for (var i = 0; i < 500; i++)
            {
                quote.Time += TimestampNs.PerSecond / 2;
                quote.Quote.BidQuantity = new QtyLots(1_000 + (i % 2));
                core.OnEvent(quote, ++sequence);
                tick.Time = quote.Time;
                core.OnEvent(tick, ++sequence);
            }
        }

        Churn();

        Assert.That(Allocations.Least(Churn), Is.Zero);
    }

    private static long Ns(long seconds) => seconds * TimestampNs.PerSecond;

    private static TradingCore Fed(IEnumerable<Event> events)
    {
        var core = new TradingCore(StrategyCatalog.BuiltIn);
        foreach (var e in events)
        {
            core.OnEvent(e, core.Sequence + 1);
        }

        return core;
    }

    /// <summary>A signal that is called off, a position that is closed, one that is left at once.</summary>
    private static void Play(ConditionRig rig)
    {
        rig.Seconds(3, 100);
        rig.Second(112);
        rig.Seconds(4, 114);
        rig.Second(104);
        rig.Seconds(6, 104);
        rig.Trade(111, 2);
        rig.Seconds(3, 112);
        rig.Second(117);
        if (rig.Orders.Any())
        {
            rig.Fill(117);
        }

        rig.Seconds(2, 118);
        rig.Second(99);
        if (rig.Orders.Count() > 1)
        {
            rig.Fill(99);
        }

        rig.Seconds(8, 99);
    }
}
