using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>Whatever is asked for and reported: what goes out keeps the worst position within its limits.</summary>
internal sealed class ExposurePropertyTests
{
    private const long LimitLots = 40;

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public void Worst_position_never_exceeds_the_limit_when_an_order_leaves(int seed)
    {
        var (rig, dice) = (CoreRig.Started(), new Random(seed));
        rig.SetRisk("maxPositionNotional", LimitLots);
        var open = new SortedDictionary<long, (Side Side, long Lots)>();
        long position = 0, key = 0;
        rig.Script.OnBookDo = s => Ask(s, dice);
        for (var i = 0; i < 120; i++)
        {
            rig.Send(CoreRig.Level(Side.Bid, 999, 1_000 + i));
            foreach (var order in rig.LastCommands.Where(c => c.Kind == CommandKind.PlaceOrder))
            {
                open[order.OrderId.Value] = (order.Side, order.Quantity.Value);
                var (buys, sells) = (Sum(open, Side.Bid), Sum(open, Side.Ask));
                Assert.That(
                    Math.Max(Math.Abs(position + buys), Math.Abs(position - sells)), Is.LessThanOrEqualTo(LimitLots),
                    $"seed {seed}, step {i}");
            }

            if (open.Count > 0 && dice.Next(2) == 0)
            {
                var (id, (side, lots)) = open.ElementAt(dice.Next(open.Count));
                open.Remove(id);
                position += dice.Next(2) == 0 ? Fill(rig, id, side, lots, ++key) : Cancel(rig, id);
            }
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void Halted_and_reducing_trading_add_no_risk(int seed, bool halted)
    {
        var (rig, dice) = (CoreRig.Started(), new Random(seed));
        var held = rig.Ask(s => s.Market(Side.Bid, 20));
        rig.Fill(held, Side.Bid, 1_001, 20, tradeKey: 1);
        rig.Operator(halted ? OperatorAction.Halt : OperatorAction.Reduce);
        rig.Script.OnBookDo = s => Ask(s, dice);
        long selling = 0;
        for (var i = 0; i < 60; i++)
        {
            rig.Send(CoreRig.Level(Side.Bid, 999, 1_000 + i));
            var placed = rig.LastCommands.Where(c => c.Kind == CommandKind.PlaceOrder).ToList();
            Assert.That(placed, Has.All.Matches<Command>(c => !halted && c.Side == Side.Ask), $"seed {seed}");
            selling += placed.Sum(c => c.Quantity.Value);
            Assert.That(selling, Is.LessThanOrEqualTo(20), $"seed {seed}");
        }
    }

    [Test]
    public void Check_allocates_nothing()
    {
        var rig = CoreRig.Started();
        rig.Script.IsQuiet = true;
        rig.SetRisk("maxOrdersPerSecond", 100);
        rig.SetRisk("maxPositionNotional", 50, strategy: 1);
        rig.Script.OnBookDo = s => s.Now.Cancel(s.Buy(990, 1));
        Churn(rig, 0, 3_000);

        Assert.That(Tests.Support.Allocations.Least(() => Churn(rig, 3_000, 500)), Is.Zero);
    }

    private static void Churn(CoreRig rig, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            var e = CoreRig.Level(Side.Bid, 999, 1 + (i % 100));
            e.Time = rig.Core.Clock + 1;
            rig.Core.OnEvent(e, rig.Core.Sequence + 1);
        }
    }

    private static void Ask(ScriptedStrategy script, Random dice)
    {
        var (side, lots) = ((Side)dice.Next(2), 1 + dice.Next(30));
        _ = dice.Next(3) == 0
            ? script.Market(side, lots)
            : side == Side.Bid ? script.Buy(1_000, lots) : script.Sell(1_001, lots);
    }

    private static long Sum(SortedDictionary<long, (Side Side, long Lots)> open, Side side) =>
        open.Values.Where(order => order.Side == side).Sum(order => order.Lots);

    private static long Fill(CoreRig rig, long id, Side side, long lots, long key)
    {
        rig.Fill(new OrderId(id), side, 1_000, lots, key);
        return side == Side.Bid ? lots : -lots;
    }

    private static long Cancel(CoreRig rig, long id)
    {
        rig.Done(EventKind.OrderCanceled, new OrderId(id));
        return 0;
    }
}
