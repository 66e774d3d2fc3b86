using Engine.Core;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;
using Tests.Support;

namespace Tests.Core.Orders;

/// <summary>
/// Finished orders and groups leave their tables: a million of them take no more room than the first few.
/// </summary>
internal sealed class BoundedMemoryTests
{
    private const int Orders = 1_000_000;

    [Test]
    public void A_million_orders_allocate_nothing_and_leave_a_state_of_the_same_size()
    {
        var rig = QuietRig();
        OrderId last = default;
        rig.Script.OnBookDo = s => last = s.Buy(990, 1);
        var sequence = Churn(rig.Core, rig.Core.Sequence, 20_000, ref last);
        var before = SizeOf(rig.Core);

        var bytes = GC.GetAllocatedBytesForCurrentThread();
        Churn(rig.Core, sequence, Orders, ref last);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;

        Assert.Multiple(() =>
        {
            Assert.That(rig.Core.OrderCount, Is.GreaterThan(Orders));
            Assert.That(rig.Core.OpenOrderCount, Is.Zero);
            Assert.That(SizeOf(rig.Core), Is.EqualTo(before));
            // The runtime itself may allocate once; an order that did would take a thousand times more.
            Assert.That(bytes, Is.LessThan(Orders / 10));
        });
    }

    [Test]
    public void Brackets_allocate_nothing_once_warm_and_leave_a_state_of_the_same_size()
    {
        var rig = QuietRig();
        OrderId entry = default;
        rig.Script.OnBookDo = s => entry = s.Now.Place(
            OrderRequest.Limit(CoreRig.Instrument, Side.Bid, new PriceTicks(1_000), new QtyLots(4)),
            Bracket.At(new PriceTicks(1_050), new PriceTicks(950)));
        var lives = new BracketLives(rig.Core, () => entry);
        lives.Run(12_000);
        var before = SizeOf(rig.Core);

        var allocated = Allocations.Least(() => lives.Run(2_000));

        Assert.That(allocated, Is.Zero);
        Assert.That(SizeOf(rig.Core), Is.EqualTo(before));
        Assert.That(rig.Core.OpenOrderCount, Is.Zero);
    }

    private static CoreRig QuietRig()
    {
        var rig = CoreRig.Started();
        rig.Script.IsQuiet = true;
        rig.SetRisk("maxOpeningsPerHour", 0);
        rig.SetRisk("maxOpeningsPerDay", 0);
        rig.SetGuard("maxOpeningsPerDay", 0);
        return rig;
    }

    private static int SizeOf(TradingCore core)
    {
        var writer = new StateWriter();
        core.VisitState(writer);
        return writer.Words.Count;
    }

    /// <summary>Orders that are placed and canceled, one by one.</summary>
    private static long Churn(TradingCore core, long sequence, int orders, ref OrderId last)
    {
        for (var i = 0; i < orders; i++)
        {
            var e = CoreRig.Level(Side.Bid, 999, 1 + (i & 7));
            e.Time = core.Clock + 1_000;
            core.OnEvent(e, ++sequence);
            var done = Event.Create(EventKind.OrderCanceled, core.Clock, CoreRig.Instrument);
            done.OrderDone = new OrderDone { OrderId = last };
            core.OnEvent(done, ++sequence);
        }

        return sequence;
    }
}
