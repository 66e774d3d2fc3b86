using Engine.Core.Sanitizing;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Core.Sanitizing;

/// <summary>Each check at its limit and one step beyond; what it counts, says, holds back and refuses.</summary>
/// <remarks>The market is 999 / 1,001 ticks unless a test says otherwise: 20 bps wide, within the 50 of the default.</remarks>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SanitizerTests
{
    private static readonly InstrumentId It = CoreRig.Instrument;

    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Data_that_passes_every_check_is_sane_and_says_nothing()
    {
        Assert.That(_rig.Script.Now.IsSane(It), Is.True);
        Assert.That(DataStates(_rig.AllCommands), Is.Empty);
        Assert.That(Enum.GetValues<DataCheck>().Sum(check => _rig.Core.Sanitizer.FailedCount(It, check)), Is.Zero);
    }

    [Test]
    public void Data_before_the_first_book_is_not_sane_and_nothing_is_missing_yet()
    {
        var rig = new CoreRig();
        rig.StartSession();

        rig.Send(Event.Create(EventKind.BookSnapshotBegin, default, It));

        Assert.That(rig.Script.Now.IsSane(It), Is.False);
        Assert.That(rig.Core.Sanitizer.FailedCount(It, DataCheck.Gap), Is.Zero);
    }

    [TestCase(1_995, 2_005, true)]
    [TestCase(1_994, 2_005, false)]
    public void Spread_is_sane_up_to_half_a_percent_of_the_mid(long bid, long ask, bool isSane)
    {
        _rig.Book(bid, ask);

        Assert.That(_rig.Script.Now.IsSane(It), Is.EqualTo(isSane));
    }

    [Test]
    public void Spread_that_is_too_wide_is_said_once_and_counted_each_time()
    {
        _rig.Book(900, 1_100);
        _rig.Trade(1_000, 1);
        _rig.Book(901, 1_100);

        var said = DataStates(_rig.AllCommands).Single();

        Assert.That(
            (said.Reason, said.IsFailing, said.Measured, said.Limit, said.Instrument),
            Is.EqualTo((ReasonCode.SpreadTooWide, 1L, 200_000L, 5_000L, It)));
        Assert.That(_rig.Core.Sanitizer.FailedCount(It, DataCheck.Spread), Is.EqualTo(3));
    }

    [Test]
    public void Check_that_passes_again_is_said_after_the_recovery_and_not_before()
    {
        _rig.Book(900, 1_100);
        var failed = _rig.Core.Clock;
        _rig.Book(999, 1_001);
        _rig.Trade(1_000, 1, failed + (TimestampNs.PerSecond - 1));
        var before = DataStates(_rig.AllCommands).Count;

        var commands = _rig.Trade(1_000, 1, failed + TimestampNs.PerSecond);

        Assert.That(before, Is.EqualTo(1));
        Assert.That(
            DataStates(commands).Select(c => (c.Reason, c.IsFailing)), Is.EqualTo([(ReasonCode.SpreadTooWide, 0L)]));
    }

    [Test]
    public void New_risk_is_refused_while_the_spread_is_too_wide_and_what_reduces_goes()
    {
        var bought = _rig.Script.Buy(1_000, 10);
        _rig.Fill(bought, Side.Bid, 1_000, 10, tradeKey: 1);
        _rig.Book(900, 1_100);

        var grow = _rig.Script.Buy(1_000, 5);
        var shrink = _rig.Script.Market(Side.Ask, 5);
        _rig.Book(999, 1_001);
        var after = _rig.Script.Buy(1_000, 5);

        Assert.That(grow, Is.EqualTo(OrderId.None));
        Assert.That(new[] { shrink, after }, Has.None.EqualTo(OrderId.None));
    }

    [Test]
    public void Refusal_says_the_check_with_what_it_measured_and_its_limit()
    {
        _rig.Script.OnBookDo = script => script.Buy(1_000, 5);

        _rig.Book(900, 1_100);

        var refused = _rig.LastCommands.Single(c => c.Kind == CommandKind.OrderRefused);
        Assert.That(
            (refused.Reason, refused.Measured, refused.Limit), Is.EqualTo((ReasonCode.SpreadTooWide, 200_000L, 5_000L)));
    }

    [Test]
    public void Count_stops_nothing()
    {
        Stop("onSpread", DataStop.Count);
        _rig.Script.Heard.Clear();

        _rig.Book(900, 1_100);

        Assert.That(_rig.Script.Heard, Has.Count.EqualTo(1));
        Assert.That(_rig.Script.Buy(1_000, 5), Is.Not.EqualTo(OrderId.None));
        Assert.That(_rig.Core.Sanitizer.FailedCount(It, DataCheck.Spread), Is.EqualTo(1));
    }

    [Test]
    public void Strategies_hear_of_an_update_that_was_held_back_with_the_next_that_is_not()
    {
        Stop("onSpread", DataStop.Strategies);
        _rig.Book(900, 1_100);
        _rig.Script.Heard.Clear();
        _rig.Book(900, 1_101);
        var held = _rig.Script.Heard.Count;
        Stop("onSpread", DataStop.Count);

        _rig.Trade(1_000, 1);

        Assert.That(held, Is.Zero);
        Assert.That(_rig.Script.Heard, Is.EqualTo(["trade 1000", "book 900/1101"]));
        Assert.That(_rig.Core.Sanitizer.HeldBackCount(It, DataCheck.Spread), Is.EqualTo(2));
    }

    [TestCase(0, 1)]
    [TestCase(-5, 1)]
    [TestCase(1_000, 0)]
    public void Trade_that_is_not_positive_is_held_back_and_the_next_is_heard(long price, long quantity)
    {
        _rig.Script.Heard.Clear();

        _rig.Trade(price, quantity);
        var isSane = _rig.Script.Now.IsSane(It);
        _rig.Trade(1_000, 1);

        Assert.That(isSane, Is.False);
        Assert.That(_rig.Script.Heard, Is.EqualTo(["trade 1000"]));
        Assert.That(_rig.Core.Sanitizer.HeldBackCount(It, DataCheck.NotPositive), Is.EqualTo(1));
        Assert.That(_rig.Script.Now.IsSane(It), Is.True);
    }

    [Test]
    public void Best_bid_that_is_not_positive_stays_unfit_until_it_is_gone()
    {
        _rig.Book(-1, 1);
        _rig.Send(CoreRig.Level(Side.Ask, 1, 7));

        Assert.That(_rig.Core.Sanitizer.FailedCount(It, DataCheck.NotPositive), Is.EqualTo(2));
    }

    [Test]
    public void Crossed_book_is_counted_and_said()
    {
        _rig.Book(1_001, 1_001);

        Assert.That(_rig.Script.Now.IsSane(It), Is.False);
        Assert.That(
            DataStates(_rig.AllCommands).Select(c => (c.Reason, c.Measured, c.Limit)),
            Is.EqualTo([(ReasonCode.BookCrossed, 1_001L, 1_001L)]));
    }

    [Test]
    public void Gap_lasts_until_the_next_whole_book()
    {
        _rig.Gap();
        _rig.Send(CoreRig.Level(Side.Ask, 1_002, 7));
        var during = _rig.Script.Now.IsSane(It);
        _rig.Book(999, 1_001);

        Assert.That(during, Is.False);
        Assert.That(_rig.Core.Sanitizer.FailedCount(It, DataCheck.Gap), Is.GreaterThanOrEqualTo(2));
        Assert.That(_rig.Script.Now.IsSane(It), Is.True);
        Assert.That(DataStates(_rig.AllCommands).First().Reason, Is.EqualTo(ReasonCode.FeedGap));
    }

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void Latency_is_judged_where_it_is_asked_for(long milliseconds, bool isSane)
    {
        _rig.SetSanitizer("timingInBacktest", 1);

        _rig.Trade(
            1_000, 1, new TimestampNs(10 * TimestampNs.PerSecond), milliseconds * TimestampNs.PerMillisecond);

        Assert.That(_rig.Script.Now.IsSane(It), Is.EqualTo(isSane));
    }

    [Test]
    public void Latency_is_not_judged_in_a_backtest_by_default()
    {
        _rig.Trade(1_000, 1, new TimestampNs(10 * TimestampNs.PerSecond), 5 * TimestampNs.PerSecond);

        Assert.That(_rig.Core.Sanitizer.FailedCount(It, DataCheck.Late), Is.Zero);
    }

    [Test]
    public void Latency_is_judged_in_paper_and_not_without_a_venue_time()
    {
        var rig = new CoreRig();
        rig.StartSession(RunMode.Paper);
        rig.Book(999, 1_001);

        rig.Trade(1_000, 1, new TimestampNs(10 * TimestampNs.PerSecond));
        var unstamped = rig.Core.Sanitizer.FailedCount(It, DataCheck.Late);
        rig.Trade(1_000, 1, new TimestampNs(11 * TimestampNs.PerSecond), 200 * TimestampNs.PerMillisecond);

        Assert.That(unstamped, Is.Zero);
        Assert.That(rig.Core.Sanitizer.FailedCount(It, DataCheck.Late), Is.EqualTo(1));
    }

    [Test]
    public void Silence_is_found_by_a_timer_and_ends_with_the_next_update()
    {
        _rig.SetSanitizer("timingInBacktest", 1);
        _rig.Trade(1_000, 1);
        var last = _rig.Core.Clock;
        var deadline = _rig.Core.NextDeadline;

        var commands = _rig.Tick(last + (10 * TimestampNs.PerSecond));
        var isSilent = !_rig.Script.Now.IsSane(It);
        _rig.Trade(1_000, 1);

        Assert.That(deadline, Is.EqualTo(last + (10 * TimestampNs.PerSecond)));
        Assert.That(
            DataStates(commands).Select(c => (c.Reason, c.Measured)),
            Is.EqualTo([(ReasonCode.DataSilent, 10 * TimestampNs.PerSecond)]));
        Assert.That(isSilent, Is.True);
        Assert.That(_rig.Script.Now.IsSane(It), Is.True);
    }

    [Test]
    public void Silence_is_not_found_while_updates_come()
    {
        _rig.SetSanitizer("timingInBacktest", 1);
        for (var second = 1; second <= 60; second++)
        {
            _rig.Trade(1_000, 1, new TimestampNs(second * 9 * TimestampNs.PerSecond));
        }

        Assert.That(_rig.Core.Sanitizer.FailedCount(It, DataCheck.Silent), Is.Zero);
    }

    [Test]
    public void Backtest_sets_no_timer_by_default() =>
        Assert.That(_rig.Core.NextDeadline, Is.EqualTo(TimestampNs.MaxValue));

    [Test]
    public void VisitState_shows_what_fails_and_what_was_counted()
    {
        var before = _rig.Core.Digest();
        _rig.Trade(0, 1);
        var failing = new StateWriter();
        _rig.Core.Sanitizer.VisitState(failing);

        var other = CoreRig.Started();
        other.Core.Sanitizer.VisitState(new StateReader(failing.Words));

        Assert.That(_rig.Core.Digest(), Is.Not.EqualTo(before));
        Assert.That(other.Core.Sanitizer.FailedCount(It, DataCheck.NotPositive), Is.EqualTo(1));
        Assert.That(other.Core.Sanitizer.IsSane(It), Is.False);
    }

    [Test]
    public void Judge_allocates_nothing_whether_data_is_sane_or_not()
    {
        _rig.Script.IsQuiet = true;
        var wide = CoreRig.Level(Side.Bid, 999, 0);
        var narrow = CoreRig.Level(Side.Bid, 999, 5);
        var core = _rig.Core;
        _rig.Send(CoreRig.Level(Side.Bid, 900, 5));

        var bytes = Support.Allocations.Least(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                core.OnEvent(i % 2 == 0 ? wide : narrow, core.Sequence + 1);
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    private static List<Command> DataStates(IEnumerable<Command> commands) =>
        [.. commands.Where(command => command.Kind == CommandKind.DataState)];

    private void Stop(string name, DataStop stop) => _rig.SetSanitizer(name, (long)stop);
}
