using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>
/// A fill that the venue counts and never delivers: the operator vouches for it, it is booked and said, and the order
/// ends by the venue's own word.
/// </summary>
/// <remarks>A tick times a lot is 10⁻³ of the quote asset: 3 lots at 988 ticks are 2.964.</remarks>
internal sealed class AcceptedFillTests
{
    private const long Second = TimestampNs.PerSecond;

    private readonly CoreRig _rig = CoreRig.Started();
    private OrderId _id;

    /// <summary>A bid for 5 of which 2 have come and the venue counts all.</summary>
    [SetUp]
    public void Miss()
    {
        _id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(_id);
        Fill(lots: 2, filled: 2, key: 1);
        _rig.Status(_id, OrderState.Filled, price: 990, quantity: 5, filled: 5);
        Assert.That(_rig.Script.StateOf(_id), Is.EqualTo(OrderState.Unknown));
    }

    [Test]
    public void What_is_missing_is_booked_for_the_orders_strategy_at_the_named_price_and_fee()
    {
        Accept(count: 5, price: 98.8m, fee: 0.001m);

        var own = _rig.Core.Portfolio.OfStrategy(CoreRig.Strategy, CoreRig.Instrument);
        Assert.Multiple(() =>
        {
            Assert.That(own.Quantity.Value, Is.EqualTo(5));
            Assert.That(own.Cost, Is.EqualTo(Quote(1.98m + 2.964m)));
            Assert.That(own.Fees, Is.EqualTo(Quote(0.001m)));
            Assert.That(
                _rig.Core.Portfolio.Cash(CoreRig.Quote), Is.EqualTo(Quote(100_000 - 1.98m - 2.964m - 0.001m)));
        });
        _rig.Core.Portfolio.AssertConsistent();
    }

    [Test]
    public void Command_says_what_was_booked_and_by_how_much_the_counts_differed()
    {
        var said = Accept(count: 5, price: 98.8m).Single(c => c.Kind == CommandKind.OrderCorrected);

        Assert.Multiple(() =>
        {
            Assert.That((said.OrderId, said.Instrument), Is.EqualTo((_id, CoreRig.Instrument)));
            Assert.That((said.Measured, said.Limit), Is.EqualTo((5L, 2L)));
            Assert.That((said.Quantity.Value, said.Price.Value), Is.EqualTo((3L, 988L)));
            Assert.That((said.Strategy, said.Reason), Is.EqualTo((CoreRig.Strategy, ReasonCode.FillsAccepted)));
        });
    }

    [Test]
    public void Order_of_which_all_is_filled_then_has_ended_and_frees_its_instrument()
    {
        Accept(count: 5, price: 98.8m);

        Assert.That(_rig.Script.StateOf(_id), Is.EqualTo(OrderState.Filled));
        Assert.That(_rig.Core.Gate.Exposures[CoreRig.Instrument].UnknownCount, Is.Zero);
    }

    [Test]
    public void Position_is_asked_about_and_books_that_have_it_twice_are_in_doubt()
    {
        MakeGoodByReconciliation();

        var asked = Accept(count: 5, price: 98.8m).Where(c => c.Kind == CommandKind.QueryPosition).ToList();
        var books = _rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value;
        _rig.Position(5);

        Assert.That(
            asked.Select(c => (c.Instrument, c.Account)), Is.EqualTo(new[] { (CoreRig.Instrument, CoreRig.Account) }));
        Assert.That((books, _rig.Core.BooksOf(CoreRig.Instrument)), Is.EqualTo((8L, BooksState.Doubted)));
    }

    [Test]
    public void Nobody_is_asked_while_the_line_is_lost()
    {
        _rig.Line(LineState.Lost);

        var commands = Accept(count: 5, price: 98.8m);

        Assert.That(commands, Has.None.Matches<Command>(c => c.IsForGateway));
    }

    [Test]
    public void Order_of_which_a_part_is_open_is_asked_about_and_ends_by_the_venues_word()
    {
        Accept(count: 5, price: 98.8m);
        var part = _rig.Ask(s => s.Sell(1_010, 5));
        _rig.Accept(part);
        _rig.Done(EventKind.OrderCanceled, part, filled: 3);
        var commands = Accept(count: 3, price: 101, order: part);
        var asked = commands.Count(c => c.Kind == CommandKind.QueryOrder && c.OrderId == part);
        _rig.Status(part, OrderState.Canceled, quantity: 5, filled: 3);

        Assert.That((asked, _rig.Script.StateOf(part)), Is.EqualTo((1, OrderState.Canceled)));
    }

    [TestCase(4, 98.8, 0, ReasonCode.CountDiffers)]
    [TestCase(6, 98.8, 0, ReasonCode.CountDiffers)]
    [TestCase(5, 0, 0, ReasonCode.PriceNotPositive)]
    [TestCase(5, 99.1, 0, ReasonCode.PriceCollar)]
    [TestCase(5, 98.8, 3, ReasonCode.TermsContradict)]
    public void Word_that_cannot_be_right_is_refused_and_books_nothing(
        long count, double price, double fee, ReasonCode reason)
    {
        var refusal = Accept(count, (decimal)price, (decimal)fee).Single();

        Assert.That((refusal.Kind, refusal.OrderId, refusal.Reason),
            Is.EqualTo((CommandKind.OrderRefused, _id, reason)));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value, Is.EqualTo(2));
    }

    [Test]
    public void Order_of_which_nothing_is_missing_is_refused()
    {
        Accept(count: 5, price: 98.8m);

        var refusal = Accept(count: 5, price: 98.8m).Single();

        Assert.That(refusal.Reason, Is.EqualTo(ReasonCode.NothingMissing));
    }

    [Test]
    public void Order_that_nobody_knows_is_refused()
    {
        var refusal = Accept(count: 5, price: 98.8m, order: new OrderId(4_711)).Single();

        Assert.That(refusal.Reason, Is.EqualTo(ReasonCode.OrderUnknown));
    }

    [Test]
    public void Fill_that_comes_after_all_is_not_booked_again_and_said()
    {
        Accept(count: 5, price: 98.8m);

        var commands = Fill(lots: 3, filled: 5, key: 2);

        var alert = commands.Single(c => c.Kind == CommandKind.Alert);
        Assert.That((alert.Reason, alert.Measured, alert.Limit), Is.EqualTo((ReasonCode.FillsAccepted, 3L, 3L)));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value, Is.EqualTo(5));
    }

    [Test]
    public void Fill_beyond_what_was_vouched_for_is_booked()
    {
        Accept(count: 5, price: 98.8m);
        Fill(lots: 3, filled: 5, key: 2);

        Fill(lots: 1, filled: 6, key: 3);

        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value, Is.EqualTo(6));
    }

    [Test]
    public void Fill_that_does_not_come_is_an_alarm_once_after_some_questions()
    {
        var alarms = Enumerable.Range(0, 600).SelectMany(_ => _rig.Wait(Second))
            .Where(c => c is { Kind: CommandKind.Alert, Reason: ReasonCode.FillMissing }).ToList();

        Assert.That(alarms.Select(c => (c.OrderId, c.Measured, c.Limit)), Is.EqualTo(new[] { (_id, 5L, 2L) }));
    }

    [Test]
    public void Fill_that_is_found_missing_after_many_questions_without_an_answer_is_an_alarm_too()
    {
        Accept(count: 5, price: 98.8m);
        var id = _rig.Ask(s => s.Sell(1_010, 5));
        WaitLong(600);

        _rig.Status(id, OrderState.PartiallyFilled, price: 1_010, quantity: 5, filled: 3);
        var alarms = AlarmsIn(WaitLong(600), id);

        Assert.That(alarms.Select(c => (c.Measured, c.Limit)), Is.EqualTo(new[] { (3L, 0L) }));
    }

    [Test]
    public void Question_that_a_report_asks_in_between_leaves_out_no_alarm([Range(0, 5)] int questions)
    {
        var said = new List<Command>();
        for (var asked = 0; asked < questions;)
        {
            var commands = _rig.Wait(Second);
            said.AddRange(commands);
            asked += commands.Count(c => c.Kind == CommandKind.QueryOrder);
        }

        said.AddRange(_rig.Amended(_id, 900, 25));
        said.AddRange(WaitLong(600));

        Assert.That(AlarmsIn(said, _id), Has.Count.EqualTo(1));
    }

    private static List<Command> AlarmsIn(IEnumerable<Command> commands, OrderId id) => commands.Where(
        c => c is { Kind: CommandKind.Alert, Reason: ReasonCode.FillMissing } && c.OrderId == id).ToList();

    private List<Command> WaitLong(int seconds) =>
        Enumerable.Range(0, seconds).SelectMany(_ => _rig.Wait(Second)).ToList();

    /// <summary>A new session: the venue holds 5, and the 3 that are missing are booked for the engine.</summary>
    private void MakeGoodByReconciliation()
    {
        _rig.StartSession();
        _rig.Book(bid: 999, ask: 1_001);
        _rig.Position(5);
        _rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value, Is.EqualTo(5));
    }

    private static Money Quote(decimal amount) => new((long)(amount * Money.Scale));

    private IReadOnlyList<Command> Fill(long lots, long filled, long key) =>
        _rig.Fill(_id, Side.Bid, 990, lots, key, filled: filled);

    private IReadOnlyList<Command> Accept(long count, decimal price, decimal fee = 0, OrderId? order = null)
    {
        var e = Event.Create(EventKind.OperatorRequest, default, CoreRig.Instrument);
        e.OperatorRequest.Action = OperatorAction.AcceptFills;
        e.OperatorRequest.OrderId = order ?? _id;
        e.OperatorRequest.CumulativeQuantity = new QtyLots(count);
        e.OperatorRequest.Price = new FinePrice((long)(price * FinePrice.Scale));
        e.OperatorRequest.Fee = Quote(fee);
        return _rig.Send(e);
    }
}
