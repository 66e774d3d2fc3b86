using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>Orders from request to end, in the orders of events that venues produce.</summary>
internal sealed class OrderLifeTests
{
    private readonly CoreRig _rig = CoreRig.Started();

    private ScriptedStrategy Script => _rig.Script;

    [Test]
    public void Place_puts_out_the_order_with_its_cause()
    {
        var id = Ask(() => Script.Buy(990, 5));

        var command = _rig.LastCommands.Single();
        Assert.Multiple(() =>
        {
            Assert.That(command.Kind, Is.EqualTo(CommandKind.PlaceOrder));
            Assert.That(command.OrderId, Is.EqualTo(id));
            Assert.That(command.Cause, Is.EqualTo(_rig.Core.Sequence));
            Assert.That(command.Price, Is.EqualTo(new PriceTicks(990)));
            Assert.That(command.Quantity, Is.EqualTo(new QtyLots(5)));
            Assert.That(command.Side, Is.EqualTo(Side.Bid));
        });
    }

    [Test]
    public void Fill_before_the_acknowledgement_counts_and_the_late_acknowledgement_changes_nothing()
    {
        var id = Ask(() => Script.Buy(990, 5));

        _rig.Fill(id, Side.Bid, 990, 2, tradeKey: 1);
        _rig.Accept(id);

        Assert.That(Script.StateOf(id), Is.EqualTo(OrderState.PartiallyFilled));
    }

    [Test]
    public void Fill_with_a_known_trade_key_is_counted_once()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Accept(id);

        _rig.Fill(id, Side.Bid, 990, 2, tradeKey: 1);
        _rig.Fill(id, Side.Bid, 990, 2, tradeKey: 1);

        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(new QtyLots(2)));
        Assert.That(Script.Fills, Has.Count.EqualTo(1));
    }

    [Test]
    public void Fill_after_the_cancel_still_moves_the_position()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Accept(id);
        _rig.Done(EventKind.OrderCanceled, id);

        var commands = _rig.Fill(id, Side.Bid, 990, 5, tradeKey: 1);

        Assert.Multiple(() =>
        {
            Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(new QtyLots(5)));
            Assert.That(Script.StateOf(id), Is.EqualTo(OrderState.Filled));
            Assert.That(commands.Select(c => c.Kind), Does.Contain(CommandKind.Alert));
        });
    }

    [Test]
    public void Time_out_makes_the_order_unknown_and_asks_the_venue()
    {
        var id = Ask(() => Script.Buy(990, 5));

        var commands = _rig.Gateway(id, GatewayOutcome.TimedOut);

        Assert.That(Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(commands.Single().Kind, Is.EqualTo(CommandKind.QueryOrder));
    }

    [Test]
    public void Unknown_order_lets_no_new_risk_in_until_the_venue_has_answered()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Gateway(id, GatewayOutcome.TimedOut);
        _rig.SetOrders("notFoundAfter", 0);

        var refused = Ask(() => Script.Buy(980, 1));
        var reason = _rig.LastCommands.Single().Reason;
        _rig.Status(id, OrderState.Unknown);
        var allowed = Ask(() => Script.Buy(980, 1));

        Assert.Multiple(() =>
        {
            Assert.That(refused, Is.EqualTo(OrderId.None));
            Assert.That(reason, Is.EqualTo(ReasonCode.UnknownOrderOutstanding));
            Assert.That(Script.StateOf(id), Is.EqualTo(OrderState.Rejected));
            Assert.That(allowed, Is.Not.EqualTo(OrderId.None));
        });
    }

    [Test]
    public void Status_filled_of_an_order_that_is_known_as_filled_changes_nothing_and_asks_nothing()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Accept(id);
        _rig.Fill(id, Side.Bid, 990, 5, tradeKey: 1);

        var commands = _rig.Status(id, OrderState.Filled, price: 990, quantity: 5, filled: 5);

        Assert.That(Script.StateOf(id), Is.EqualTo(OrderState.Filled));
        Assert.That(commands, Is.Empty);
    }

    [Test]
    public void Status_after_an_amend_that_timed_out_says_what_the_order_asks_for()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Accept(id);
        Ask(() => Script.Now.Amend(id, new PriceTicks(991), new QtyLots(7)));
        _rig.Gateway(id, GatewayOutcome.TimedOut);

        _rig.Status(id, OrderState.New, price: 991, quantity: 7);

        Assert.That(Script.Now.TryGetOrder(id, out var order), Is.True);
        Assert.That(order.State, Is.EqualTo(OrderState.New));
        Assert.That((order.Price.Value, order.Quantity.Value), Is.EqualTo((991L, 7L)));
    }

    [Test]
    public void Status_filled_after_all_its_fills_ends_an_order_that_was_amended_down_unheard()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Accept(id);
        Ask(() => Script.Now.Amend(id, new PriceTicks(990), new QtyLots(3)));
        _rig.Gateway(id, GatewayOutcome.TimedOut);
        _rig.Fill(id, Side.Bid, 990, 3, tradeKey: 1);

        _rig.Status(id, OrderState.Filled, price: 990, quantity: 3, filled: 3);

        Assert.That(Script.StateOf(id), Is.EqualTo(OrderState.Filled));
    }

    [Test]
    public void Request_that_was_not_sent_ends_the_order_and_frees_its_exposure()
    {
        var id = Ask(() => Script.Buy(990, 5));

        _rig.Gateway(id, GatewayOutcome.NotConnected);

        Assert.That(Script.StateOf(id), Is.EqualTo(OrderState.Rejected));
        Assert.That(_rig.Core.OpenOrderCount, Is.Zero);
    }

    [Test]
    public void Cancel_goes_out_once_and_a_second_one_is_refused()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Accept(id);

        Ask(() => Script.Now.Cancel(id));
        var first = _rig.LastCommands.Single().Kind;
        Ask(() => Script.Now.Cancel(id));

        Assert.That(first, Is.EqualTo(CommandKind.CancelOrder));
        Assert.That(_rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.RequestInFlight));
    }

    [Test]
    public void Cancel_that_the_venue_does_not_know_may_hide_a_fill_so_it_is_asked()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Accept(id);
        Ask(() => Script.Now.Cancel(id));

        var commands = _rig.Refused(EventKind.CancelRejected, id, ReasonCode.VenueUnknownOrder);

        Assert.That(Script.StateOf(id), Is.EqualTo(OrderState.Unknown));
        Assert.That(commands.Single().Kind, Is.EqualTo(CommandKind.QueryOrder));
    }

    [Test]
    public void Amend_counts_the_larger_quantity_until_it_is_answered()
    {
        var id = Ask(() => Script.Buy(1_000, 100));
        _rig.Accept(id);
        // 10,000 quote is the limit of a position: 100 ticks × lots of 1,000 are 100 quote each, so 9,900 lots are
        // left.
        Ask(() => Script.Now.Amend(id, new PriceTicks(1_000), new QtyLots(9_000)));

        var refused = Ask(() => Script.Buy(1_000, 1_001));
        _rig.Refused(EventKind.AmendRejected, id);
        var allowed = Ask(() => Script.Buy(1_000, 1_001));

        Assert.That(refused, Is.EqualTo(OrderId.None));
        Assert.That(allowed, Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Amend_takes_the_venues_values()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Accept(id);
        Ask(() => Script.Now.Amend(id, new PriceTicks(991), new QtyLots(7)));

        _rig.Amended(id, 991, 7);

        Assert.That(Script.Now.TryGetOrder(id, out var order), Is.True);
        Assert.That((order.Price.Value, order.Quantity.Value, order.State), Is.EqualTo((991L, 7L, OrderState.New)));
    }

    [Test]
    public void Fill_of_an_order_that_is_not_in_the_books_moves_the_account_and_alerts()
    {
        var commands = _rig.Fill(new OrderId(4_711), Side.Bid, 1_000, 3, tradeKey: 9);

        Assert.Multiple(() =>
        {
            Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(new QtyLots(3)));
            Assert.That(
                _rig.Core.Portfolio.OfStrategy(StrategyId.Engine, CoreRig.Instrument).Quantity,
                Is.EqualTo(new QtyLots(3)));
            Assert.That(commands.Single().Reason, Is.EqualTo(ReasonCode.OrderUnknown));
        });
    }

    [Test]
    public void Session_that_begins_again_makes_requests_in_flight_unknown_and_trading_reducing()
    {
        var inFlight = Ask(() => Script.Buy(990, 5));
        var open = Ask(() => Script.Buy(980, 5));
        _rig.Accept(open);

        _rig.StartSession();

        Assert.Multiple(() =>
        {
            Assert.That(Script.StateOf(inFlight), Is.EqualTo(OrderState.Unknown));
            Assert.That(Script.StateOf(open), Is.EqualTo(OrderState.New));
            Assert.That(_rig.Core.TradingState, Is.EqualTo(Engine.Core.Risk.TradingState.Reducing));
            Assert.That(_rig.Core.Markets[0].IsLive, Is.False);
        });
    }

    [Test]
    public void Halt_cancels_what_is_open_and_refuses_what_is_new()
    {
        var id = Ask(() => Script.Buy(990, 5));
        _rig.Accept(id);

        var commands = _rig.Operator(OperatorAction.Halt);
        var refused = Ask(() => Script.Buy(990, 5));

        Assert.Multiple(() =>
        {
            Assert.That(
                commands.Select(c => c.Kind).ToArray(),
                Is.EqualTo(new[] { CommandKind.TradingState, CommandKind.CancelOrder }));
            Assert.That(refused, Is.EqualTo(OrderId.None));
            Assert.That(_rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.Halted));
        });
    }

    /// <summary>Lets the strategy ask in answer to the next change of the book.</summary>
    private T Ask<T>(Func<T> request)
    {
        T? answer = default;
        Script.OnBookDo = _ => answer = request();
        _rig.Send(CoreRig.Level(Side.Bid, 999, 1_000 + _rig.Core.Sequence));
        Script.OnBookDo = null;
        return answer!;
    }
}
