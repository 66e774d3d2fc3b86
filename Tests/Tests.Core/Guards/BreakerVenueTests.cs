using Engine.Core;
using Engine.Core.Guards;
using Engine.Core.Risk;
using Engine.Core.Timers;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Guards;

/// <summary>Each venue has a breaker of its own, and one that nothing is traded at has none.</summary>
internal sealed class BreakerVenueTests
{
    private static readonly TimestampNs Now = new(1_000);

    private readonly Outbox _outbox = new();
    private readonly CircuitBreakers _breakers;

    public BreakerVenueTests()
    {
        _breakers = new CircuitBreakers(new GuardLimits(), new TimerQueue(), _outbox);
        _breakers.AddVenue(First);
    }

    private static VenueId First => (VenueId)1;

    private static VenueId Second => (VenueId)2;

    [Test]
    public void AddVenue_makes_room_for_the_next()
    {
        _breakers.AddVenue(Second);

        Assert.That(_breakers.StateOf(Second), Is.EqualTo(BreakerState.Closed));
    }

    [Test]
    public void AddVenue_of_one_that_is_there_forgets_nothing()
    {
        Fail(First, 5);

        _breakers.AddVenue(First);

        Assert.That(_breakers.StateOf(First), Is.EqualTo(BreakerState.Open));
    }

    [Test]
    public void Word_of_a_venue_where_nothing_is_traded_says_nothing()
    {
        Assert.That(_breakers.OnLineLost(Second), Is.False);
        Assert.That(_breakers.OnLineRestored(Second), Is.False);
        Assert.That(_outbox.Commands.IsEmpty, Is.True);
    }

    [Test]
    public void Errors_of_one_venue_open_no_others()
    {
        _breakers.AddVenue(Second);

        Fail(Second, 5);

        Assert.That(
            (_breakers.StateOf(First), _breakers.StateOf(Second)),
            Is.EqualTo((BreakerState.Closed, BreakerState.Open)));
    }

    [TestCase(0, 1)]
    [TestCase(5, 0)]
    public void Lost_line_opens_the_breaker_that_is_not_open_yet(int errors, int expected)
    {
        Fail(First, errors);
        _outbox.Clear();

        _breakers.OnLineLost(First);

        Assert.That(_breakers.StateOf(First), Is.EqualTo(BreakerState.Open));
        Assert.That(_outbox.Commands.Length, Is.EqualTo(expected));
    }

    [Test]
    public void Line_that_is_back_lets_one_order_try()
    {
        Assert.That(_breakers.OnLineLost(First), Is.True);
        Assert.That(_breakers.OnLineRestored(First), Is.True);

        Assert.That(ReasonFor(First), Is.EqualTo(ReasonCode.None));
        _breakers.OnPlaced(First, new OrderId(1));
        Assert.That(ReasonFor(First), Is.EqualTo(ReasonCode.CircuitProbing));
    }

    [Test]
    public void New_session_forgets_the_lines_of_all_venues()
    {
        _breakers.AddVenue(Second);
        _breakers.OnLineLost(First);
        _breakers.OnLineLost(Second);

        _breakers.ForgetLines();

        Assert.That((_breakers.IsLineLost(First), _breakers.IsLineLost(Second)), Is.EqualTo((false, false)));
        Assert.That(_breakers.StateOf(Second), Is.EqualTo(BreakerState.HalfOpen));
    }

    [Test]
    public void Change_of_state_is_said_with_what_was_counted()
    {
        Fail(First, 5);

        var said = _outbox.Commands[^1];
        Assert.That(
            (said.Kind, said.Instrument, said.Guard, said.Venue),
            Is.EqualTo((CommandKind.GuardState, InstrumentId.None, GuardKind.CircuitBreaker, First)));
        Assert.That(
            (said.GuardBefore, said.GuardAfter, said.Measured, said.Limit, said.Reason),
            Is.EqualTo(((long)BreakerState.Closed, (long)BreakerState.Open, 5L, 5L, ReasonCode.VenueRejected)));
    }

    [Test]
    public void Probe_is_forgotten_where_the_breaker_opens_again()
    {
        _breakers.OnLineLost(First);
        _breakers.OnLineRestored(First);
        _breakers.OnPlaced(First, new OrderId(1));
        _breakers.OnLineLost(First);
        _breakers.OnLineRestored(First);

        Assert.That(ReasonFor(First), Is.EqualTo(ReasonCode.None));
    }

    [Test]
    public void Second_order_while_the_first_probes_does_not_become_the_probe()
    {
        _breakers.OnLineLost(First);
        _breakers.OnLineRestored(First);
        _breakers.OnPlaced(First, new OrderId(1));
        _breakers.OnPlaced(First, new OrderId(2));

        _breakers.OnSuccess(First, new OrderId(2));
        Assert.That(_breakers.StateOf(First), Is.EqualTo(BreakerState.HalfOpen));
        _breakers.OnSuccess(First, new OrderId(1));

        Assert.That(_breakers.StateOf(First), Is.EqualTo(BreakerState.Closed));
    }

    [TestCase(ReasonCode.VenuePostOnlyWouldCross, false)]
    [TestCase(ReasonCode.VenueReduceOnly, false)]
    [TestCase(ReasonCode.VenueUnknownOrder, false)]
    [TestCase(ReasonCode.NoLiquidity, false)]
    [TestCase(ReasonCode.ImmediateOrCancelRemainder, false)]
    [TestCase(ReasonCode.CanceledOnRequest, false)]
    [TestCase(ReasonCode.VenueRejected, true)]
    [TestCase(ReasonCode.None, true)]
    public void Trouble_is_what_speaks_of_the_venue_and_not_of_the_one_order(ReasonCode reason, bool expected) =>
        Assert.That(CircuitBreakers.IsTrouble(reason), Is.EqualTo(expected));

    private ReasonCode ReasonFor(VenueId venue)
    {
        var verdict = RiskVerdict.Pass;
        _breakers.Passes(venue, ref verdict);
        return verdict.Reason;
    }

    private void Fail(VenueId venue, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _breakers.OnError(venue, new OrderId(i + 10), ReasonCode.VenueRejected, Now);
        }
    }
}
