using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Tests.Core.Portfolios;

namespace Tests.Core.Risk;

/// <summary>Which check is asked when: of what grows and what reduces, of sides, amends, flips and rests.</summary>
/// <remarks>The book is 999 / 1,001; a lot at 1,000 ticks is 1 quote.</remarks>
internal sealed class WhichCheckAppliesTests
{
    private readonly ScriptedStrategy _script = new();
    private readonly ScriptedStrategy _other = new();
    private readonly CoreRig _rig;
    private long _key;

    public WhichCheckAppliesTests() => _rig = CoreRig.Started(ContractType.LinearPerpetual, _script, _other);

    // 500 bps of 1,000 ticks are 50.
    [TestCase(Side.Bid, 1_050, true)]
    [TestCase(Side.Bid, 1_051, false)]
    [TestCase(Side.Ask, 950, true)]
    [TestCase(Side.Ask, 949, false)]
    public void Collar_from_the_middle_holds_on_both_sides(Side side, long price, bool passes) =>
        AssertPasses(Ask(s => Limit(s, side, price, 1)), passes, ReasonCode.PriceCollar);

    [TestCase(Side.Bid, 1_000, true)]
    [TestCase(Side.Bid, 1_010, false)]
    [TestCase(Side.Ask, 1_000, true)]
    [TestCase(Side.Ask, 990, false)]
    public void Collar_from_the_mark_holds_on_both_sides(Side side, long price, bool passes)
    {
        _rig.SetRisk("markCollarBps", 50);
        _rig.Mark(100);

        AssertPasses(Ask(s => Limit(s, side, price, 1)), passes, ReasonCode.MarkCollar);
    }

    [Test]
    public void Limit_that_waits_for_its_trigger_is_not_held_against_the_mark_of_now()
    {
        _rig.SetRisk("markCollarBps", 50);
        _rig.Mark(100);

        var id = Ask(s => s.Now.Place(OrderRequest.Limit(
            CoreRig.Instrument, Side.Bid, new PriceTicks(1_020), new QtyLots(1)) with
        {
            Type = OrderType.StopLimit,
            Trigger = new PriceTicks(1_020),
        }));

        Assert.That(id, Is.Not.EqualTo(OrderId.None));
    }

    [TestCase(Side.Bid)]
    [TestCase(Side.Ask)]
    public void Market_order_does_not_reach_our_own_at_the_touch(Side side)
    {
        var (own, price) = side == Side.Bid ? (Side.Ask, 1_001) : (Side.Bid, 999);
        Ask(s => Limit(s, own, price, 1));

        AssertPasses(Ask(s => s.Market(side, 1)), passes: false, ReasonCode.OwnOrderCrossing);
    }

    [TestCase(Side.Bid, 1_002)]
    [TestCase(Side.Ask, 998)]
    public void Market_order_passes_our_own_behind_the_touch(Side side, long price)
    {
        Ask(s => Limit(s, side == Side.Bid ? Side.Ask : Side.Bid, price, 1));

        Assert.That(Ask(s => s.Market(side, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Conditional_order_that_is_not_reduce_only_closes_what_no_open_order_closes_already()
    {
        Hold(_script, Side.Bid, 10);
        Ask(s => s.Sell(1_010, 10));
        _rig.Operator(OperatorAction.Reduce);

        AssertPasses(Ask(s => StopSell(s, 10, reduceOnly: false)), passes: false, ReasonCode.ReducingOnly);
        Assert.That(Ask(s => StopSell(s, 10, reduceOnly: true)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Order_that_reduces_can_be_moved_while_trading_reduces()
    {
        Hold(_script, Side.Bid, 10);
        var id = Ask(s => s.Sell(1_010, 6));
        _rig.Accept(id);
        _rig.Operator(OperatorAction.Reduce);

        Assert.That(Amend(id, 1_005, 6), Is.True);
    }

    [TestCase(10, true)]
    [TestCase(11, false)]
    public void Order_that_reduces_grows_to_what_can_be_closed_while_trading_reduces(long lots, bool passes)
    {
        Hold(_script, Side.Bid, 10);
        var id = Ask(s => s.Sell(1_010, 6));
        _rig.Accept(id);
        _rig.Operator(OperatorAction.Reduce);

        Assert.That(Amend(id, 1_010, lots), Is.EqualTo(passes));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Amend_is_judged_as_an_order_is(bool isHalted)
    {
        var id = Ask(s => s.Buy(990, 6));
        _rig.Accept(id);
        _rig.SetRisk("maxOrderNotional", 10);
        if (isHalted)
        {
            _rig.Gap();
        }

        // Of 990 ticks: 6.93 are within 10, 10.89 are not.
        Assert.That((Amend(id, 990, 7), Amend(id, 990, 11)), Is.EqualTo((!isHalted, false)));
    }

    [TestCase(14, true)]
    [TestCase(15, true)]
    [TestCase(16, false)]
    public void Amend_counts_its_order_once_in_position_and_exposure(long lots, bool passes)
    {
        foreach (var limit in new[] { "maxPositionNotional", "maxExposure" })
        {
            _rig.SetRisk(limit, 15);
        }

        var id = Ask(s => s.Buy(999, 10));
        _rig.Accept(id);

        Assert.That(Amend(id, 999, lots), Is.EqualTo(passes));
    }

    [Test]
    public void What_reduces_the_account_is_held_against_the_strategys_own_limit()
    {
        _rig.SetRisk("maxPositionNotional", 5, strategy: 1);
        Hold(_other, Side.Bid, 20);

        AssertPasses(Ask(s => s.Sell(1_005, 6)), passes: false, ReasonCode.PositionLimit);
        Assert.That(Ask(s => s.Sell(1_005, 5)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Liquidation_makes_room_for_exposure()
    {
        _rig.SetRisk("maxExposure", 20);
        Hold(_script, Side.Bid, 20);
        AssertPasses(Ask(s => s.Buy(999, 1)), passes: false, ReasonCode.ExposureLimit);

        _rig.Fill(Side.Ask, 1_000, 20, ++_key, EventFlags.None);

        Assert.That(Ask(s => s.Buy(999, 20)), Is.Not.EqualTo(OrderId.None));
    }

    [TestCase(Side.Bid)]
    [TestCase(Side.Ask)]
    public void Fill_that_turns_a_position_opens_one_and_ends_one(Side first)
    {
        // Two openings are allowed: the first, and the one by which the position turns.
        _rig.SetRisk("maxOpeningsPerHour", 2);
        Hold(_script, first, 5);
        Turn(first, 10, 1_000);
        Turn(first == Side.Bid ? Side.Ask : Side.Bid, 5, 1_000);

        AssertPasses(Ask(s => s.Market(first, 1)), passes: false, ReasonCode.OpeningsPerHour);
    }

    [TestCase(Side.Bid, 990)]
    [TestCase(Side.Ask, 1_010)]
    public void Fill_that_turns_a_position_at_a_loss_counts_as_a_loss(Side first, long price)
    {
        _rig.SetRisk("lossesInARow", 1);
        Hold(_script, first, 5);

        Turn(first, 10, price);

        AssertPasses(
            Ask(s => s.Market(first == Side.Bid ? Side.Ask : Side.Bid, 1)), passes: false, ReasonCode.CoolDown);
    }

    [Test]
    public void Part_closed_at_a_loss_is_no_loss_yet()
    {
        _rig.SetRisk("lossesInARow", 1);
        Hold(_script, Side.Bid, 5);

        Turn(Side.Bid, 2, 990);

        Assert.That(Ask(s => s.Market(Side.Bid, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Loss_after_a_larger_gain_is_a_loss()
    {
        _rig.SetRisk("lossesInARow", 1);
        Hold(_script, Side.Bid, 5);
        Turn(Side.Bid, 5, 1_100);
        Hold(_script, Side.Bid, 5);

        Turn(Side.Bid, 5, 990);

        AssertPasses(Ask(s => s.Market(Side.Bid, 1)), passes: false, ReasonCode.CoolDown);
    }

    [Test]
    public void Shares_of_the_equity_are_not_judged_before_a_balance_was_told()
    {
        var script = new ScriptedStrategy();
        var rig = new CoreRig(ContractType.LinearPerpetual, script);
        rig.StartSession();
        rig.Book(999, 1_001);
        rig.SetRisk("maxCapitalShare", 0.000001);
        OrderId id = default;
        script.OnBookDo = s => id = s.Buy(999, 10);

        rig.Book(999, 1_001);

        Assert.That(id, Is.Not.EqualTo(OrderId.None));
    }

    // Orders up to 30, positions up to 50, all together 60; 20 are held and 15 may be bought.
    [TestCase("maxOrderNotional", 10, 10)]
    [TestCase("maxOrderNotional", 30, 15)]
    [TestCase("maxPositionNotional", 40, 5)]
    [TestCase("maxPositionNotional", 30, 0)]
    [TestCase("maxExposure", 37, 2)]
    [TestCase("maxCapitalShare", 0.00036, 1)]
    public void Room_is_what_the_tightest_limit_leaves(string limit, double value, long expected)
    {
        _rig.SetRisk("maxOrderNotional", 30);
        _rig.SetRisk("maxPositionNotional", 50);
        _rig.SetRisk("maxExposure", 60);
        Hold(_script, Side.Bid, 20);
        Ask(s => s.Buy(999, 15));

        _rig.SetRisk(limit, value);

        var room = Money.Zero;
        Ask(s =>
        {
            room = s.Now.Room(CoreRig.Instrument);
            return default;
        });
        Assert.That(room.Value, Is.EqualTo(expected * Money.Scale));
    }

    private bool Amend(OrderId id, long price, long lots)
    {
        var isSent = false;
        Ask(s =>
        {
            isSent = s.Now.Amend(id, new PriceTicks(price), new QtyLots(lots));
            return default;
        });
        if (isSent)
        {
            _rig.Amended(id, price, lots);
        }

        return isSent;
    }

    /// <summary>Sells what was bought, or buys back, and perhaps more.</summary>
    private void Turn(Side first, long lots, long price)
    {
        var side = first == Side.Bid ? Side.Ask : Side.Bid;
        _rig.Fill(Ask(s => s.Market(side, lots)), side, price, lots, ++_key);
    }

    private void Hold(ScriptedStrategy who, Side side, long lots) =>
        _rig.Fill(Ask(s => s.Market(side, lots), who), side, 1_000, lots, ++_key);

    private static OrderId Limit(ScriptedStrategy s, Side side, long price, long lots) =>
        side == Side.Bid ? s.Buy(price, lots) : s.Sell(price, lots);

    private static OrderId StopSell(ScriptedStrategy s, long lots, bool reduceOnly) => s.Now.Place(
        OrderRequest.Stop(CoreRig.Instrument, Side.Ask, new PriceTicks(980), new QtyLots(lots), reduceOnly));

    private void AssertPasses(OrderId id, bool passes, ReasonCode reason)
    {
        Assert.That(id != OrderId.None, Is.EqualTo(passes));
        if (!passes)
        {
            Assert.That(_rig.LastCommands[^1].Reason, Is.EqualTo(reason));
        }
    }

    private OrderId Ask(Func<ScriptedStrategy, OrderId> request, ScriptedStrategy? who = null)
    {
        OrderId answer = default;
        var asking = who ?? _script;
        asking.OnBookDo = s => answer = request(s);
        _rig.Send(CoreRig.Level(Side.Bid, 999, 1_000 + _rig.Core.Sequence));
        asking.OnBookDo = null;
        return answer;
    }
}
