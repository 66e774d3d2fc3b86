using System.Runtime.InteropServices;
using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;
using Journal;
using Journal.Format;
using Journal.Reading;
using Journal.Storage;
using Journal.Writing;
using Replay.Recovery;
using Replay.Simulation;
using Tests.Replay.Processes;
using Tests.Replay.Sessions;

namespace Tests.Replay.Recovery;

/// <summary>What a recovery refuses, what it finishes, and what it finds that was lost.</summary>
internal sealed class SessionRecoveryTests
{
    [Test]
    public void Code_that_changed_with_a_tail_is_refused_and_the_two_ways_on_are_said()
    {
        using var stand = new SessionStand(Durability.Written);
        stand.Go(50);

        // Another set of strategies is another program.
        var refused = Assert.Throws<JournalException>(() => SessionRecovery.Recover(
            stand.Reader, new(SimulationCatalog.All.All.Take(3).ToArray()), follower: null));

        Assert.That(refused!.Category, Is.EqualTo(JournalErrorCategory.Safety));
        Assert.That(refused.Message, Does.Contain("run the program that wrote it").And.Contain("begin a new journal"));
    }

    [Test]
    public void Commands_that_a_crash_has_kept_from_the_journal_are_recorded_at_the_next_start()
    {
        var first = new SessionStand(Durability.Written);
        first.Go(300);
        var recorded = CommandsOf(first.Reader);

        using var second = first.Restart(memory => memory.Tear(
            JournalStream.Commands, memory.TailBytes(JournalStream.Commands) / 2));

        Assert.That(second.Session.Recovered!.MissingCommands, Is.Not.Empty);
        Assert.That(BytesOf(CommandsOf(second.Reader).AsSpan(0, recorded.Length)), Is.EqualTo(BytesOf(recorded)));
    }

    // The record of commands is written behind the events: a snapshot of the dead journal may lie beyond its end.
    [Test]
    public void Commands_that_a_crash_has_kept_from_the_journal_are_decided_again_though_a_snapshot_lies_beyond_them()
    {
        using var journals = new TempJournals();
        var memory = new JournalMemory();
        using (var stand = new SessionStand(memory, new ScriptedVenue(1), Durability.Written))
        {
            stand.Go(300);
        }

        var decided = CommandsOf(JournalReader.Open(memory));
        memory.Tear(JournalStream.Commands, memory.TailBytes(JournalStream.Commands) / 2);
        CopyTo(journals["torn"], memory.Storage);
        RunJournals.Snapshot(
            journals["torn"], RunJournals.Options(every: 50, keep: 2) with { Catalog = SimulationCatalog.All });

        var reader = JournalReader.Open(journals["torn"]);
        var missing = SessionRecovery.Recover(reader, SimulationCatalog.All, follower: null).MissingCommands;

        // The last ones had not been recorded when the process died.
        Command[] all = [.. CommandsOf(reader), .. missing];
        Assert.That(BytesOf(all.AsSpan(0, decided.Length)), Is.EqualTo(BytesOf(decided)));
    }

    [Test]
    public void First_start_that_was_killed_within_its_preamble_is_finished_by_the_next()
    {
        var memory = new JournalMemory();
        var options = ChildRun.Options("memory", Durability.Written);
        using (var writer = JournalWriter.OpenOrCreate(SessionStand.Plain(options.Journal), memory))
        {
            foreach (var run in options.Preamble(new TimestampNs(1)).Take(5))
            {
                writer.AppendEvents(run);
                writer.Flush();
            }
        }

        using var stand = new SessionStand(memory, new ScriptedVenue(1), Durability.Written);
        stand.GoUntilOrdersAreOpen();

        Assert.That(stand.Session.Core.Strategies.Count(), Is.EqualTo(4));
    }

    // The machine died: what was written and not synced is gone, and its commands had left.
    [Test]
    public void Orders_whose_events_were_lost_are_strangers_that_are_canceled_and_told_and_get_no_second_order()
    {
        var first = new SessionStand(Durability.Written, seed: 5);
        first.Venue.IsCalm = true;
        first.GoUntilOrdersAreOpen();
        var known = first.Venue.Orders.Count;
        first.Go(400);
        first.GoUntilOrdersAreOpen();
        Assert.That(first.Venue.Orders, Has.Count.GreaterThan(known));

        using var second = first.Restart(memory => memory.Tear(
            JournalStream.Events, memory.TailBytes(JournalStream.Events) / 2));
        second.Reconcile();
        second.Go(200);

        var strangers = CommandsOf(second.Reader)
            .Where(command => command is { Kind: CommandKind.Alert, Reason: ReasonCode.ForeignOrder })
            .ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(strangers, Is.Not.Empty);
            Assert.That(second.Venue.Doubled, Is.Empty);
            Assert.That(
                strangers.Select(alert => second.Venue.Orders[NameOf(second, alert.OrderId)].IsOpen), Has.All.False);
        });
    }

    [Test]
    public void Simulated_venue_is_rebuilt_by_the_same_pass([Values] bool hasTrouble)
    {
        using var journals = new TempJournals();
        var settings = hasTrouble
            ? new SimulationSettings
            {
                Trouble = new TroubleSettings { DisconnectsPerHour = 600, DisconnectNs = TimestampNs.PerSecond },
            }
            : new SimulationSettings();
        var run = RunJournals.Make(journals, "paper", events: 6_000, simulation: settings);
        var lived = new SimulatedVenue(settings);
        var rebuilt = new SimulatedVenue(settings);
        var events = RunJournals.Events(run);
        var core = new Engine.Core.TradingCore(SimulationCatalog.All);
        var again = new Engine.Core.TradingCore(SimulationCatalog.All);
        var gateway = new SimulatedGateway(rebuilt, _ => { }, _ => { });
        for (var i = 0; i < events.Length; i++)
        {
            Live(lived, core, events, ref i);
        }

        for (var i = 0; i < events.Length; i++)
        {
            again.OnEvent(events[i], i);
            gateway.OnReplayed(events[i], i);
            foreach (var (ordinal, command) in again.Commands.ToArray().Index().Where(one => one.Item.IsForGateway))
            {
                gateway.OnReplayed(command, ordinal);
            }
        }

        Assert.That(core.FillCount, Is.GreaterThan(0));
        Assert.That(events.Any(e => e.Kind == EventKind.Position), Is.EqualTo(hasTrouble), "positions were asked for");
        Assert.That(DigestOf(rebuilt), Is.EqualTo(DigestOf(lived)));
    }

    [Test]
    public void CancelAll_of_the_simulated_gateway_leaves_nothing_open()
    {
        using var journals = new TempJournals();
        var events = RunJournals.Events(RunJournals.Make(journals, "paper", events: 6_000));
        var venue = new SimulatedVenue(new SimulationSettings());
        var gateway = new SimulatedGateway(venue, _ => { }, _ => { });
        var core = new Engine.Core.TradingCore(SimulationCatalog.All);
        for (var i = 0; i < events.Length && venue.OpenOrderCount == 0; i++)
        {
            core.OnEvent(events[i], i);
            gateway.OnReplayed(events[i], i);
            foreach (var (ordinal, command) in core.Commands.ToArray().Index().Where(one => one.Item.IsForGateway))
            {
                gateway.OnReplayed(command, ordinal);
            }
        }

        var before = gateway.OpenOrderCount;
        var answer = gateway.CancelAll();

        Assert.That(before, Is.GreaterThan(0));
        Assert.That(
            (answer, gateway.OpenOrderCount), Is.EqualTo((Adapters.Common.Gateways.CancelAllAnswer.NothingOpen, 0)));
    }

    /// <summary>As the session that was has it: a report is taken, and goes into the stream.</summary>
    private static void Live(SimulatedVenue venue, Engine.Core.TradingCore core, Event[] events, ref int i)
    {
        var isReport = events[i].Class == EventClass.Private && events[i].Kind != EventKind.Balance;
        var slots = isReport ? venue.TakeReport().Length : 1;
        for (var last = i + slots - 1; ; i++)
        {
            core.OnEvent(events[i], i);
            venue.OnEvent(events[i], i);
            foreach (var (ordinal, command) in core.Commands.ToArray().Index().Where(one => one.Item.IsForGateway))
            {
                venue.OnCommand(command, ordinal);
            }

            if (i == last)
            {
                return;
            }
        }
    }

    private static ulong DigestOf(SimulatedVenue venue)
    {
        var sink = new DigestSink();
        venue.VisitState(sink);
        return sink.Digest;
    }

    private static string NameOf(SessionStand stand, OrderId order) =>
        stand.Session.Epochs.NameOf(order).ToText(SessionChild.Prefix);

    private static byte[] BytesOf(ReadOnlySpan<Command> commands) => MemoryMarshal.AsBytes(commands).ToArray();

    private static void CopyTo(string directory, IJournalStorage storage)
    {
        Directory.CreateDirectory(directory);
        foreach (var name in storage.List())
        {
            using var file = storage.OpenRead(name);
            var bytes = new byte[file.Length];
            file.Read(bytes, 0);
            File.WriteAllBytes(Path.Combine(directory, name), bytes);
        }
    }

    private static Command[] CommandsOf(JournalReader reader)
    {
        List<Command> all = [];
        using var cursor = reader.OpenCommands();
        while (cursor.TryReadFrame(out var commands))
        {
            all.AddRange(commands);
        }

        return [.. all];
    }
}
