using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>What of an order can be amended, the order that comes of it, and the terms of brackets.</summary>
internal sealed class OrderTermsTests
{
    [TestCase(OrderType.Limit, false, 5, 0, ReasonCode.None)]
    [TestCase(OrderType.Limit, false, 5, 7, ReasonCode.AmendUnsupported)]
    [TestCase(OrderType.Market, false, 0, 0, ReasonCode.AmendUnsupported)]
    [TestCase(OrderType.Stop, false, 0, 7, ReasonCode.None)]
    [TestCase(OrderType.Stop, false, 5, 7, ReasonCode.AmendUnsupported)]
    [TestCase(OrderType.Stop, true, 0, 0, ReasonCode.AmendUnsupported)]
    [TestCase(OrderType.StopLimit, false, 5, 7, ReasonCode.None)]
    [TestCase(OrderType.StopLimit, true, 5, 0, ReasonCode.None)]
    [TestCase(OrderType.StopLimit, true, 5, 7, ReasonCode.AmendUnsupported)]
    [TestCase(OrderType.TrailingStop, false, 0, 0, ReasonCode.AmendUnsupported)]
    public void Amend_changes_what_the_type_has_while_it_has_it(
        OrderType type, bool isTriggered, long price, long trigger, ReasonCode expected)
    {
        var order = OrderOf(type, isTriggered);

        Assert.That(
            AmendChecks.Judge(order, new OrderTerms(new PriceTicks(price), new QtyLots(9), new PriceTicks(trigger))),
            Is.EqualTo(expected));
    }

    [TestCase(TimeInForce.GoodTillCanceled, ReasonCode.None)]
    [TestCase(TimeInForce.ImmediateOrCancel, ReasonCode.AmendUnsupported)]
    [TestCase(TimeInForce.FillOrKill, ReasonCode.AmendUnsupported)]
    public void Amend_of_what_takes_at_once_comes_too_late(TimeInForce tif, ReasonCode expected)
    {
        var order = OrderOf(OrderType.Limit, isTriggered: false) with { TimeInForce = tif };

        Assert.That(
            AmendChecks.Judge(order, new OrderTerms(new PriceTicks(5), new QtyLots(9), PriceTicks.Zero)),
            Is.EqualTo(expected));
    }

    [TestCase(OrderState.New, ReasonCode.None)]
    [TestCase(OrderState.PartiallyFilled, ReasonCode.None)]
    [TestCase(OrderState.PendingNew, ReasonCode.RequestInFlight)]
    [TestCase(OrderState.PendingAmend, ReasonCode.RequestInFlight)]
    [TestCase(OrderState.PendingCancel, ReasonCode.RequestInFlight)]
    [TestCase(OrderState.Unknown, ReasonCode.RequestInFlight)]
    public void Amend_waits_for_the_answer_before(OrderState state, ReasonCode expected)
    {
        var order = OrderOf(OrderType.Limit, isTriggered: false) with { State = state };

        Assert.That(
            AmendChecks.Judge(order, new OrderTerms(new PriceTicks(5), new QtyLots(9), PriceTicks.Zero)),
            Is.EqualTo(expected));
    }

    // The order is 10 at 1,000 with its trigger at 990.
    [TestCase(1_000, 10, 990, true)]
    [TestCase(1_000, 10, 0, true)]
    [TestCase(1_001, 10, 990, false)]
    [TestCase(1_000, 11, 990, false)]
    [TestCase(1_000, 10, 991, false)]
    public void Amend_to_what_is_there_changes_nothing(long price, long lots, long trigger, bool expected)
    {
        var order = OrderOf(OrderType.StopLimit, isTriggered: false);

        Assert.That(
            AmendChecks.IsAsItStands(
                order, new OrderTerms(new PriceTicks(price), new QtyLots(lots), new PriceTicks(trigger))),
            Is.EqualTo(expected));
    }

    [TestCase(false, 0, OrderType.StopLimit, 990, true)]
    [TestCase(false, 980, OrderType.StopLimit, 980, true)]
    [TestCase(true, 0, OrderType.Limit, 0, false)]
    public void Order_that_comes_of_an_amend_is_a_limit_once_it_is_triggered(
        bool isTriggered, long trigger, OrderType type, long expected, bool onMark)
    {
        var order = OrderOf(OrderType.StopLimit, isTriggered) with
        {
            IsTriggerOnMark = true,
            CumulativeQuantity = new QtyLots(isTriggered ? 3 : 0),
            ExpiryOrOffset = 77,
            IsReduceOnly = true,
        };

        var request = AmendChecks.RequestOf(
            order, new OrderTerms(new PriceTicks(1_001), new QtyLots(12), new PriceTicks(trigger)));

        Assert.That(
            (request.Type, request.Trigger.Value, request.TriggerOnMark, request.Price.Value),
            Is.EqualTo((type, expected, onMark, 1_001L)));
        Assert.That(
            (request.Quantity.Value, request.Expiry.Value, request.TrailingOffsetBps, request.IsReduceOnly),
            Is.EqualTo((isTriggered ? 9L : 12L, 77L, 0L, true)));
    }

    // Prices and distances of take-profit and stop around an entry that is expected at 1,000; zero is: not said.
    [TestCase(Side.Bid, 1_001, 999, 0, 0, ReasonCode.None)]
    [TestCase(Side.Bid, 1_001, 0, 0, 0, ReasonCode.None)]
    [TestCase(Side.Bid, 0, 999, 0, 0, ReasonCode.None)]
    [TestCase(Side.Bid, 1_000, 999, 0, 0, ReasonCode.TakeProfitOnWrongSide)]
    [TestCase(Side.Bid, 1_001, 1_000, 0, 0, ReasonCode.StopOnWrongSide)]
    [TestCase(Side.Bid, 999, 999, 0, 0, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, 998, 999, 0, 0, ReasonCode.TermsContradict)]
    [TestCase(Side.Ask, 999, 1_001, 0, 0, ReasonCode.None)]
    [TestCase(Side.Ask, 999, 0, 0, 0, ReasonCode.None)]
    [TestCase(Side.Ask, 0, 1_001, 0, 0, ReasonCode.None)]
    [TestCase(Side.Ask, 1_000, 1_001, 0, 0, ReasonCode.TakeProfitOnWrongSide)]
    [TestCase(Side.Ask, 999, 1_000, 0, 0, ReasonCode.StopOnWrongSide)]
    [TestCase(Side.Ask, 1_001, 1_001, 0, 0, ReasonCode.TermsContradict)]
    [TestCase(Side.Ask, 1_002, 1_001, 0, 0, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, 0, 0, 5, 5, ReasonCode.None)]
    [TestCase(Side.Bid, 0, 0, 5, 0, ReasonCode.None)]
    [TestCase(Side.Ask, 0, 0, 5, 0, ReasonCode.None)]
    [TestCase(Side.Ask, 0, 0, 0, 5, ReasonCode.None)]
    [TestCase(Side.Bid, 0, 0, 0, 0, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, 0, 0, -5, 5, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, 0, 0, 5, -5, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, -1_001, 0, 0, 0, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, 0, -999, 0, 0, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, 1_001, 0, 5, 0, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, 1_001, 0, 0, 5, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, 0, 999, 5, 0, ReasonCode.TermsContradict)]
    [TestCase(Side.Bid, 0, 999, 0, 5, ReasonCode.TermsContradict)]
    public void Bracket_lies_on_both_sides_of_its_entry(
        Side side, long profit, long stop, long profitDistance, long stopDistance, ReasonCode expected)
    {
        var bracket = Bracket.At(new PriceTicks(profit), new PriceTicks(stop)) with
        {
            TakeProfitDistance = profitDistance,
            StopDistance = stopDistance,
        };

        var verdict = BracketChecks.Judge(Entry(side), bracket, new PriceTicks(1_000), out _);

        Assert.That(verdict.Reason, Is.EqualTo(expected));
    }

    [TestCase(1_000, 990)]
    [TestCase(1, 1)]
    [TestCase(0, 0)]
    [TestCase(-1, 0)]
    public void Stop_of_a_bracket_is_known_where_its_entrys_price_is(long price, long expected)
    {
        var verdict = BracketChecks.Judge(
            Entry(Side.Bid), Bracket.Within(10, 10), new PriceTicks(price), out var stop);

        Assert.That(stop.Value, Is.EqualTo(expected));
        Assert.That(verdict.IsPass, Is.EqualTo(price != 1));
    }

    [Test]
    public void Bracket_around_what_reduces_is_refused() => Assert.That(
        BracketChecks.Judge(
            Entry(Side.Bid) with { IsReduceOnly = true }, Bracket.Within(10, 10), new PriceTicks(1_000), out _).Reason,
        Is.EqualTo(ReasonCode.TermsContradict));

    [TestCase(Side.Bid, 2, 1, ReasonCode.None)]
    [TestCase(Side.Bid, 1, 1, ReasonCode.StopOnWrongSide)]
    [TestCase(Side.Ask, 1, 2, ReasonCode.None)]
    [TestCase(Side.Ask, 1, 1, ReasonCode.StopOnWrongSide)]
    [TestCase(Side.Ask, 0, 1, ReasonCode.None)]
    [TestCase(Side.Bid, 0, 1, ReasonCode.None)]
    [TestCase(Side.Bid, 1, 0, ReasonCode.None)]
    [TestCase(Side.Ask, 1, 0, ReasonCode.None)]
    [TestCase(Side.Bid, -1, 0, ReasonCode.PriceNotPositive)]
    [TestCase(Side.Bid, 0, -1, ReasonCode.PriceNotPositive)]
    public void Take_profit_and_stop_agree(Side side, long profit, long stop, ReasonCode expected) => Assert.That(
        BracketChecks.Agree(Bracket.At(new PriceTicks(profit), new PriceTicks(stop)), side), Is.EqualTo(expected));

    private static Order OrderOf(OrderType type, bool isTriggered) => new()
    {
        Type = type,
        IsTriggered = isTriggered,
        State = OrderState.New,
        Price = new PriceTicks(1_000),
        Quantity = new QtyLots(10),
        Trigger = new PriceTicks(990),
        TimeInForce = type.HasLimit() ? TimeInForce.GoodTillCanceled : TimeInForce.ImmediateOrCancel,
    };

    private static OrderRequest Entry(Side side) =>
        OrderRequest.Limit(CoreRig.Instrument, side, new PriceTicks(1_000), new QtyLots(10));
}
