using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>Each limit lets through what is exactly at it and refuses one step beyond, with the reason and the numbers.</summary>
/// <remarks>The market is 999 / 1,001 ticks of 0.1, so the reference is 1,000 ticks = 100 quote, and a lot of 0.01 is 1 quote.</remarks>
internal sealed class RiskGateTests
{
    private const long QuoteUnit = Money.Scale;

    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Order_at_the_notional_limit_goes_and_one_lot_more_does_not()
    {
        _rig.SetLimit(0, "maxOrderNotional", ParameterType.Money, 50 * QuoteUnit);

        var atLimit = Ask(s => s.Buy(1_000, 50));
        var beyond = Ask(s => s.Buy(1_000, 51));

        Assert.That(atLimit, Is.Not.EqualTo(OrderId.None));
        AssertRefused(beyond, ReasonCode.OrderTooLarge, 51 * QuoteUnit, 50 * QuoteUnit);
    }

    [Test]
    public void Position_limit_counts_what_is_open_on_the_side()
    {
        _rig.SetLimit(1, "maxPositionNotional", ParameterType.Money, 100 * QuoteUnit);

        var first = Ask(s => s.Buy(1_000, 60));
        var atLimit = Ask(s => s.Buy(1_000, 40));
        var beyond = Ask(s => s.Buy(1_000, 1));
        var measured = _rig.LastCommands.Single();
        var otherSide = Ask(s => s.Sell(1_001, 100));

        Assert.That(new[] { first, atLimit, otherSide }, Has.None.EqualTo(OrderId.None));
        Assert.That(beyond, Is.EqualTo(OrderId.None));
        Assert.That(
            (measured.Reason, measured.Measured, measured.Limit),
            Is.EqualTo((ReasonCode.PositionLimit, 101 * QuoteUnit, 100 * QuoteUnit)));
    }

    [Test]
    public void Exposure_limit_holds_over_all_instruments()
    {
        _rig.SetLimit(2, "maxExposure", ParameterType.Money, 100 * QuoteUnit);

        var atLimit = Ask(s => s.Buy(1_000, 100));
        var beyond = Ask(s => s.Buy(1_000, 1));

        Assert.That(atLimit, Is.Not.EqualTo(OrderId.None));
        AssertRefused(beyond, ReasonCode.ExposureLimit, 101 * QuoteUnit, 100 * QuoteUnit);
    }

    [Test]
    public void Collar_lets_a_bid_pay_up_to_it_and_no_tick_more()
    {
        _rig.SetLimit(3, "priceCollarBps", ParameterType.Real, BitConverter.DoubleToInt64Bits(100));

        var atCollar = Ask(s => s.Buy(1_010, 1));
        var beyond = Ask(s => s.Buy(1_011, 1));

        Assert.That(atCollar, Is.Not.EqualTo(OrderId.None));
        AssertRefused(beyond, ReasonCode.PriceCollar, 11_000, 10_000);
    }

    [Test]
    public void Collar_never_stops_a_price_that_is_better_than_the_market()
    {
        _rig.SetLimit(3, "priceCollarBps", ParameterType.Real, BitConverter.DoubleToInt64Bits(1));

        Assert.That(Ask(s => s.Buy(1, 1)), Is.Not.EqualTo(OrderId.None));
        Assert.That(Ask(s => s.Sell(5_000, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Open_orders_are_limited()
    {
        _rig.SetLimit(4, "maxOpenOrders", ParameterType.Integer, 1);

        var first = Ask(s => s.Buy(990, 1));
        var second = Ask(s => s.Buy(990, 1));

        Assert.That(first, Is.Not.EqualTo(OrderId.None));
        AssertRefused(second, ReasonCode.TooManyOpenOrders, 2, 1);
    }

    [Test]
    public void Broken_book_refuses_new_risk_and_lets_a_position_be_closed()
    {
        var buy = Ask(s => s.Buy(1_001, 5));
        _rig.Fill(buy, Side.Bid, 1_001, 5, tradeKey: 1);
        _rig.Gap();

        OrderId refused = default;
        OrderId closing = default;
        _rig.Script.OnTimerDo = (s, _) =>
        {
            refused = s.Buy(1_000, 1);
            closing = s.Market(Side.Ask, 5, reduceOnly: true);
        };
        SetTimerAndTick();

        Assert.That(refused, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands[0].Reason, Is.EqualTo(ReasonCode.StaleBook));
        Assert.That(closing, Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Reduce_only_may_not_grow_and_counts_what_is_already_closing()
    {
        var buy = Ask(s => s.Buy(1_001, 5));
        _rig.Fill(buy, Side.Bid, 1_001, 5, tradeKey: 1);

        var closing = Ask(s => s.Market(Side.Ask, 3, reduceOnly: true));
        var tooMuch = Ask(s => s.Market(Side.Ask, 3, reduceOnly: true));

        Assert.That(closing, Is.Not.EqualTo(OrderId.None));
        AssertRefused(tooMuch, ReasonCode.ReduceOnlyWouldGrow, 0, 0);
    }

    [Test]
    public void Spot_is_not_sold_short()
    {
        var rig = CoreRig.Started(ContractType.Spot);
        OrderId sold = new(-1);
        rig.Script.OnBookDo = s => sold = s.Sell(1_001, 1);

        rig.Book(999, 1_001);

        Assert.That(sold, Is.EqualTo(OrderId.None));
        Assert.That(rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.NotShortable));
    }

    [Test]
    public void Post_only_that_would_take_is_refused_before_it_leaves()
    {
        var refused = Ask(s => s.Buy(1_001, 1, postOnly: true));
        var passive = Ask(s => s.Buy(1_000, 1, postOnly: true));

        Assert.That(refused, Is.EqualTo(OrderId.None));
        Assert.That(passive, Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Reducing_lets_only_what_reduces_go()
    {
        var buy = Ask(s => s.Buy(1_001, 5));
        _rig.Fill(buy, Side.Bid, 1_001, 5, tradeKey: 1);
        _rig.Operator(OperatorAction.Reduce);

        var growing = Ask(s => s.Buy(1_000, 1));
        var reducing = Ask(s => s.Sell(1_001, 5));

        AssertRefusedLater(growing);
        Assert.That(reducing, Is.Not.EqualTo(OrderId.None));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Quantity_must_be_positive(long quantity)
    {
        var refused = Ask(s => s.Buy(1_000, quantity));

        AssertRefused(refused, ReasonCode.QuantityNotPositive, 0, 0);
    }

    [Test]
    public void Order_whose_value_does_not_fit_is_refused()
    {
        var refused = Ask(s => s.Buy(1_000, long.MaxValue / 2));

        AssertRefused(refused, ReasonCode.Overflow, 0, 0);
    }

    [Test]
    public void Nothing_goes_before_the_session_starts()
    {
        var rig = new CoreRig();
        rig.Book(999, 1_001);

        Assert.That(rig.Script.Heard, Is.Empty);
        Assert.That(rig.Core.TradingState, Is.EqualTo(Engine.Core.Risk.TradingState.Stopped));
    }

    private static void AssertRefusedLater(OrderId id) => Assert.That(id, Is.EqualTo(OrderId.None));

    private void AssertRefused(OrderId id, ReasonCode reason, long measured, long limit)
    {
        var command = _rig.LastCommands.Single();
        Assert.Multiple(() =>
        {
            Assert.That(id, Is.EqualTo(OrderId.None));
            Assert.That(command.Kind, Is.EqualTo(CommandKind.OrderRefused));
            Assert.That((command.Reason, command.Measured, command.Limit), Is.EqualTo((reason, measured, limit)));
        });
    }

    private OrderId Ask(Func<ScriptedStrategy, OrderId> request)
    {
        OrderId answer = default;
        _rig.Script.OnBookDo = s => answer = request(s);
        _rig.Send(CoreRig.Level(Side.Bid, 999, 1_000 + _rig.Core.Sequence));
        _rig.Script.OnBookDo = null;
        return answer;
    }

    private void SetTimerAndTick()
    {
        var deadline = _rig.Core.Clock + 1;
        _rig.Script.Now.SetTimer(deadline, 1);
        _rig.Send(Event.Create(EventKind.Tick, deadline, InstrumentId.None));
    }
}
