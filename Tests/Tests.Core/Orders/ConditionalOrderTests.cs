using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>
/// Orders that wait for a price, from the strategy's side. The market is 999 / 1,001; a lot is 1 quote.
/// </summary>
internal sealed class ConditionalOrderTests
{
    private const long QuoteUnit = Money.Scale;

    private readonly CoreRig _rig = CoreRig.Started();

    private StrategyContext Context => _rig.Script.Now;

    [Test]
    public void Place_sends_trigger_and_flags_and_the_order_keeps_them()
    {
        var id = Ask(Request(OrderType.StopLimit, Side.Bid, 5, price: 1_020, trigger: 1_010) with
        {
            TriggerOnMark = true,
            TimeInForce = TimeInForce.GoodTillDate,
            Expiry = new TimestampNs(1_000_000),
        });

        var command = _rig.LastCommands.Single();
        Assert.Multiple(() =>
        {
            Assert.That((command.Kind, command.Type), Is.EqualTo((CommandKind.PlaceOrder, OrderType.StopLimit)));
            Assert.That(command.Trigger, Is.EqualTo(new PriceTicks(1_010)));
            Assert.That(command.ExpiryOrOffset, Is.EqualTo(1_000_000));
            Assert.That(command.Flags, Is.EqualTo(CommandFlags.TriggerOnMark));
            Assert.That(OrderOf(id).Trigger, Is.EqualTo(new PriceTicks(1_010)));
            Assert.That(OrderOf(id).IsTriggerOnMark, Is.True);
            Assert.That(OrderOf(id).IsWaiting, Is.True);
        });
    }

    [Test]
    public void Trailing_stop_sends_its_distance()
    {
        Ask(OrderRequest.TrailingStop(CoreRig.Instrument, Side.Bid, 150, new QtyLots(5), reduceOnly: false));

        Assert.That(_rig.LastCommands.Single().ExpiryOrOffset, Is.EqualTo(150));
    }

    [Test]
    public void Trigger_is_told_once_and_does_not_end_the_order()
    {
        var id = Ask(Request(OrderType.Stop, Side.Bid, 5, trigger: 1_010));
        _rig.Accept(id);
        _rig.Script.Orders.Clear();

        Triggered(id);
        Triggered(id);

        Assert.That(_rig.Script.Orders, Is.EqualTo(new[] { (id, OrderState.New) }));
        Assert.That(OrderOf(id).IsTriggered, Is.True);
    }

    [Test]
    public void Trigger_that_overtakes_the_acknowledgement_accepts()
    {
        var id = Ask(Request(OrderType.Stop, Side.Bid, 5, trigger: 1_010));

        Triggered(id);

        Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.New));
    }

    [Test]
    public void Stop_limit_rests_once_it_is_triggered_and_not_before()
    {
        var id = Ask(Request(OrderType.StopLimit, Side.Bid, 5, price: 1_000, trigger: 1_010));
        _rig.Accept(id);
        var before = OrderOf(id).RestingQuantity;

        Triggered(id);

        Assert.That(before, Is.EqualTo(QtyLots.Zero));
        Assert.That(OrderOf(id).RestingQuantity, Is.EqualTo(new QtyLots(5)));
        Assert.That(
            _rig.Core.Markets[0].OwnQuantity(Side.Bid, new PriceTicks(1_000)), Is.EqualTo(new QtyLots(5)));
    }

    [Test]
    public void Reduce_only_stop_and_profit_guard_one_position_and_it_may_be_closed_beside_them()
    {
        Hold(5);

        var stop = Ask(OrderRequest.Stop(CoreRig.Instrument, Side.Ask, new PriceTicks(980), new QtyLots(5)));
        var profit = Ask(OrderRequest.TakeProfit(CoreRig.Instrument, Side.Ask, new PriceTicks(1_020), new QtyLots(5)));
        var closing = Ask(OrderRequest.Market(CoreRig.Instrument, Side.Ask, new QtyLots(5), reduceOnly: true));

        Assert.That(new[] { stop, profit, closing }, Has.None.EqualTo(OrderId.None));
    }

    [Test]
    public void Reduce_only_stop_that_is_triggered_counts_as_closing()
    {
        Hold(5);
        var stop = Ask(OrderRequest.Stop(CoreRig.Instrument, Side.Ask, new PriceTicks(980), new QtyLots(5)));
        _rig.Accept(stop);

        Triggered(stop);
        var closing = Ask(OrderRequest.Market(CoreRig.Instrument, Side.Ask, new QtyLots(5), reduceOnly: true));

        Assert.That(closing, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.ReduceOnlyWouldGrow));
    }

    [Test]
    public void Reduce_only_stop_larger_than_the_position_is_refused()
    {
        Hold(5);

        var stop = Ask(OrderRequest.Stop(CoreRig.Instrument, Side.Ask, new PriceTicks(980), new QtyLots(6)));

        Assert.That(stop, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.ReduceOnlyWouldGrow));
    }

    [Test]
    public void Exposure_is_back_to_nothing_when_a_triggered_guard_has_closed_the_position()
    {
        _rig.SetLimit(1, "maxPositionNotional", ParameterType.Money, 10 * QuoteUnit);
        Hold(5);
        var stop = Ask(OrderRequest.Stop(CoreRig.Instrument, Side.Ask, new PriceTicks(980), new QtyLots(5)));
        _rig.Accept(stop);
        Triggered(stop);
        _rig.Fill(stop, Side.Ask, 980, 5, tradeKey: 2);

        var atLimit = Ask(Request(OrderType.Limit, Side.Ask, 10, price: 1_000));

        Assert.That(_rig.Script.StateOf(stop), Is.EqualTo(OrderState.Filled));
        Assert.That(atLimit, Is.Not.EqualTo(OrderId.None), "10 lots at 100 are exactly the limit");
    }

    [Test]
    public void Stop_is_valued_at_its_trigger_and_has_no_collar()
    {
        // 50 lots at 2,000 ticks are 100 quote; at the market's 1,000 they would be 50.
        _rig.SetLimit(0, "maxOrderNotional", ParameterType.Money, 100 * QuoteUnit);

        var atLimit = Ask(Request(OrderType.Stop, Side.Bid, 50, trigger: 2_000));
        var beyond = Ask(Request(OrderType.Stop, Side.Bid, 51, trigger: 2_000));

        Assert.That(atLimit, Is.Not.EqualTo(OrderId.None));
        Assert.That(beyond, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands.Single().Measured, Is.EqualTo(102 * QuoteUnit));
    }

    [Test]
    public void Stop_limit_may_pay_the_collar_beyond_its_trigger()
    {
        _rig.SetLimit(3, "priceCollarBps", ParameterType.Real, BitConverter.DoubleToInt64Bits(100));

        var atCollar = Ask(Request(OrderType.StopLimit, Side.Bid, 1, price: 2_020, trigger: 2_000));
        var beyond = Ask(Request(OrderType.StopLimit, Side.Bid, 1, price: 2_021, trigger: 2_000));

        Assert.That(atCollar, Is.Not.EqualTo(OrderId.None));
        Assert.That(beyond, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.PriceCollar));
    }

    [Test]
    public void Trailing_stop_is_valued_at_the_market_until_its_activation_price_says_more()
    {
        _rig.SetLimit(0, "maxOrderNotional", ParameterType.Money, 50 * QuoteUnit);
        var request = OrderRequest.TrailingStop(CoreRig.Instrument, Side.Bid, 100, new QtyLots(50), reduceOnly: false);

        Assert.That(Ask(request), Is.Not.EqualTo(OrderId.None));
        Assert.That(Ask(request with { Quantity = new QtyLots(51) }), Is.EqualTo(OrderId.None));
    }

    [Test]
    public void Terms_that_contradict_are_refused_by_name()
    {
        var refused = Ask(Request(OrderType.Market, Side.Bid, 5) with { IsPostOnly = true });

        Assert.That(refused, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.TermsContradict));
    }

    [Test]
    public void Amend_asks_for_another_trigger_and_the_report_sets_it()
    {
        var id = Ask(Request(OrderType.Stop, Side.Bid, 5, trigger: 1_010));
        _rig.Accept(id);

        var isAsked = Amend(id, 0, 6, 1_015);
        var command = _rig.LastCommands.Single();
        var amended = Event.Create(EventKind.OrderAmended, default, CoreRig.Instrument);
        amended.OrderAmended = new OrderAmended
        {
            OrderId = id,
            Quantity = new QtyLots(6),
            Trigger = new PriceTicks(1_015),
        };
        _rig.Send(amended);

        Assert.Multiple(() =>
        {
            Assert.That(isAsked, Is.True);
            Assert.That((command.Kind, command.Trigger.Value), Is.EqualTo((CommandKind.AmendOrder, 1_015L)));
            Assert.That(OrderOf(id).Trigger, Is.EqualTo(new PriceTicks(1_015)));
            Assert.That(OrderOf(id).Quantity, Is.EqualTo(new QtyLots(6)));
            Assert.That(OrderOf(id).State, Is.EqualTo(OrderState.New));
        });
    }

    [TestCase(OrderType.Market, 0, 0)]
    [TestCase(OrderType.TrailingStop, 0, 0)]
    [TestCase(OrderType.Limit, 990, 1_010)]
    [TestCase(OrderType.Stop, 990, 1_015)]
    public void Amend_that_the_type_does_not_allow_is_refused_by_name(OrderType type, long price, long trigger)
    {
        var id = Ask(Request(
            type, Side.Bid, 5, price: type.HasLimit() ? 1_000 : 0, trigger: type == OrderType.Stop ? 1_010 : 0) with
        {
            TrailingOffsetBps = type == OrderType.TrailingStop ? 100 : 0,
        });
        _rig.Accept(id);

        var isAsked = Amend(id, price, 4, trigger);

        Assert.That(isAsked, Is.False);
        Assert.That(_rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.AmendUnsupported));
    }

    [Test]
    public void Trigger_of_an_order_that_is_triggered_is_not_amended_and_its_limit_is()
    {
        var id = Ask(Request(OrderType.StopLimit, Side.Bid, 5, price: 1_000, trigger: 1_010));
        _rig.Accept(id);
        Triggered(id);

        Assert.That(Amend(id, 1_000, 5, 1_015), Is.False);
        Assert.That(_rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.AmendUnsupported));
        Assert.That(Amend(id, 990, 5, 0), Is.True);
    }

    private static OrderRequest Request(OrderType type, Side side, long lots, long price = 0, long trigger = 0) => new()
    {
        Instrument = CoreRig.Instrument,
        Side = side,
        Quantity = new QtyLots(lots),
        Type = type,
        Price = new PriceTicks(price),
        Trigger = new PriceTicks(trigger),
        TimeInForce = TimeInForce.GoodTillCanceled,
    };

    private Order OrderOf(OrderId id)
    {
        Assert.That(Context.TryGetOrder(id, out var order), Is.True);
        return order;
    }

    private void Hold(long lots)
    {
        var buy = Ask(Request(OrderType.Limit, Side.Bid, lots, price: 1_001));
        _rig.Fill(buy, Side.Bid, 1_001, lots, tradeKey: 1);
    }

    private OrderId Ask(OrderRequest request)
    {
        OrderId answer = default;
        OnBook(s => answer = s.Now.Place(request));
        return answer;
    }

    private bool Amend(OrderId id, long price, long lots, long trigger)
    {
        var answer = false;
        OnBook(s => answer = s.Now.Amend(id, new PriceTicks(price), new QtyLots(lots), new PriceTicks(trigger)));
        return answer;
    }

    private void OnBook(Action<ScriptedStrategy> action)
    {
        _rig.Script.OnBookDo = action;
        _rig.Send(CoreRig.Level(Side.Bid, 999, 1_000 + _rig.Core.Sequence));
        _rig.Script.OnBookDo = null;
    }

    private void Triggered(OrderId id)
    {
        var e = Event.Create(EventKind.OrderTriggered, default, CoreRig.Instrument);
        e.OrderTriggered = new OrderTriggered { OrderId = id };
        _rig.Send(e);
    }
}
