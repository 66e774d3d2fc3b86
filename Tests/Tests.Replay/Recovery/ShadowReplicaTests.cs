using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Strategies;
using Journal;
using Journal.Inspection;
using Journal.Reading;
using Journal.Retention;
using Journal.Snapshots;
using Journal.Writing;
using Replay.Backtests;
using Replay.Recovery;
using Replay.Replaying;
using Tests.Replay.Sessions;

namespace Tests.Replay.Recovery;

/// <summary>The replica follows a journal, makes snapshots at exact places, and stops where it comes apart.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ShadowReplicaTests : IDisposable
{
    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Snapshots_stand_at_the_first_end_of_a_run_at_or_after_each_multiple()
    {
        var path = RunJournals.Make(_journals, "run", events: 12_000);
        var events = RunJournals.Events(path);

        RunJournals.Snapshot(path, RunJournals.Options(every: 1_500));

        var sequences = new SnapshotStore(JournalReader.Open(path)).List().Select(entry => entry.Sequence).Reverse();
        var expected = Enumerable.Range(1, events.Length / 1_500).Select(i => (long)FirstEnd(events, i * 1_500));
        Assert.That(sequences, Is.EqualTo(expected));
    }

    [Test]
    public void One_snapshot_alone_stands_where_it_was_asked_for()
    {
        var path = RunJournals.Make(_journals, "run", events: 12_000);
        var events = RunJournals.Events(path);

        RunJournals.Snapshot(path, RunJournals.Options(at: 4_321));

        Assert.That(
            new SnapshotStore(JournalReader.Open(path)).List().Single().Sequence,
            Is.EqualTo(FirstEnd(events, 4_321)));
    }

    [Test]
    public void Replica_begins_with_the_last_snapshot_and_makes_the_same_ones_as_without_it()
    {
        var path = RunJournals.Make(_journals, "run", events: 12_000);
        RunJournals.Snapshot(path, RunJournals.Options(every: 3_000));
        var files = Directory.GetFiles(path, "snapshot-*.snap").Order(StringComparer.Ordinal).ToArray();
        var last = File.ReadAllBytes(files[^1]);
        File.Delete(files[^1]);

        using (var replica = ShadowReplica.Open(path, RunJournals.Options(every: 3_000)))
        {
            replica.Advance();
            Assert.That(replica.StartSequence, Is.GreaterThanOrEqualTo(9_000));
        }

        Assert.That(File.ReadAllBytes(files[^1]), Is.EqualTo(last));
    }

    [Test]
    public void Replica_of_a_journal_that_is_being_written_takes_what_is_there_and_then_the_rest()
    {
        var whole = RunJournals.Make(_journals, "whole", events: 12_000);
        var events = RunJournals.Events(whole);
        var commands = Commands(whole);
        var options = MarketTape.Options(_journals["live"]) with
        {
            Mode = JournalWriteMode.Live,
            SegmentSizeBytes = 64 << 10,
            Epoch = 4,
        };
        using var writer = JournalWriter.OpenOrCreate(options);
        var fed = 0L;
        var command = 0;
        ShadowReplica? replica = null;
        for (var start = 0; start < events.Length; start += 1_700)
        {
            var end = Math.Min(events.Length, start + 1_700);
            writer.AppendEvents(events.AsSpan(start, end - start));
            for (; command < commands.Length && commands[command].Cause < start; command++)
            {
                // The commands of the batch before: they may come later than their events.
                writer.AppendCommands(commands.AsSpan(command, 1));
            }

            writer.Flush();
            replica ??= ShadowReplica.Open(_journals["live"], RunJournals.Options(every: 2_000));
            fed += replica.Advance();
            Assert.That(replica.Core.Sequence, Is.InRange(end - Event.RunLengthMax, end - 1));
        }

        using var follower = replica!;
        writer.AppendCommands(commands.AsSpan(command));
        writer.Complete();
        fed += follower.Advance();

        Assert.That(fed, Is.EqualTo(events.Length));
        Assert.That(follower.Fault, Is.Null);
        Assert.That(follower.AgreedCount, Is.Positive);
        Assert.That(follower.Made, Has.Count.EqualTo(events.Length / 2_000));
        Assert.That(
            new SnapshotStore(JournalReader.Open(_journals["live"])).Read(follower.Made[0]).Epoch, Is.EqualTo(4));
    }

    [Test]
    public void Witness_that_differs_is_named_and_takes_away_what_no_agreement_stands_behind()
    {
        var path = RunJournals.Make(_journals, "run", events: 12_000);
        var changed = WithAnotherWitness(path, _journals["changed"]);
        using var replica = ShadowReplica.Open(changed, RunJournals.Options(every: 3_000));

        replica.Advance();

        Assert.Multiple(() =>
        {
            Assert.That(replica.Fault, Is.Not.Null);
            Assert.That(replica.Fault!.What, Is.EqualTo("witness"));
            Assert.That(replica.Fault.Recorded, Is.EqualTo("000000000000002a"));
            Assert.That(replica.Made, Is.Empty);
            Assert.That(RunJournals.Files(changed, "snapshot-*"), Is.Empty);
            Assert.That(replica.Advance(), Is.Zero, "It makes no more.");
            Assert.That(replica.TakeSnapshot(), Is.Null);
        });
    }

    [Test]
    public void Two_makers_of_snapshots_keep_out_of_each_others_way()
    {
        var path = RunJournals.Make(_journals, "run", events: 2_000);
        using var first = ShadowReplica.Open(path, RunJournals.Options());

        Assert.That(
            () => ShadowReplica.Open(path, RunJournals.Options()),
            Throws.TypeOf<JournalException>().With.Property("Category").EqualTo(JournalErrorCategory.Safety));
        first.Dispose();
        Assert.That(Directory.GetFiles(path, "*.lock"), Is.Empty);
        ShadowReplica.Open(path, RunJournals.Options()).Dispose();
    }

    [Test]
    public void Older_snapshots_than_are_to_be_kept_go()
    {
        var path = RunJournals.Make(_journals, "run", events: 12_000);

        var made = RunJournals.Snapshot(path, RunJournals.Options(every: 1_000, keep: 3));

        Assert.That(made, Has.Count.EqualTo(3));
        Assert.That(Directory.GetFiles(path, "snapshot-*.snap"), Has.Length.EqualTo(3));
        Assert.That(() => ShadowReplica.Open(path, RunJournals.Options(keep: 1)), Throws.ArgumentException);
    }

    [Test]
    public void Purged_journal_is_recovered_replayed_and_verified_from_its_snapshots()
    {
        var path = RunJournals.Make(_journals, "run");
        var whole = Verify(path, null);
        RunJournals.Snapshot(path, RunJournals.Options(every: 5_000));

        var plan = JournalRetention.Apply(
            path, new RetentionRule { KeepEvents = 0 }, CoreSnapshot.Proof(StrategyCatalog.BuiltIn));
        var tail = Verify(path, null);
        var recovered = CoreRecovery.Recover(JournalReader.Open(path), StrategyCatalog.BuiltIn);

        Assert.Multiple(() =>
        {
            Assert.That(plan.KeptEvent, Is.Positive);
            Assert.That(JournalVerifier.Verify(path).IsIntact, Is.True);
            Assert.That(tail.Identical, Is.True);
            Assert.That(tail.From, Is.EqualTo(plan.OldestKeptSnapshot), "As much is verified as can be.");
            Assert.That((tail.Witness, tail.Digest), Is.EqualTo((whole.Witness, whole.Digest)));
            Assert.That(tail.Warnings, Has.Some.Contains("were purged"));
            Assert.That(recovered.Core.Digest().ToString("x16"), Is.EqualTo(whole.Digest));
        });
    }

    [Test]
    public void Purged_journal_without_a_snapshot_is_refused_with_the_ways_on()
    {
        var path = RunJournals.Make(_journals, "run");
        RunJournals.Snapshot(path, RunJournals.Options(every: 10_000));
        JournalRetention.Apply(
            path, new RetentionRule { KeepEvents = 0 }, CoreSnapshot.Proof(StrategyCatalog.BuiltIn));
        foreach (var file in Directory.GetFiles(path, "snapshot-*.snap"))
        {
            RunJournals.Damage(file);
        }

        Assert.That(
            () => CoreRecovery.Recover(JournalReader.Open(path), StrategyCatalog.BuiltIn),
            Throws.TypeOf<JournalException>()
                .With.Property("Category").EqualTo(JournalErrorCategory.Data)
                .And.Message.Contains("were purged").And.Message.Contains("from a copy")
                .And.Message.Contains("begin a new journal"));
        Assert.That(() => Verify(path, null), Throws.TypeOf<JournalException>());
    }

    [Test]
    public void Backtest_of_a_purged_journal_knows_its_instruments()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 2, events: 30_000);
        var path = RunJournals.Copy(market, _journals["small"], JournalWriteMode.Offline, 256 << 10);
        RunJournals.Snapshot(path, RunJournals.Options(every: 10_000));
        JournalRetention.Apply(
            path, new RetentionRule { KeepEvents = 0 }, CoreSnapshot.Proof(StrategyCatalog.BuiltIn));
        Assert.That(JournalReader.Open(path).FirstSequence, Is.Positive);

        var result = BacktestRunner.Run(
            new BacktestRequest
            {
                JournalPath = path,
                Strategies = [new global::Replay.Sessions.StrategyChoice("market-maker")],
                EngineVersion = "test",
            },
            null,
            CancellationToken.None);

        Assert.That(result.Runs, Has.Count.EqualTo(2));
    }

    private static ReplayResult Verify(string path, long? from) => ReplayRunner.Run(
        new ReplayRequest { JournalPath = path, Verify = true, From = from }, null, CancellationToken.None);

    private static int FirstEnd(Event[] events, int at)
    {
        while (!events[at - 1].IsLastOfRun)
        {
            at++;
        }

        return at;
    }

    private static Command[] Commands(string path)
    {
        List<Command> all = [];
        using var cursor = JournalReader.Open(path).OpenCommands();
        while (cursor.TryReadFrame(out var frame))
        {
            all.AddRange(frame);
        }

        return [.. all];
    }

    private static string WithAnotherWitness(string from, string to)
    {
        using var writer = JournalWriter.Create(MarketTape.Options(to));
        writer.AppendEvents(RunJournals.Events(from));
        var commands = Commands(from);
        var last = Array.FindLastIndex(commands, command => command.Kind == CommandKind.Witness);
        commands[last].Hash = 42;
        writer.AppendCommands(commands);
        writer.Complete();
        return to;
    }
}
