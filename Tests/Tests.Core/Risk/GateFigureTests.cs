using Engine.Core.Guards;
using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Tests.Core.Portfolios;

namespace Tests.Core.Risk;

/// <summary>With which price, market and loss an order is judged, asked of the gate itself.</summary>
/// <remarks>The book is 999 / 1,001; a lot at 1,000 ticks is 1 quote; the capital is 100,000.</remarks>
internal sealed class GateFigureTests
{
    private const long QuoteUnit = Money.Scale;

    private readonly ScriptedStrategy _script = new();
    private readonly ScriptedStrategy _other = new();
    private CoreRig _rig;
    private long _key;

    public GateFigureTests() => _rig = CoreRig.Started(ContractType.LinearPerpetual, _script, _other);

    // At its limit, at its trigger, else at the middle of the market.
    [TestCase(OrderType.Limit, 9_000)]
    [TestCase(OrderType.Market, 10_000)]
    [TestCase(OrderType.Stop, 12_000)]
    [TestCase(OrderType.TrailingStop, 10_000)]
    [TestCase(OrderType.StopLimit, 11_500)]
    public void Order_is_worth_what_it_would_trade_at(OrderType type, long expected)
    {
        _rig.SetRisk("maxOrderNotional", 1);
        var request = type switch
        {
            OrderType.Limit => LimitOf(Side.Bid, 900, 10),
            OrderType.Market => MarketOf(Side.Bid, 10),
            OrderType.Stop => OrderRequest.Stop(CoreRig.Instrument, Side.Bid, Ticks(1_200), Lots(10), false),
            OrderType.StopLimit => StopLimitOf(1_200, 1_150),
            _ => OrderRequest.TrailingStop(CoreRig.Instrument, Side.Bid, 50, Lots(10), false),
        };

        var verdict = Judge(request);

        Assert.That(
            (verdict.Reason, verdict.Measured),
            Is.EqualTo((ReasonCode.OrderTooLarge, expected * QuoteUnit / 1_000)));
    }

    [TestCase(1_260, ReasonCode.None)]
    [TestCase(1_261, ReasonCode.PriceCollar)]
    public void Limit_that_waits_is_held_against_its_trigger_and_not_against_the_market_of_now(
        long price, ReasonCode expected) =>
        Assert.That(Judge(StopLimitOf(1_200, price)).Reason, Is.EqualTo(expected));

    [TestCase(5, false, ReasonCode.None)]
    [TestCase(4, false, ReasonCode.BelowMinimum)]
    [TestCase(4, true, ReasonCode.None)]
    public void Venues_least_value_holds_but_for_what_is_marked_reduce_only(
        long lots, bool reduceOnly, ReasonCode expected)
    {
        _rig = CoreRig.Started(CoreRig.InstrumentOf(minNotional: 5), _script, _other);
        Hold(_script, Side.Bid, 10);

        Assert.That(Judge(MarketOf(Side.Ask, lots, reduceOnly)).Reason, Is.EqualTo(expected));
    }

    [TestCase(-1, 1)]
    [TestCase(-3, 1)]
    public void Market_without_a_positive_middle_has_no_price_to_judge_by(long bid, long ask)
    {
        Hold(_script, Side.Bid, 10);
        _rig.Book(bid, ask);

        Assert.That(
            Judge(MarketOf(Side.Ask, 5, reduceOnly: true)).Reason, Is.EqualTo(ReasonCode.NoReferencePrice));
    }

    [TestCase(-1, 1)]
    [TestCase(-3, 1)]
    public void Market_without_a_positive_middle_has_no_room(long bid, long ask)
    {
        _rig.Book(bid, ask);

        Assert.That(_rig.Core.Gate.Room(CoreRig.Strategy, CoreRig.Instrument), Is.EqualTo(Money.Zero));
    }

    [TestCase(Side.Bid, 1_001, ReasonCode.PostOnlyWouldCross)]
    [TestCase(Side.Bid, 1_000, ReasonCode.None)]
    [TestCase(Side.Ask, 999, ReasonCode.PostOnlyWouldCross)]
    [TestCase(Side.Ask, 1_000, ReasonCode.None)]
    public void Post_only_order_asks_for_the_side_that_it_could_take_from(Side side, long price, ReasonCode expected)
    {
        LeaveOnly(Opposite(side));

        Assert.That(Judge(LimitOf(side, price, 1) with { IsPostOnly = true }).Reason, Is.EqualTo(expected));
    }

    [TestCase(Side.Bid)]
    [TestCase(Side.Ask)]
    public void Post_only_order_takes_nothing_where_nobody_stands(Side side)
    {
        LeaveOnly(side);

        Assert.That(
            Judge(LimitOf(side, side == Side.Bid ? 1_040 : 960, 1) with { IsPostOnly = true }).IsPass, Is.True);
    }

    [TestCase(Side.Bid)]
    [TestCase(Side.Ask)]
    public void Market_order_meets_our_own_at_the_touch_that_it_takes_from(Side side)
    {
        Ask(LimitOf(Opposite(side), side == Side.Bid ? 1_001 : 999, 1));
        LeaveOnly(Opposite(side));

        Assert.That(Judge(MarketOf(side, 1)).Reason, Is.EqualTo(ReasonCode.OwnOrderCrossing));
    }

    [TestCase(Side.Bid)]
    [TestCase(Side.Ask)]
    public void Market_order_meets_nothing_of_ours_where_the_book_shows_nobody(Side side)
    {
        Ask(LimitOf(Opposite(side), side == Side.Bid ? 1_001 : 999, 1));
        LeaveOnly(side);

        Assert.That(Judge(MarketOf(side, 1)).IsPass, Is.True);
    }

    [Test]
    public void Strategy_beyond_its_limit_may_do_what_leaves_its_worst_position_as_it_is()
    {
        Hold(_script, Side.Bid, 20);
        _rig.SetRisk("maxPositionNotional", 5, strategy: 1);

        Assert.That(Judge(LimitOf(Side.Ask, 1_005, 6)).IsPass, Is.True);
    }

    [TestCase(Side.Bid)]
    [TestCase(Side.Ask)]
    public void Loss_of_a_position_is_that_of_both_sides_where_positions_net(Side held)
    {
        _rig.SetRisk("maxPositionLoss", 1e-5);
        Hold(_script, held, 100);
        _rig.Mark(held == Side.Bid ? 98.9m : 101.1m);

        // Turns the position, so it grows.
        Assert.That(Judge(MarketOf(Opposite(held), 150)).Reason, Is.EqualTo(ReasonCode.PositionLossLimit));
    }

    [TestCase(98.9, Side.Bid, ReasonCode.PositionLossLimit)]
    [TestCase(98.9, Side.Ask, ReasonCode.None)]
    [TestCase(101.1, Side.Bid, ReasonCode.None)]
    [TestCase(101.1, Side.Ask, ReasonCode.PositionLossLimit)]
    public void Loss_of_a_position_is_that_of_the_leg_where_legs_are_apart(
        double mark, Side side, ReasonCode expected)
    {
        _rig = AccountRig.Open(_script, _other, ("positionMode", (long)PositionMode.Hedge));
        _rig.SetRisk("maxPositionLoss", 1e-5);
        Hold(_script, Side.Bid, 100);
        Hold(_script, Side.Ask, 100, EventFlags.ShortLeg);
        _rig.Mark((decimal)mark);

        Assert.That(Judge(MarketOf(side, 1)).Reason, Is.EqualTo(expected));
    }

    [TestCase("maxDailyLossShare", ReasonCode.DailyLossLimit)]
    [TestCase("maxDrawdown", ReasonCode.DrawdownLimit)]
    public void Losses_of_the_account_are_judged_whatever_the_level(string limit, ReasonCode expected)
    {
        Hold(_script, Side.Bid, 100);
        _rig.SetRisk(limit, 1e-5);
        _rig.Mark(98.9m);
        _rig.Core.Gate.Level = RiskLevel.Low;

        Assert.That(Judge(MarketOf(Side.Bid, 1)).Reason, Is.EqualTo(expected));
    }

    [Test]
    public void Stop_at_a_distance_is_judged_of_orders_that_name_none()
    {
        _rig.SetRisk("maxRiskPerTrade", 1e-5);
        Assert.That(Judge(MarketOf(Side.Bid, 51)).IsPass, Is.True);

        _rig.SetRisk("stopDistanceBps", 200);

        var verdict = Judge(MarketOf(Side.Bid, 51));
        Assert.That(
            (verdict.Reason, verdict.Measured, verdict.Limit),
            Is.EqualTo((ReasonCode.RiskPerTrade, 51 * QuoteUnit / 50, QuoteUnit)));
    }

    // One opening is behind it, and its order waits to be the second.
    [TestCase(2, ReasonCode.None)]
    [TestCase(1, ReasonCode.OpeningsPerHour)]
    public void Amend_of_the_order_that_opens_is_judged_as_that_opening(int most, ReasonCode expected)
    {
        _rig.SetRisk("maxOpeningsPerHour", 2);
        Hold(_script, Side.Bid, 5);
        _rig.Fill(Ask(MarketOf(Side.Ask, 5)), Side.Ask, 1_000, 5, ++_key);
        Ask(LimitOf(Side.Bid, 990, 5));
        _rig.SetRisk("maxOpeningsPerHour", most);

        var verdict = _rig.Core.Gate.CheckAmend(
            CoreRig.Strategy, LimitOf(Side.Bid, 990, 6), replacedLots: 5, _rig.Core.Clock);

        Assert.That(verdict.Reason, Is.EqualTo(expected));
    }

    [Test]
    public void Margin_of_an_amend_is_that_of_its_order_in_the_other_ones_place_to_the_last_unit()
    {
        // At a leverage of 3 a lot takes a third of a quote: what is there and what is added are rounded down apart.
        _rig = AccountRig.Open(_script, _other, ("leverage", 3));
        Hold(_script, Side.Bid, 1);
        Ask(LimitOf(Side.Bid, 990, 2));
        _rig.SetRisk("maxMarginUse", 1e-9);

        var verdict = _rig.Core.Gate.CheckAmend(
            CoreRig.Strategy, LimitOf(Side.Bid, 990, 5), replacedLots: 2, _rig.Core.Clock);

        Assert.That(
            (verdict.Reason, verdict.Measured),
            Is.EqualTo((ReasonCode.MarginLimit, (QuoteUnit / 3) + (5 * QuoteUnit / 3))));
    }

    [Test]
    public void First_refusal_is_the_reason_given_where_orders_are_too_many_and_too_large()
    {
        _rig.SetRisk("maxOrdersPerSecond", 1);
        _rig.SetRisk("maxOrderNotional", 5);
        Assert.That(Judge(MarketOf(Side.Bid, 6)).Reason, Is.EqualTo(ReasonCode.OrderTooLarge));
        Ask(LimitOf(Side.Bid, 990, 1));

        Assert.That(Judge(MarketOf(Side.Bid, 6)).Reason, Is.EqualTo(ReasonCode.OrdersPerSecond));
    }

    [Test]
    public void Opening_that_may_be_is_judged_by_what_the_account_has_lost_too()
    {
        Hold(_other, Side.Bid, 100);
        _rig.SetRisk("maxOpeningsPerHour", 10);
        _rig.SetRisk("maxDrawdown", 1e-5);
        _rig.Mark(98.9m);
        _rig.Core.Gate.Level = RiskLevel.Low;

        Assert.That(Judge(MarketOf(Side.Bid, 1)).Reason, Is.EqualTo(ReasonCode.DrawdownLimit));
    }

    private RiskVerdict Judge(in OrderRequest request) =>
        _rig.Core.Gate.Check(CoreRig.Strategy, request, openOrders: 0, _rig.Core.Clock);

    /// <summary>Takes the other side out of the book; what traded last is 1,000.</summary>
    private void LeaveOnly(Side side)
    {
        _rig.Trade(1_000, 1);
        _rig.Send(CoreRig.Level(side, side == Side.Bid ? 999 : 1_001, 1_000, EventFlags.Snapshot));
    }

    private void Hold(ScriptedStrategy who, Side side, long lots, EventFlags flags = EventFlags.None) =>
        _rig.Fill(side, 1_000, lots, ++_key, flags, order: Ask(MarketOf(side, lots), who));

    private OrderId Ask(OrderRequest request, ScriptedStrategy? who = null)
    {
        OrderId answer = default;
        var asking = who ?? _script;
        asking.OnBookDo = s => answer = s.Now.Place(request);
        _rig.Book(999, 1_001);
        asking.OnBookDo = null;
        Assert.That(answer, Is.Not.EqualTo(OrderId.None), () => _rig.LastCommands[^1].Reason.ToString());
        return answer;
    }

    private static OrderRequest LimitOf(Side side, long price, long lots) =>
        OrderRequest.Limit(CoreRig.Instrument, side, Ticks(price), Lots(lots));

    private static OrderRequest MarketOf(Side side, long lots, bool reduceOnly = false) =>
        OrderRequest.Market(CoreRig.Instrument, side, Lots(lots), reduceOnly);

    private static OrderRequest StopLimitOf(long trigger, long price) => LimitOf(Side.Bid, price, 10) with
    {
        Type = OrderType.StopLimit,
        Trigger = Ticks(trigger),
    };

    private static PriceTicks Ticks(long price) => new(price);

    private static QtyLots Lots(long lots) => new(lots);

    private static Side Opposite(Side side) => side == Side.Bid ? Side.Ask : Side.Bid;
}
