using Adapters.Common.Gateways;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Adapters.Gateways;

/// <summary>After the stop nothing leaves, and each venue was asked until it said that nothing is open.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EmergencyStopTests
{
    private static readonly EmergencyOptions Quick = new()
    {
        TriesMax = 5,
        Pause = TimeSpan.FromMilliseconds(1),
        SendPatience = TimeSpan.FromMilliseconds(50),
        Patience = TimeSpan.FromSeconds(5),
    };

    private readonly ListLog _log = new();

    [Test]
    public void Pull_closes_the_door_and_cancels_all()
    {
        var gateway = new ScriptedGateway();
        var door = new GatewayDoor(gateway);
        var stop = new EmergencyStop([door], _log, Quick);
        var before = Send(door);

        var isAllClear = stop.Pull("the journal failed: no space");

        Assert.Multiple(() =>
        {
            Assert.That((before, Send(door)), Is.EqualTo((true, false)));
            Assert.That((isAllClear, gateway.Open, stop.IsPulled), Is.EqualTo((true, 0, true)));
            Assert.That(_log.Text, Does.Contain("the journal failed: no space").And.Contain("nothing is open"));
        });
    }

    [Test]
    public void Pull_asks_again_until_the_venue_has_answered()
    {
        var gateway = new ScriptedGateway { FailuresLeft = 3 };
        var stop = new EmergencyStop([new GatewayDoor(gateway)], _log, Quick);

        Assert.That((stop.Pull("x"), gateway.AskedCount), Is.EqualTo((true, 4)));
    }

    [Test]
    public void Pull_says_that_it_is_not_all_clear_where_a_venue_never_takes_it()
    {
        var gateway = new ScriptedGateway { FailuresLeft = 100 };
        var stop = new EmergencyStop([new GatewayDoor(gateway)], _log, Quick);

        Assert.That((stop.Pull("x"), gateway.AskedCount), Is.EqualTo((false, Quick.TriesMax)));
        Assert.That(_log.Text, Does.Contain("by hand"));
    }

    // It was on its way when the door closed, and reaches the venue behind the first cancel-all.
    [Test]
    public void Command_that_was_passing_is_canceled_too()
    {
        using var hangs = new ManualResetEventSlim();
        var gateway = new ScriptedGateway { Hangs = hangs };
        var door = new GatewayDoor(gateway);
        var stop = new EmergencyStop([door], _log, Quick with { SendPatience = TimeSpan.FromSeconds(5) });
        var sender = new Thread(() => Send(door));
        sender.Start();
        gateway.HasBegun.Wait();
        var puller = Task.Run(() => stop.Pull("x"));
        Assert.That(SpinWait.SpinUntil(() => gateway.AskedCount > 0, TimeSpan.FromSeconds(5)), Is.True);

        hangs.Set();

        Assert.That((puller.Result, gateway.Open), Is.EqualTo((true, 0)));
        sender.Join();
    }

    [Test]
    public void Send_that_hangs_for_ever_keeps_no_venue_from_its_cancel_all_and_is_not_called_clear()
    {
        using var hangs = new ManualResetEventSlim();
        var (hanging, other) = (new ScriptedGateway { Hangs = hangs }, new ScriptedGateway());
        var door = new GatewayDoor(hanging);
        var stop = new EmergencyStop([door, new GatewayDoor(other)], _log, Quick);
        var sender = new Thread(() => Send(door));
        sender.Start();
        hanging.HasBegun.Wait();

        var isAllClear = stop.Pull("x");

        Assert.That((isAllClear, hanging.AskedCount > 0, other.AskedCount > 0), Is.EqualTo((false, true, true)));
        hangs.Set();
        sender.Join();
    }

    [Test]
    public void Venue_that_does_not_answer_and_one_that_throws_keep_no_other_from_its_cancel_all()
    {
        var gateways = new[]
        {
            new ScriptedGateway { NeverAnswers = true }, new ScriptedGateway { Throws = true }, new ScriptedGateway(),
        };
        var doors = gateways.Select(gateway => new GatewayDoor(gateway)).ToArray();
        Send(doors[2]);
        var stop = new EmergencyStop(doors, _log, Quick with { Patience = TimeSpan.FromMilliseconds(300) });

        var isAllClear = stop.Pull("x");

        Assert.That((isAllClear, gateways[2].Open), Is.EqualTo((false, 0)));
        Assert.That(_log.Text, Does.Contain("does not answer").And.Contain("a mistake"));
    }

    [Test]
    public void Pull_that_comes_second_changes_nothing_and_says_the_same()
    {
        var gateway = new ScriptedGateway();
        var stop = new EmergencyStop([new GatewayDoor(gateway)], _log, Quick);
        var first = stop.Pull("one");
        var asked = gateway.AskedCount;

        Assert.That((stop.Pull("two"), gateway.AskedCount), Is.EqualTo((first, asked)));
        Assert.That(_log.Text, Does.Not.Contain("two"));
    }

    [Test]
    public void EmergencyLogFile_appends_lines_with_their_time()
    {
        var path = Path.GetTempFileName();
        var log = new EmergencyLogFile(path, TimeProvider.System);

        log.Write("one");
        log.Write("two");

        var lines = File.ReadAllLines(path);
        File.Delete(path);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[1], Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z two$"));
    }

    private static bool Send(GatewayDoor door) =>
        door.TrySend(new Command { Kind = CommandKind.PlaceOrder }, 0, new ClientOrderId(1, new OrderId(1)));
}
