using Engine.Core.Orders;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Hedged;

/// <summary>Books are in doubt where long and short are held apart: the venue's word is that on both legs.</summary>
internal sealed class HedgedDoubtTests
{
    private const long Second = TimestampNs.PerSecond;

    private readonly HedgedRig _rig = new();

    [SetUp]
    public void Hold()
    {
        _rig.Trade(Side.Bid, 5);
        _rig.Trade(Side.Ask, 3);
        Say(PositionLeg.Long, 4);
    }

    [Test]
    public void One_leg_that_agrees_ends_no_doubt()
    {
        Say(PositionLeg.Long, 5);
        var afterOne = Books;
        Say(PositionLeg.Short, -3);

        Assert.That((afterOne, Books), Is.EqualTo((BooksState.Doubted, BooksState.Agree)));
    }

    [TestCase(PositionLeg.Long)]
    [TestCase(PositionLeg.Short)]
    public void Leg_that_differs_is_not_outvoted_by_the_other(PositionLeg wrong)
    {
        Say(PositionLeg.Long, wrong == PositionLeg.Long ? 4 : 5);
        Say(PositionLeg.Short, wrong == PositionLeg.Short ? -4 : -3);

        Assert.That(Books, Is.EqualTo(BooksState.Doubted));
    }

    [Test]
    public void Words_that_answer_two_questions_are_not_added_up()
    {
        Say(PositionLeg.Long, 5);
        _rig.Rig.Wait(10 * Second);

        Say(PositionLeg.Short, -3);

        Assert.That(Books, Is.EqualTo(BooksState.Doubted));
    }

    [Test]
    public void Answer_that_was_never_completed_says_nothing_of_the_next()
    {
        Say(PositionLeg.Long, 4);
        _rig.Rig.Wait(10 * Second);

        Say(PositionLeg.Long, 5);
        Say(PositionLeg.Short, -3);

        Assert.That(Books, Is.EqualTo(BooksState.Agree));
    }

    [Test]
    public void Each_leg_is_booked_by_its_own_word()
    {
        _rig.Rig.SetOrders("reconcileTolerance", 1e12);
        for (var i = 0; i < 12 && Books == BooksState.Doubted; i++)
        {
            Say(PositionLeg.Long, 4);
            Say(PositionLeg.Short, -1);
            _rig.Rig.Wait(60 * Second);
        }

        Assert.That((_rig.Leg(PositionLeg.Long), _rig.Leg(PositionLeg.Short)), Is.EqualTo((4L, -1L)));
        Assert.That(Books, Is.EqualTo(BooksState.Agree));
        Assert.That(_rig.Core.Gate.Exposures[CoreRig.Instrument].UnknownCount, Is.Zero);
    }

    [Test]
    public void Lost_line_takes_nothing_from_a_bracket_and_what_it_lost_meanwhile_is_asked_for_again()
    {
        _rig.Rig.Line(LineState.Lost);
        _rig.Rig.Line(LineState.Restored);
        Say(PositionLeg.Long, 5);
        Say(PositionLeg.Short, -3);
        var entry = _rig.Hold(Side.Bid, 2);
        var stop = _rig.StatusOf(entry).StopOrder;

        var lost = _rig.Rig.Line(LineState.Lost);
        _rig.Rig.Line(LineState.Restored);
        _rig.Rig.Status(_rig.StatusOf(entry).TakeProfitOrder, OrderState.New, quantity: 2);
        var answer = _rig.Rig.Status(stop, OrderState.Canceled, quantity: 2);

        Assert.That(lost, Has.None.Matches<Command>(command => command.IsForGateway));
        Assert.That(answer, Has.Some.Matches<Command>(command => command.Kind == CommandKind.PlaceOrder));
    }

    [Test]
    public void Both_legs_that_are_too_far_apart_are_named_once_each()
    {
        _rig.Rig.SetOrders("reconcileTolerance", 0);
        var alerts = new List<(CommandFlags Leg, long Venue, long Books)>();
        for (var i = 0; i < 12; i++)
        {
            Say(PositionLeg.Long, 4);
            alerts.AddRange(Differences());
            Say(PositionLeg.Short, -1);
            alerts.AddRange(Differences());
            _rig.Rig.Wait(60 * Second);
        }

        Assert.That(alerts, Is.EqualTo(new[] { (CommandFlags.None, 4L, 5L), (CommandFlags.ShortLeg, -1L, -3L) }));
        Assert.That(Books, Is.EqualTo(BooksState.Apart));
    }

    [Test]
    public void Leg_that_comes_apart_after_the_other_is_named_too()
    {
        _rig.Rig.SetOrders("reconcileTolerance", 0);
        var alerts = new List<(CommandFlags Leg, long Venue, long Books)>();
        for (var i = 0; i < 12; i++)
        {
            Say(PositionLeg.Long, 4);
            Say(PositionLeg.Short, i < 8 ? -3 : -1);
            alerts.AddRange(Differences());
            _rig.Rig.Wait(60 * Second);
        }

        Assert.That(alerts, Is.EqualTo(new[] { (CommandFlags.ShortLeg, -1L, -3L) }));
    }

    private IEnumerable<(CommandFlags Leg, long Venue, long Books)> Differences() => _rig.Rig.LastCommands
        .Where(c => c is { Kind: CommandKind.Alert, Reason: ReasonCode.ReconciliationDifference })
        .Select(c => (c.Flags, c.Measured, c.Limit));

    private BooksState Books => _rig.Core.BooksOf(CoreRig.Instrument);

    private void Say(PositionLeg leg, long lots) => _rig.Position(leg, lots, entry: 100);
}
