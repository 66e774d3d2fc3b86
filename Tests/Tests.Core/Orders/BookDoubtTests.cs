using Engine.Core.Orders;
using Engine.Core.Risk;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>The venue contradicts the books of an instrument: it is asked, believed or held against them.</summary>
internal sealed class BookDoubtTests
{
    private const long Second = TimestampNs.PerSecond;

    private readonly CoreRig _rig = CoreRig.Started();
    private long _tradeKey;

    [Test]
    public void Refusal_to_close_what_the_books_hold_puts_them_in_doubt_and_the_venue_is_asked()
    {
        Hold(5);
        var close = Close(5);

        var commands = _rig.Refused(EventKind.OrderRejected, close, ReasonCode.VenueReduceOnly);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Doubted));
        Assert.That(Kinds(commands), Is.EqualTo(new[] { CommandKind.BooksState, CommandKind.QueryPosition }));
    }

    [Test]
    public void Expiry_for_want_of_a_position_doubts_the_books_as_well()
    {
        Hold(5);
        var close = Close(5);
        _rig.Accept(close);

        _rig.Done(EventKind.OrderExpired, close, reason: ReasonCode.VenueReduceOnly);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Doubted));
    }

    [Test]
    public void Refusal_that_the_books_agree_with_doubts_nothing()
    {
        Hold(5);
        var close = Close(5);
        var second = _rig.Ask(s => s.Market(Side.Ask, 5, reduceOnly: true));
        Fill(close, Side.Ask, 5);

        if (second != OrderId.None)
        {
            _rig.Refused(EventKind.OrderRejected, second, ReasonCode.VenueReduceOnly);
        }

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
    }

    [Test]
    public void While_the_venue_is_asked_a_strategy_asks_for_nothing_more_there()
    {
        Hold(5);
        _rig.Refused(EventKind.OrderRejected, Close(5), ReasonCode.VenueReduceOnly);

        var again = Close(5);

        Assert.That(again, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands[0].Reason, Is.EqualTo(ReasonCode.BooksInDoubt));
    }

    [Test]
    public void Word_that_agrees_ends_the_doubt_and_orders_go_out_again()
    {
        Hold(5);
        _rig.Refused(EventKind.OrderRejected, Close(5), ReasonCode.VenueReduceOnly);

        _rig.Position(5);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
        Assert.That(Close(5), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Refusal_just_after_the_venue_has_agreed_raises_no_doubt_again()
    {
        Hold(5);
        _rig.Refused(EventKind.OrderRejected, Close(5), ReasonCode.VenueReduceOnly);
        _rig.Position(5);

        _rig.Refused(EventKind.OrderRejected, Close(5), ReasonCode.VenueReduceOnly);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
    }

    [Test]
    public void Missing_fill_that_the_question_brings_ends_the_doubt_without_a_correction()
    {
        Hold(5);
        var stop = _rig.Ask(s => s.Now.Place(Stop(5)));
        _rig.Accept(stop);
        _rig.Refused(EventKind.OrderRejected, Close(5), ReasonCode.VenueReduceOnly);

        Fill(stop, Side.Ask, 5);
        _rig.Position(0);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
        Assert.That(_rig.AllCommands, Has.None.Matches<Command>(c => c.Kind == CommandKind.Reconciled));
    }

    [Test]
    public void Difference_is_not_believed_while_an_order_at_market_has_no_end()
    {
        _rig.SetOrders("reconcileTolerance", 0);
        Hold(5);
        _rig.Accept(Close(3));

        for (var i = 0; i < 8; i++)
        {
            _rig.Position(2);
            _rig.Wait(Second);
        }

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Doubted));
    }

    [Test]
    public void Audit_asks_about_flat_books_once_more_after_the_last_order()
    {
        _rig.SetOrders("audit", 60 * Second);
        Hold(5);
        Fill(Close(5), Side.Ask, 5);

        var first = Questions(60 * Second);
        _rig.Position(0);
        var second = Questions(60 * Second);

        Assert.That((first, second), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Liquidation_has_the_venue_asked_and_finds_the_fill_that_was_lost()
    {
        Hold(5);
        var e = Event.Create(EventKind.PositionLiquidated, default, CoreRig.Instrument);
        e.PositionLiquidated.Quantity = new QtyLots(5);

        var atOnce = Kinds(_rig.Send(e)).Count(kind => kind == CommandKind.QueryPosition);
        var later = Questions(Second);
        _rig.Position(0);

        Assert.That((atOnce, later), Is.EqualTo((0, 1)));
        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Doubted));
    }

    [Test]
    public void Small_difference_is_booked_when_the_venue_has_said_it_again_and_again()
    {
        _rig.SetOrders("reconcileTolerance", 1e12);
        Hold(5);
        _rig.Refused(EventKind.OrderRejected, Close(5), ReasonCode.VenueReduceOnly);

        var words = SayUntilAgreed(lots: 0);

        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(QtyLots.Zero));
        Assert.That(words, Is.EqualTo(5));
    }

    [Test]
    public void Large_difference_halts_and_nothing_is_booked()
    {
        _rig.SetOrders("reconcileTolerance", 0);
        Hold(5);
        _rig.Refused(EventKind.OrderRejected, Close(5), ReasonCode.VenueReduceOnly);

        SayUntilAgreed(lots: 0);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Apart));
        Assert.That(_rig.Core.TradingState, Is.EqualTo(TradingState.Halted));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(new QtyLots(5)));
    }

    [Test]
    public void Difference_is_not_booked_while_the_truth_of_an_order_is_outstanding()
    {
        _rig.SetOrders("reconcileTolerance", 1e12);
        Hold(5);
        var resting = _rig.Ask(s => s.Sell(1_050, 2));
        _rig.Gateway(resting, GatewayOutcome.TimedOut);
        _rig.Position(3);

        SayUntilAgreed(lots: 3);

        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(new QtyLots(5)));
    }

    [Test]
    public void Word_that_nobody_asked_for_and_that_differs_puts_the_books_in_doubt()
    {
        _rig.Position(3);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Doubted));
        var refused = _rig.Ask(s => s.Buy(990, 5));
        Assert.That(refused, Is.EqualTo(OrderId.None));
    }

    [Test]
    public void Question_without_an_answer_is_asked_again()
    {
        _rig.Position(3);

        var early = Kinds(_rig.Wait(9 * Second)).Count(kind => kind == CommandKind.QueryPosition);
        var due = Kinds(_rig.Wait(Second)).Count(kind => kind == CommandKind.QueryPosition);

        Assert.That((early, due), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Audit_asks_about_open_orders_and_the_position_though_nothing_speaks_against_them()
    {
        _rig.SetOrders("audit", 60 * Second);
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(id);

        var commands = _rig.Wait(60 * Second);

        Assert.That(Kinds(commands), Is.EqualTo(new[] { CommandKind.QueryOrder, CommandKind.QueryPosition }));
        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
    }

    [Test]
    public void Position_that_is_booked_by_the_venues_word_counts_as_exposure()
    {
        _rig.SetOrders("reconcileTolerance", 1e12);
        _rig.Mark(100);
        _rig.Position(5);

        SayUntilAgreed(lots: 5);

        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity, Is.EqualTo(new QtyLots(5)));
        Assert.That(_rig.Core.Gate.Exposures[CoreRig.Instrument].Worst, Is.EqualTo(5));
    }

    [Test]
    public void New_session_says_that_a_doubt_has_gone()
    {
        _rig.Position(3);

        _rig.StartSession();

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
        Assert.That(
            _rig.LastCommands.Where(c => c.Kind == CommandKind.BooksState).Select(c => (c.StateBefore, c.StateAfter))
                .ToList(),
            Is.EqualTo(new[] { ((long)BooksState.Doubted, (long)BooksState.Agree) }));
        Assert.That(_rig.Core.Gate.Exposures[CoreRig.Instrument].UnknownCount, Is.Zero);
    }

    [Test]
    public void Audit_asks_about_nothing_where_nothing_is_open_and_nothing_held()
    {
        _rig.SetOrders("audit", 60 * Second);

        var commands = _rig.Wait(60 * Second);

        Assert.That(Kinds(commands), Is.Empty);
    }

    [Test]
    public void Audit_that_finds_a_difference_puts_the_books_in_doubt()
    {
        _rig.SetOrders("audit", 60 * Second);
        Hold(5);
        _rig.Wait(60 * Second);

        _rig.Position(4);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Doubted));
    }

    [Test]
    public void Refusal_while_a_new_session_reconciles_is_left_to_that()
    {
        Hold(5);
        var close = Close(5);
        _rig.StartSession();

        _rig.Refused(EventKind.OrderRejected, close, ReasonCode.VenueReduceOnly);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
    }

    [Test]
    public void Refusal_of_what_was_not_to_reduce_contradicts_nothing()
    {
        Hold(5);
        var sell = _rig.Ask(s => s.Sell(1_000, 5));

        _rig.Refused(EventKind.OrderRejected, sell, ReasonCode.VenueReduceOnly);

        Assert.That(_rig.Core.BooksOf(CoreRig.Instrument), Is.EqualTo(BooksState.Agree));
    }

    [Test]
    public void Pause_after_each_answer_that_differs_is_twice_the_one_before()
    {
        _rig.Position(3);
        _rig.Position(3);
        var first = Questions(Second);
        _rig.Position(3);

        var early = Questions(Second);
        var second = Questions(Second);

        Assert.That((first, early, second), Is.EqualTo((1, 0, 1)));
    }

    [Test]
    public void Without_a_deadline_of_requests_it_is_asked_again_after_the_longest_pause()
    {
        _rig.SetOrders("requestTimeout", 0);
        _rig.Position(3);

        Assert.That((Questions(59 * Second), Questions(Second)), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Doubt_from_before_the_line_was_lost_waits_for_it()
    {
        _rig.Position(3);
        _rig.Line(LineState.Lost);

        Assert.That(Enumerable.Range(0, 30).Sum(_ => Questions(10 * Second)), Is.Zero);
        _rig.Line(LineState.Restored);
        Assert.That(Questions(60 * Second), Is.Positive);
    }

    [Test]
    public void Doubt_of_what_is_held_is_asked_about_as_soon_as_the_line_is_back()
    {
        Hold(5);
        _rig.Position(3);
        _rig.Line(LineState.Lost);

        var commands = _rig.Line(LineState.Restored);

        Assert.That(Kinds(commands).Count(kind => kind == CommandKind.QueryPosition), Is.EqualTo(1));
    }

    [Test]
    public void Audit_waits_while_a_new_session_reconciles_and_ends_with_the_session()
    {
        _rig.SetOrders("audit", 60 * Second);
        Hold(5);
        _rig.StartSession();
        var reconciling = Questions(120 * Second);
        _rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None));
        _rig.EndSession();

        Assert.That((reconciling, Questions(600 * Second)), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Audit_asks_no_second_time_before_its_answer_is_due()
    {
        _rig.SetOrders("audit", Second);
        Hold(5);

        var first = Questions(Second);

        Assert.That((first, Questions(5 * Second)), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Books_apart_are_said_once_and_the_venue_is_asked_on()
    {
        _rig.SetOrders("reconcileTolerance", 0);
        Hold(5);
        _rig.Position(3);
        SayUntilAgreed(lots: 3);

        var asked = Questions(60 * Second);
        _rig.Position(3);
        asked += Questions(60 * Second);

        Assert.That(asked, Is.EqualTo(2));
        Assert.That(
            _rig.AllCommands.Count(c => c is { Kind: CommandKind.Alert, Reason: ReasonCode.ReconciliationDifference }),
            Is.EqualTo(1));
    }

    [Test]
    public void Question_about_a_position_that_could_not_be_asked_is_nobodys_order()
    {
        _rig.Position(3);

        var commands = _rig.Gateway(OrderId.None, GatewayOutcome.NotConnected);

        Assert.That(commands, Is.Empty);
    }

    private static IEnumerable<CommandKind> Kinds(IEnumerable<Command> commands) => commands.Select(c => c.Kind);

    private static Engine.Core.Strategies.OrderRequest Stop(long lots) => new()
    {
        Instrument = CoreRig.Instrument,
        Side = Side.Ask,
        Quantity = new QtyLots(lots),
        Type = OrderType.Stop,
        Trigger = new PriceTicks(950),
        TimeInForce = TimeInForce.GoodTillCanceled,
        IsReduceOnly = true,
    };

    /// <summary>The venue answers each question with the same position, at once.</summary>
    /// <returns>How many answers it took.</returns>
    private int SayUntilAgreed(long lots)
    {
        for (var words = 1; words <= 30; words++)
        {
            _rig.Position(lots);
            if (_rig.Core.BooksOf(CoreRig.Instrument) != BooksState.Doubted)
            {
                return words;
            }

            _rig.Wait(60 * Second);
        }

        return int.MaxValue;
    }

    /// <summary>How often the venue is asked about the position while time goes by.</summary>
    private int Questions(long ns) => Kinds(_rig.Wait(ns)).Count(kind => kind == CommandKind.QueryPosition);

    private void Hold(long lots) => Fill(_rig.Ask(s => s.Buy(1_001, lots)), Side.Bid, lots);

    private OrderId Close(long lots) => _rig.Ask(s => s.Market(Side.Ask, lots, reduceOnly: true));

    private void Fill(OrderId order, Side side, long lots) => _rig.Fill(order, side, 1_000, lots, ++_tradeKey);
}
