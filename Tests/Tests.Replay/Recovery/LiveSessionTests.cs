using Engine.Core.Orders;
using Engine.Core.Risk;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Replay.Recovery;
using Replay.Simulation;
using Tests.Replay.Processes;

namespace Tests.Replay.Recovery;

/// <summary>
/// A live session whose journal fails, whose core is stuck, and the start after it: nothing leaves that is not in the
/// journal, nothing stays open, and the books become the venue's.
/// </summary>
internal sealed class LiveSessionTests
{
    [TestCase(Durability.Written, false)]
    [TestCase(Durability.Synced, false)]
    [TestCase(Durability.Synced, true)]
    public void Journal_that_fails_takes_the_gateways_own_cancel_all(Durability durability, bool failsSyncs)
    {
        using var stand = new SessionStand(durability);
        stand.GoUntilOrdersAreOpen();
        var sent = stand.Gateway.SentCount;
        (stand.Disk.FailsWrites, stand.Disk.FailsSyncs) = (!failsSyncs, failsSyncs);

        var stop = Assert.Throws<SessionStopException>(() => stand.Go(1_000));

        stand.Go(0);
        Assert.Multiple(() =>
        {
            Assert.That(stop!.InnerException, Is.TypeOf<JournalException>());
            Assert.That((stop.IsAllClear, stand.Venue.OpenCount), Is.EqualTo((true, 0)));
            Assert.That(stand.Gateway.SentCount, Is.EqualTo(sent), "something left after the journal had failed");
            Assert.That(stand.Gateway.Lines[0], Does.Contain("the journal failed").And.Contain("injected"));
        });
    }

    [Test]
    public void Session_that_has_stopped_takes_nothing_any_more()
    {
        using var stand = new SessionStand(Durability.Written);
        stand.GoUntilOrdersAreOpen();
        stand.Disk.FailsWrites = true;
        Assert.Throws<SessionStopException>(() => stand.Go(1_000));
        stand.Disk.FailsWrites = false;

        Assert.Throws<ObjectDisposedException>(() => stand.Session.Publish(EventKind.Tick, new TimestampNs(1)));
    }

    [Test]
    public void Start_after_a_journal_fault_reconciles_with_what_the_cancel_all_has_left()
    {
        var first = new SessionStand(Durability.Written);
        first.GoUntilOrdersAreOpen();
        first.Go(200);
        first.GoUntilOrdersAreOpen();
        first.Disk.FailsWrites = true;
        Assert.Throws<SessionStopException>(() => first.Go(1_000));

        using var second = first.Restart();
        var stateBefore = second.Session.Core.TradingState;
        second.Reconcile();

        Assert.Multiple(() =>
        {
            Assert.That(second.Session.Epoch, Is.EqualTo(2));
            Assert.That(stateBefore, Is.EqualTo(TradingState.Reducing));
            Assert.That(second.Session.Core.TradingState, Is.EqualTo(TradingState.Active));
            RequireSameBooks(second);
        });
    }

    // It is what a watchdog does from its own thread while the core's hangs.
    [Test]
    public void Emergency_stop_from_another_thread_closes_the_door_of_a_session_that_goes_on()
    {
        using var stand = new SessionStand(Durability.Written);
        stand.GoUntilOrdersAreOpen();

        var isAllClear = Task.Run(() => stand.Session.Emergency.Pull("the core is stuck")).Result;
        var sent = stand.Gateway.SentCount;
        stand.Go(300);

        Assert.That((isAllClear, stand.Venue.OpenCount, stand.Gateway.SentCount), Is.EqualTo((true, 0, sent)));
    }

    [Test]
    public void Core_that_faults_is_dead_and_takes_the_same_path()
    {
        using var stand = new SessionStand(Durability.Written);
        stand.GoUntilOrdersAreOpen();
        var impossible = Event.Create(EventKind.Trade, stand.Session.Core.Clock, new InstrumentId(99));

        var stop = Assert.Throws<SessionStopException>(() => stand.Session.Submit([impossible]));

        Assert.That(stop!.Message, Does.StartWith("the core is dead"));
        Assert.That((stop.IsAllClear, stand.Venue.OpenCount), Is.EqualTo((true, 0)));
        Assert.That(stand.Session.Heart.Fault, Does.Contain("core"));
    }

    [Test]
    public void Restart_in_the_midst_of_trading_brings_the_books_to_what_the_venue_did_meanwhile()
    {
        var first = new SessionStand(Durability.Written, seed: 3);
        first.GoUntilOrdersAreOpen();
        first.Go(400);
        first.GoUntilOrdersAreOpen();

        using var second = first.Restart();
        second.Reconcile();

        Assert.That(second.Session.Recovered!.TailEvents, Is.GreaterThan(400));
        Assert.That(second.Session.Core.TradingState, Is.EqualTo(TradingState.Active));
        RequireSameBooks(second);
    }

    [Test]
    public void Session_begins_with_its_event_on_the_device_before_a_command_leaves()
    {
        using var stand = new SessionStand(Durability.Async);
        using var cursor = stand.Reader.OpenEvents();
        var started = default(Event);
        while (cursor.TryReadFrame(out var events))
        {
            started = events[^1];
        }

        Assert.That(started.Kind, Is.EqualTo(EventKind.SessionStarted));
        Assert.That(
            (started.SessionStarted.Epoch, started.SessionStarted.Mode, started.SessionStarted.Durability),
            Is.EqualTo((1L, RunMode.Paper, Durability.Async)));
        Assert.That(
            started.SessionStarted.CodeHash, Is.EqualTo(SessionRecovery.CodeHashOf(SimulationCatalog.All)));
    }

    private static void RequireSameBooks(SessionStand stand)
    {
        for (var i = 0; i < ChildRun.InstrumentCount; i++)
        {
            Assert.That(
                stand.Session.Core.Portfolio[new InstrumentId(i)].Quantity.Value,
                Is.EqualTo(stand.Venue.PositionOf(i)));
        }

        List<Order> open = [];
        stand.Session.Core.CopyOpenOrders(open);
        var names = open.Where(order => order.Id.Value < stand.Session.Epochs.FirstOfCurrent.Value)
            .Select(order => stand.Session.Epochs.NameOf(order.Id).ToText(SessionChild.Prefix));
        Assert.That(names, Is.SubsetOf(stand.Venue.Orders.Values.Where(order => order.IsOpen).Select(o => o.Name)));
    }
}
