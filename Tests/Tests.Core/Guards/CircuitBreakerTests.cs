using Engine.Core.Guards;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Guards;

/// <summary>Errors of a venue in a row open its breaker; a probe decides whether it closes again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CircuitBreakerTests
{
    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Five_errors_in_a_row_open_it_and_what_adds_risk_is_refused()
    {
        Fail(4);
        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));

        Fail(1);

        Assert.That(Buy(), Is.EqualTo(OrderId.None));
        var refused = _rig.LastCommands[^1];
        Assert.That(
            (refused.Reason, refused.Measured, refused.Limit), Is.EqualTo((ReasonCode.CircuitOpen, 5L, 5L)));
        var said = _rig.AllCommands.Last(c => c.Kind == CommandKind.GuardState);
        Assert.That(
            (said.Guard, said.GuardAfter, said.Reason, said.Venue),
            Is.EqualTo((
                GuardKind.CircuitBreaker, (long)BreakerState.Open, ReasonCode.VenueRejected,
                Engine.Model.Instruments.VenueId.Simulated)));
    }

    [Test]
    public void Success_between_errors_begins_the_count_anew()
    {
        Fail(4);
        _rig.Accept(Buy());

        Fail(4);

        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    [TestCase(ReasonCode.VenuePostOnlyWouldCross)]
    [TestCase(ReasonCode.NoLiquidity)]
    public void Everyday_refusal_is_no_error(ReasonCode reason)
    {
        for (var i = 0; i < 6; i++)
        {
            _rig.Refused(EventKind.OrderRejected, Buy(), reason);
        }

        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    [TestCase(GatewayOutcome.TimedOut, ReasonCode.GatewayTimeout)]
    [TestCase(GatewayOutcome.NotConnected, ReasonCode.GatewayFailure)]
    [TestCase(GatewayOutcome.Failed, ReasonCode.GatewayFailure)]
    public void What_does_not_get_through_is_an_error(GatewayOutcome outcome, ReasonCode reason)
    {
        Fail(4);

        _rig.Gateway(Buy(), outcome);

        var said = _rig.AllCommands.Last(c => c.Kind == CommandKind.GuardState);
        Assert.That(((BreakerState)said.GuardAfter, said.Reason), Is.EqualTo((BreakerState.Open, reason)));
    }

    [Test]
    public void Everyday_refusal_is_a_sign_of_life()
    {
        Fail(4);
        _rig.Refused(EventKind.OrderRejected, Buy(), ReasonCode.NoLiquidity);

        Fail(4);

        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    [TestCase(EventKind.OrderCanceled)]
    [TestCase(EventKind.OrderExpired)]
    public void End_of_an_order_is_a_sign_of_life(EventKind how)
    {
        var order = Buy();
        Fail(4);
        _rig.Done(how, order);

        Fail(4);

        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Report_that_comes_again_is_no_second_error()
    {
        var order = Buy();
        for (var i = 0; i < 6; i++)
        {
            _rig.Refused(EventKind.OrderRejected, order);
        }

        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void After_its_pause_one_probe_may_try()
    {
        Fail(5);
        _rig.Wait(TimestampNs.PerMinute);

        var probe = Buy();
        var second = Buy();

        Assert.That(probe, Is.Not.EqualTo(OrderId.None));
        Assert.That(second, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands[^1].Reason, Is.EqualTo(ReasonCode.CircuitProbing));
        _rig.Accept(probe);
        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
        Assert.That(LastState(), Is.EqualTo(BreakerState.Closed));
    }

    [Test]
    public void Probe_that_fails_opens_it_for_another_pause()
    {
        Fail(5);
        _rig.Wait(TimestampNs.PerMinute);

        _rig.Gateway(Buy(), GatewayOutcome.Failed);

        Assert.That(LastState(), Is.EqualTo(BreakerState.Open));
        Assert.That(
            (BreakerState)_rig.AllCommands.Last(c => c.Kind == CommandKind.GuardState).GuardBefore,
            Is.EqualTo(BreakerState.HalfOpen));
        _rig.Wait(TimestampNs.PerMinute - 10);
        Assert.That(Buy(), Is.EqualTo(OrderId.None));
        _rig.Wait(10);
        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Open_breaker_lets_a_position_be_closed()
    {
        var buy = _rig.Ask(s => s.Market(Side.Bid, 5));
        _rig.Fill(buy, Side.Bid, 1_001, 5, tradeKey: 1);
        Fail(5);

        Assert.That(_rig.Ask(s => s.Market(Side.Ask, 5, reduceOnly: true)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Probe_that_the_gateway_did_not_send_leaves_its_place_to_another()
    {
        Fail(5);
        _rig.Wait(TimestampNs.PerMinute);

        _rig.Gateway(Buy(), GatewayOutcome.Throttled);

        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Probe_that_the_venue_has_never_seen_leaves_its_place_to_another()
    {
        Fail(5);
        _rig.Wait(TimestampNs.PerMinute);
        var probe = Buy();
        _rig.Wait(11 * TimestampNs.PerSecond);

        _rig.Status(probe, OrderState.Unknown);

        Assert.That(_rig.Script.StateOf(probe), Is.EqualTo(OrderState.Rejected));
        Assert.That(LastState(), Is.EqualTo(BreakerState.HalfOpen));
        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Probe_that_is_found_rejected_tells_nothing_of_the_venue()
    {
        Fail(5);
        _rig.Wait(TimestampNs.PerMinute);
        var probe = Buy();
        _rig.Wait(11 * TimestampNs.PerSecond);

        _rig.Status(probe, OrderState.Rejected);

        Assert.That(LastState(), Is.EqualTo(BreakerState.HalfOpen));
    }

    [TestCase(OrderState.New)]
    [TestCase(OrderState.Canceled)]
    public void Probe_that_the_venue_knows_when_it_is_asked_closes_the_breaker(OrderState state)
    {
        Fail(5);
        _rig.Wait(TimestampNs.PerMinute);
        var probe = Buy();
        _rig.Wait(11 * TimestampNs.PerSecond);

        _rig.Status(probe, state, price: 990, quantity: 1);

        Assert.That(LastState(), Is.EqualTo(BreakerState.Closed));
    }

    [Test]
    public void Status_of_another_order_tells_nothing_of_the_probe()
    {
        var other = Buy();
        _rig.Accept(other);
        Fail(5);
        _rig.Wait(TimestampNs.PerMinute);
        Buy();

        _rig.Status(other, OrderState.New, price: 990, quantity: 1);

        Assert.That(LastState(), Is.EqualTo(BreakerState.HalfOpen));
    }

    [Test]
    public void Switched_off_it_is_closed_again_as_soon_as_the_line_is_back()
    {
        _rig.SetGuard("breakerErrors", 0);
        _rig.Line(LineState.Lost);
        _rig.Line(LineState.Restored);

        Fail(1);

        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Zero_errors_switch_it_off()
    {
        _rig.SetGuard("breakerErrors", 0);
        Fail(9);

        Assert.That(Buy(), Is.Not.EqualTo(OrderId.None));
    }

    private OrderId Buy() => _rig.Ask(s => s.Buy(990, 1));

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _rig.Refused(EventKind.OrderRejected, Buy());
        }
    }

    private BreakerState LastState() =>
        (BreakerState)_rig.AllCommands.Last(c => c.Kind == CommandKind.GuardState).GuardAfter;
}
