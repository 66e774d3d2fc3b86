using System.Runtime.InteropServices;
using Engine.Core;
using Engine.Core.Guards;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;
using Tests.Core.Portfolios;

namespace Tests.Core.Restoring;

/// <summary>What limits and guards go by is put back as it was, and so is what they make of an order.</summary>
internal sealed class RestoredRiskTests
{
    private readonly ScriptedStrategy _script = new();
    private readonly ScriptedStrategy _other = new();
    private long _key;

    [TestCase(PositionMode.Netting)]
    [TestCase(PositionMode.Hedge)]
    public void Exposures_are_those_of_the_core_that_was_stopped(PositionMode mode)
    {
        var rig = Busy(mode);

        var restored = Restore(rig);

        Assert.That(restored.Digest(), Is.EqualTo(rig.Core.Digest()));
        Assert.That(Figures(restored), Is.EqualTo(Figures(rig.Core)));
        Assert.That(rig.Core.Gate.Exposures.WorstValue, Is.GreaterThan((Int128)0));
    }

    [TestCase(PositionMode.Netting)]
    [TestCase(PositionMode.Hedge)]
    public void Order_is_judged_as_by_the_core_that_was_stopped(PositionMode mode)
    {
        var rig = Busy(mode);
        var restored = Restore(rig);
        var reasons = new HashSet<ReasonCode>();

        foreach (var strategy in new ushort[] { 1, 2 })
        {
            foreach (var lots in new[] { 1, 20, 30, 70 })
            {
                foreach (var side in new[] { Side.Bid, Side.Ask })
                {
                    var request = OrderRequest.Market(CoreRig.Instrument, side, new QtyLots(lots));
                    var (id, now) = (new StrategyId(strategy), rig.Core.Clock);
                    var expected = rig.Core.Gate.Check(id, request, openOrders: 4, now);

                    var verdict = restored.Gate.Check(id, request, openOrders: 4, now);

                    Assert.That(verdict, Is.EqualTo(expected), $"{strategy} {side} {lots}");
                    reasons.Add(verdict.Reason);
                }
            }
        }

        Assert.That(reasons, Has.Count.GreaterThan(3));
    }

    // Eight orders went out, four of them of the second strategy, and three positions were opened.
    [TestCase("maxOrdersPerHour", 9, ReasonCode.None)]
    [TestCase("maxOrdersPerHour", 8, ReasonCode.OrdersPerHour)]
    [TestCase("maxOpeningsPerHour", 4, ReasonCode.None)]
    [TestCase("maxOpeningsPerHour", 3, ReasonCode.OpeningsPerHour)]
    public void Rates_are_counted_on(string limit, int most, ReasonCode expected)
    {
        var rig = Busy(PositionMode.Netting);
        rig.SetRisk("lossesInARow", 0);
        rig.Operator(OperatorAction.ResetFigures);
        rig.SetRisk(limit, most);
        // More than is held, so that it opens a position of the account too.
        var (request, other) =
            (OrderRequest.Market(CoreRig.Instrument, Side.Ask, new QtyLots(25)), new StrategyId(2));

        var restored = Restore(rig);

        Assert.That(
            rig.Core.Gate.Check(other, request, openOrders: 0, rig.Core.Clock).Reason, Is.EqualTo(expected));
        Assert.That(
            restored.Gate.Check(other, request, openOrders: 0, rig.Core.Clock).Reason, Is.EqualTo(expected));
    }

    [Test]
    public void Breakers_are_as_they_were()
    {
        var rig = Busy(PositionMode.Netting);
        rig.Line(LineState.Lost);

        var restored = Restore(rig);

        var breakers = restored.Gate.Breakers;
        Assert.That(
            (breakers.StateOf(VenueId.Simulated), breakers.IsLineLost(VenueId.Simulated)),
            Is.EqualTo((BreakerState.Open, true)));
    }

    /// <summary>Positions, orders that stand and one that is being canceled, losses and openings.</summary>
    private CoreRig Busy(PositionMode mode)
    {
        var rig = AccountRig.Open(_script, _other, ("positionMode", (long)mode));
        rig.SetRisk("maxOrdersPerHour", 12);
        rig.SetRisk("maxOrdersPerHour", 11, strategy: 2);
        rig.SetRisk("maxOpeningsPerHour", 4);
        rig.SetRisk("maxOrderNotional", 60);
        rig.SetRisk("maxPositionNotional", 60, instrument: CoreRig.Instrument);
        rig.SetRisk("lossesInARow", 2);
        var isHedged = mode == PositionMode.Hedge;
        Trade(rig, _script, Side.Bid, 20, 1_000);
        Trade(rig, _other, Side.Ask, 10, 1_000, isHedged ? EventFlags.ShortLeg : EventFlags.None);
        Trade(rig, _other, Side.Bid, 10, 1_001, isHedged ? EventFlags.ShortLeg : EventFlags.None, isHedged);
        Trade(rig, _other, Side.Ask, 5, 1_000, isHedged ? EventFlags.ShortLeg : EventFlags.None);
        Trade(rig, _other, Side.Bid, 5, 1_001, isHedged ? EventFlags.ShortLeg : EventFlags.None, isHedged);
        Place(rig, _script, OrderRequest.Limit(CoreRig.Instrument, Side.Bid, new PriceTicks(990), new QtyLots(7)));
        var leaving = Place(
            rig, _script, OrderRequest.Limit(CoreRig.Instrument, Side.Ask, new PriceTicks(1_001), new QtyLots(3)));
        var closing = OrderRequest.Limit(CoreRig.Instrument, Side.Ask, new PriceTicks(1_010), new QtyLots(3));
        Place(rig, _script, closing with { IsReduceOnly = true });
        rig.Accept(leaving);
        _script.OnBookDo = s => s.Now.Cancel(leaving);
        rig.Book(999, 1_001);
        _script.OnBookDo = null;
        return rig;
    }

    private void Trade(
        CoreRig rig, ScriptedStrategy who, Side side, long lots, long price, EventFlags flags = EventFlags.None,
        bool reduceOnly = false)
    {
        var order = Place(rig, who, OrderRequest.Market(CoreRig.Instrument, side, new QtyLots(lots), reduceOnly));
        rig.Fill(side, price, lots, ++_key, flags, order: order);
    }

    private static OrderId Place(CoreRig rig, ScriptedStrategy who, OrderRequest request)
    {
        OrderId id = default;
        who.OnBookDo = s => id = s.Now.Place(request);
        rig.Book(999, 1_001);
        who.OnBookDo = null;
        Assert.That(id, Is.Not.EqualTo(OrderId.None), () => rig.LastCommands[^1].Reason.ToString());
        return id;
    }

    private static TradingCore Restore(CoreRig rig)
    {
        var writer = new StateWriter();
        rig.Core.VisitState(writer);
        return TradingCore.Restore(rig, CollectionsMarshal.AsSpan(rig.Events), [.. writer.Words]);
    }

    private static object Figures(TradingCore core)
    {
        var book = core.Gate.Exposures;
        ref readonly var open = ref book[CoreRig.Instrument];
        return (
            (book.WorstValue, book.WorstMargin, book.HasUnpriced, book.MayOpenCount(0), book.MayOpenCount(1)),
            (open.OpenBuyLots, open.OpenSellLots, open.ClosingSellLots, open.OpenOrders, open.Worst),
            (book.OpenOrdersOf(new StrategyId(1)), book.OpenOrdersOf(new StrategyId(2))),
            Cell(core, 1), Cell(core, 2),
            (BestOwn(core, Side.Bid, false), BestOwn(core, Side.Ask, false), BestOwn(core, Side.Ask, true)));
    }

    private static object Cell(TradingCore core, ushort strategy)
    {
        ref var cell = ref core.Gate.Exposures.Of(new StrategyId(strategy), CoreRig.Instrument);
        return (
            cell.OpenBuyLots, cell.OpenSellLots, cell.ClosingBuyLots, cell.ClosingSellLots, cell.NetWhenFlat,
            cell.MayOpen);
    }

    private static long BestOwn(TradingCore core, Side side, bool standingOnly) =>
        core.Gate.Exposures.TryBestOwn(CoreRig.Instrument, side, standingOnly, out var price) ? price : 0;
}
