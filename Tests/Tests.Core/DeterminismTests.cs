using System.Runtime.InteropServices;
using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;
using Tests.Support;

namespace Tests.Core;

/// <summary>Equal events give equal decisions, witness and digest; unequal ones show.</summary>
internal sealed class DeterminismTests
{
    [Test]
    public void Equal_streams_give_equal_witness_digest_and_commands()
    {
        var first = Play(quantity: 5);
        var second = Play(quantity: 5);

        Assert.Multiple(() =>
        {
            Assert.That(second.Core.Witness, Is.EqualTo(first.Core.Witness));
            Assert.That(second.Core.Digest(), Is.EqualTo(first.Core.Digest()));
            Assert.That(BytesOf(second.AllCommands), Is.EqualTo(BytesOf(first.AllCommands)));
        });
    }

    [Test]
    public void Another_quantity_of_one_fill_shows_in_witness_and_digest()
    {
        var first = Play(quantity: 5);
        var second = Play(quantity: 4);

        Assert.That(second.Core.Witness, Is.Not.EqualTo(first.Core.Witness));
        Assert.That(second.Core.Digest(), Is.Not.EqualTo(first.Core.Digest()));
    }

    [Test]
    public void Session_end_puts_out_the_witness_and_the_digest_that_the_core_then_has()
    {
        var rig = Play(quantity: 5);

        var commands = rig.EndSession();

        Assert.That(commands[^2].Hash, Is.EqualTo(rig.Core.Witness));
        Assert.That(commands[^1].Hash, Is.EqualTo(rig.Core.Digest()));
    }

    [Test]
    public void Witness_goes_out_at_its_interval()
    {
        var rig = CoreRig.Started();
        while (rig.Core.Sequence + 2 < TradingCore.WitnessInterval)
        {
            rig.Send(Event.Create(EventKind.Tick, default, InstrumentId.None));
        }

        var commands = rig.Send(Event.Create(EventKind.Tick, default, InstrumentId.None));

        Assert.That(commands.Single().Kind, Is.EqualTo(CommandKind.Witness));
        Assert.That(commands.Single().Count, Is.EqualTo(TradingCore.WitnessInterval));
    }

    [Test]
    public void State_that_is_put_back_has_the_same_digest()
    {
        var original = Play(quantity: 5);
        var writer = new StateWriter();
        original.Core.VisitState(writer);
        var copy = Play(quantity: 3);

        var reader = new StateReader(writer.Words);
        copy.Core.VisitState(reader);

        Assert.That(reader.IsExhausted, Is.True);
        Assert.That(copy.Core.Digest(), Is.EqualTo(original.Core.Digest()));
    }

    [Test]
    public void State_that_is_put_back_has_the_same_limits()
    {
        var original = CoreRig.Started();
        original.SetLimit(3, "priceCollarBps", ParameterType.Real, BitConverter.DoubleToInt64Bits(12.5));
        var writer = new StateWriter();
        original.Core.VisitState(writer);
        var copy = CoreRig.Started();

        copy.Core.VisitState(new StateReader(writer.Words));

        Assert.That(copy.Core.Limits.PriceCollarCentiBps, Is.EqualTo(1_250));
    }

    [Test]
    public void OnEvent_allocates_nothing()
    {
        var rig = CoreRig.Started();
        rig.Script.IsQuiet = true;
        rig.Script.OnBookDo = s => s.Now.Cancel(s.Buy(990, 1));
        var sequence = Churn(rig.Core, rig.Core.Sequence, rounds: 2_000);

        var allocated = Allocations.Least(() => sequence = Churn(rig.Core, sequence, rounds: 2_000));

        Assert.That(allocated, Is.Zero);
    }

    private static long Churn(TradingCore core, long sequence, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            var isBid = i % 2 == 0;
            var e = CoreRig.Level(isBid ? Side.Bid : Side.Ask, isBid ? 999 - (i % 7) : 1_001 + (i % 5), 1 + i);
            e.Time = core.Clock + 1;
            core.OnEvent(e, ++sequence);
        }

        return sequence;
    }

    private static CoreRig Play(long quantity)
    {
        var rig = CoreRig.Started();
        OrderId order = default;
        rig.Script.OnBookDo = s => order = order == OrderId.None ? s.Buy(1_001, 5) : order;
        rig.Send(CoreRig.Level(Side.Bid, 999, 6));
        rig.Accept(order);
        rig.Fill(order, Side.Bid, 1_001, quantity, tradeKey: 1, feeUnits: 100);
        rig.Send(CoreRig.Level(Side.Ask, 1_000, 6));
        return rig;
    }

    private static string BytesOf(List<Command> commands) =>
        Convert.ToHexString(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(commands)));
}
