using Engine.Core.Risk;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>
/// A later session against a venue that kept trading meanwhile: the books follow it, and say by how much they were
/// wrong.
/// </summary>
internal sealed class RestartTests
{
    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Session_that_begins_again_reduces_only_until_the_reconciliation_is_done()
    {
        _rig.StartSession();
        var before = _rig.Core.TradingState;

        Done();

        Assert.That((before, _rig.Core.TradingState), Is.EqualTo((TradingState.Reducing, TradingState.Active)));
    }

    [TestCase(OperatorAction.Halt, TradingState.Halted)]
    [TestCase(OperatorAction.Reduce, TradingState.Reducing)]
    public void Word_of_the_operator_holds_through_a_restart_until_the_next_one(
        OperatorAction action, TradingState expected)
    {
        _rig.Operator(action);
        _rig.StartSession();
        Done();
        var before = _rig.Core.TradingState;

        _rig.Operator(OperatorAction.Resume);

        Assert.That((before, _rig.Core.TradingState), Is.EqualTo((expected, TradingState.Active)));
    }

    [Test]
    public void Resume_before_the_reconciliation_lets_only_reduce_until_it_is_done()
    {
        _rig.StartSession();
        _rig.Operator(OperatorAction.Resume);
        var before = _rig.Core.TradingState;

        Done();

        Assert.That((before, _rig.Core.TradingState), Is.EqualTo((TradingState.Reducing, TradingState.Active)));
    }

    // The process was down when it was due: what it asks for now must not be judged by market and state of then.
    [Test]
    public void Timer_that_was_due_while_the_process_was_down_finds_the_new_session_reducing()
    {
        var order = OrderId.None;
        _rig.Script.OnTimerDo = (script, _) => order = script.Buy(990, 5);
        _rig.Ask(script =>
        {
            script.Now.SetTimer(script.Now.Now + TimestampNs.PerSecond, tag: 1);
            return OrderId.None;
        });

        var e = Event.Create(
            EventKind.SessionStarted, _rig.Core.Clock + (60 * TimestampNs.PerSecond), InstrumentId.None);
        e.SessionStarted.Epoch = 2;
        var commands = _rig.Send(e);

        Assert.Multiple(() =>
        {
            Assert.That(order, Is.EqualTo(OrderId.None));
            Assert.That(
                commands.Single(command => command.Kind == CommandKind.OrderRefused).Reason,
                Is.EqualTo(ReasonCode.ReducingOnly));
            Assert.That(_rig.Core.Epochs.Current, Is.EqualTo(2));
        });
    }

    [Test]
    public void Request_in_flight_is_asked_about_and_its_fills_and_status_make_it_definite()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.StartSession();
        var asked = _rig.LastCommands.Any(c => c.Kind == CommandKind.QueryOrder && c.OrderId == id);

        _rig.Fill(id, Side.Bid, 990, 5, tradeKey: 1);
        _rig.Status(id, OrderState.Filled, price: 990, quantity: 5, filled: 5);
        Position(5, 99);
        var commands = Done();

        Assert.Multiple(() =>
        {
            Assert.That(asked, Is.True);
            Assert.That(_rig.Script.StateOf(id), Is.EqualTo(OrderState.Filled));
            Assert.That(commands.Select(c => c.Kind), Does.Not.Contain(CommandKind.Reconciled));
            Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Active));
        });
    }

    [Test]
    public void Position_without_known_fill_is_booked_on_the_engine_and_the_command_says_by_how_much()
    {
        Hold(5);
        _rig.StartSession();
        Position(8, 99);

        var commands = Done();

        var said = commands.Single(c => c.Kind == CommandKind.Reconciled);
        Assert.Multiple(() =>
        {
            Assert.That((said.Measured, said.Limit), Is.EqualTo((8L, 5L)));
            Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value, Is.EqualTo(8));
            Assert.That(Held(CoreRig.Strategy), Is.EqualTo(5));
            Assert.That(Held(StrategyId.Engine), Is.EqualTo(3));
            Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Active));
        });
    }

    [Test]
    public void Position_that_the_venue_has_and_the_books_had_not_counts_as_exposure()
    {
        _rig.SetOrders("reconcileTolerance", 1e12);
        _rig.StartSession();
        Position(8, 99);

        Done();

        Assert.That(_rig.Core.Gate.Exposures[CoreRig.Instrument].Worst, Is.EqualTo(8));
    }

    [Test]
    public void Position_closed_meanwhile_is_booked_at_the_market()
    {
        Hold(5);
        _rig.Trade(price: 1_000, quantity: 1);
        _rig.StartSession();
        Position(0, 0);

        Done();

        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(QtyLots.Zero));
        Assert.That(Held(StrategyId.Engine), Is.EqualTo(-5));
    }

    [Test]
    public void Balance_that_differs_is_corrected_and_the_command_says_by_how_much()
    {
        _rig.StartSession();
        Balance(99_995);

        var commands = Done();

        var said = commands.Single(c => c.Kind == CommandKind.Reconciled);
        Assert.That(
            (said.Asset, said.Measured, said.Limit),
            Is.EqualTo((CoreRig.Quote, 99_995 * Money.Scale, 100_000 * Money.Scale)));
        Assert.That(_rig.Core.Portfolio.Cash(CoreRig.Quote), Is.EqualTo(new Money(99_995 * Money.Scale)));
    }

    // The tolerance is 10: 100 lots at 1,000 ticks are 100, 10 lots are 10.
    [TestCase(10, TradingState.Active)]
    [TestCase(11, TradingState.Halted)]
    public void Position_further_away_than_the_tolerance_halts_and_books_nothing(long lots, TradingState expected)
    {
        _rig.StartSession();
        Position(lots, 100);

        var commands = Done();

        var isHalted = expected == TradingState.Halted;
        Assert.Multiple(() =>
        {
            Assert.That(_rig.Core.TradingState, Is.EqualTo(expected));
            Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value, Is.EqualTo(isHalted ? 0 : lots));
            Assert.That(
                commands.Any(c => c is { Kind: CommandKind.Alert, Reason: ReasonCode.ReconciliationDifference }),
                Is.EqualTo(isHalted));
        });
    }

    [Test]
    public void Balance_further_away_than_the_tolerance_leaves_a_small_difference_of_a_position_unbooked_too()
    {
        _rig.StartSession();
        Position(1, 100);
        Balance(50_000);

        Done();

        Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Halted));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(QtyLots.Zero));
    }

    [Test]
    public void Reconciliation_can_be_tried_again_with_a_larger_tolerance()
    {
        _rig.StartSession();
        Position(50, 100);
        Done();
        _rig.SetOrders("reconcileTolerance", 100);

        Position(50, 100);
        Done();

        Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Active));
        Assert.That(Held(StrategyId.Engine), Is.EqualTo(50));
    }

    [Test]
    public void Position_that_the_venue_says_twice_counts_by_its_last_word()
    {
        _rig.StartSession();
        Position(5_000, 100);
        Position(0, 0);

        var commands = Done();

        Assert.That(commands.Select(c => c.Kind), Is.EqualTo(new[] { CommandKind.TradingState }));
    }

    [Test]
    public void Open_order_that_the_books_do_not_have_is_canceled_and_reported()
    {
        _rig.StartSession();

        var commands = _rig.Status(new OrderId(4_711), OrderState.New, price: 990, quantity: 5);

        Assert.That(
            commands.Select(c => (c.Kind, c.OrderId, c.Instrument, c.Reason)),
            Is.EqualTo(new[]
            {
                (CommandKind.CancelOrder, new OrderId(4_711), CoreRig.Instrument, ReasonCode.ForeignOrder),
                (CommandKind.Alert, new OrderId(4_711), CoreRig.Instrument, ReasonCode.ForeignOrder),
            }));
    }

    [Test]
    public void Reconciliation_does_not_undo_the_kill_switch()
    {
        _rig.Operator(OperatorAction.Kill);
        _rig.StartSession();

        Done();

        Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Halted));
    }

    private void Hold(long lots)
    {
        var id = _rig.Ask(s => s.Buy(990, lots));
        _rig.Accept(id);
        _rig.Fill(id, Side.Bid, 990, lots, tradeKey: 1);
    }

    private long Held(StrategyId strategy) =>
        _rig.Core.Portfolio.OfStrategy(strategy, CoreRig.Instrument).Quantity.Value;

    private IReadOnlyList<Command> Done() =>
        _rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None));

    private void Balance(long quote) => _rig.Balance(quote);

    private void Position(long lots, long entryPrice)
    {
        var e = Event.Create(EventKind.Position, default, CoreRig.Instrument);
        e.Position = new Position
        {
            Quantity = new QtyLots(lots),
            EntryPrice = new FinePrice(entryPrice * FinePrice.Scale),
            Account = CoreRig.Account,
        };
        _rig.Send(e);
    }
}
