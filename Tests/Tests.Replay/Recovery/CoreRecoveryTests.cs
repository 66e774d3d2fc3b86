using System.Runtime.InteropServices;
using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Strategies;
using Journal.Reading;
using Journal.Snapshots;
using Replay.Recovery;
using Replay.Replaying;
using Tests.Replay.Sessions;

namespace Tests.Replay.Recovery;

/// <summary>A snapshot and the tail are the same run as all of it; a snapshot that cannot be trusted is not used.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CoreRecoveryTests : IDisposable
{
    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    [FsCheck.NUnit.Property(MaxTest = 4)]
    public void Core_that_is_cut_anywhere_and_put_back_decides_as_the_run_did(int seed)
    {
        var path = RunJournals.Make(_journals, $"p{Guid.NewGuid():N}", events: 12_000, seed: seed & 0xFFFF);
        var events = RunJournals.Events(path);
        var reader = JournalReader.Open(path);
        var recorded = Recorded(reader);
        var random = new Random(seed);
        for (var i = 0; i < 4; i++)
        {
            var cut = EndOfRun(events, random.Next(events.Length - 1));
            var core = new TradingCore(StrategyCatalog.BuiltIn);
            List<Event> definitions = [];
            Feed(core, events, 0, cut, null);
            CoreSnapshot.Collect(definitions, events.AsSpan(0, cut));
            var origin = new SnapshotOrigin(reader.Facts.JournalId, 1, "test", 0);

            var restored = CoreSnapshot.Restore(
                CoreSnapshot.Take(core, definitions, origin), StrategyCatalog.BuiltIn);
            List<Command> commands = [];
            Feed(restored, events, cut, events.Length, commands);
            Feed(core, events, cut, events.Length, null);

            var expected = recorded.Where(command => command.Cause >= cut).ToArray();
            Assert.That(
                MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(commands))
                    .SequenceEqual(MemoryMarshal.AsBytes(expected.AsSpan())),
                Is.True,
                $"seed {seed}, cut at {cut}");
            Assert.That((restored.Witness, restored.Digest()), Is.EqualTo((core.Witness, core.Digest())));
        }
    }

    [Test]
    public void Replay_from_each_snapshot_ends_as_the_whole_replay_does()
    {
        var path = RunJournals.Make(_journals, "run");
        var whole = Verify(path, null);
        var made = RunJournals.Snapshot(path, RunJournals.Options(every: 7_000));

        Assert.That(made, Has.Count.GreaterThanOrEqualTo(4));
        foreach (var entry in new SnapshotStore(JournalReader.Open(path)).List())
        {
            var tail = Verify(path, entry.Sequence);

            Assert.Multiple(() =>
            {
                Assert.That(tail.From, Is.EqualTo(entry.Sequence));
                Assert.That(tail.Identical, Is.True);
                Assert.That((tail.Witness, tail.Digest), Is.EqualTo((whole.Witness, whole.Digest)));
                Assert.That(tail.Events, Is.EqualTo(whole.Events - entry.Sequence));
            });
        }
    }

    [Test]
    public void Recover_uses_the_newest_snapshot_and_replays_the_tail_alone()
    {
        var path = RunJournals.Make(_journals, "run");
        var whole = CoreRecovery.Recover(JournalReader.Open(path), StrategyCatalog.BuiltIn);
        RunJournals.Snapshot(path, RunJournals.Options(every: 7_000));

        var recovered = CoreRecovery.Recover(JournalReader.Open(path), StrategyCatalog.BuiltIn);

        Assert.Multiple(() =>
        {
            Assert.That(whole.FromSnapshot, Is.Null);
            Assert.That(recovered.FromSnapshot, Is.GreaterThanOrEqualTo(28_000));
            Assert.That(recovered.TailEvents, Is.EqualTo(recovered.Core.Sequence + 1 - recovered.FromSnapshot));
            Assert.That(recovered.IsSameCode, Is.True);
            Assert.That(
                (recovered.Core.Witness, recovered.Core.Digest()),
                Is.EqualTo((whole.Core.Witness, whole.Core.Digest())));
        });
    }

    [Test]
    public void Recover_passes_over_unreadable_snapshots_to_older_ones_and_then_to_the_head()
    {
        var path = RunJournals.Make(_journals, "run");
        var made = RunJournals.Snapshot(path, RunJournals.Options(every: 12_000));
        RunJournals.Damage(Path.Combine(path, made[^1]));

        var older = CoreRecovery.Recover(JournalReader.Open(path), StrategyCatalog.BuiltIn);
        foreach (var name in made.SkipLast(1))
        {
            File.WriteAllText(Path.Combine(path, name), "nothing");
        }

        var head = CoreRecovery.Recover(JournalReader.Open(path), StrategyCatalog.BuiltIn);

        Assert.Multiple(() =>
        {
            Assert.That(older.FromSnapshot, Is.EqualTo(12_000 + (12_000 * (made.Count - 2))).Within(1_024));
            Assert.That(older.Passed.Single().Name, Is.EqualTo(made[^1]));
            Assert.That(older.Passed.Single().Reason, Does.Contain("checksum"));
            Assert.That(head.FromSnapshot, Is.Null);
            Assert.That(head.Passed, Has.Count.EqualTo(made.Count));
            Assert.That(head.Core.Digest(), Is.EqualTo(older.Core.Digest()));
        });
    }

    [Test]
    public void Snapshot_beyond_the_end_of_its_journal_is_passed_over()
    {
        var path = RunJournals.Make(_journals, "run", events: 12_000);
        var full = RunJournals.Make(_journals, "full", events: 30_000);
        var reader = JournalReader.Open(path);
        var core = CoreRecovery.Recover(JournalReader.Open(full), StrategyCatalog.BuiltIn).Core;
        List<Event> definitions = [];
        CoreSnapshot.Collect(definitions, RunJournals.Events(full));
        new SnapshotStore(reader).Write(
            CoreSnapshot.Take(core, definitions, new SnapshotOrigin(reader.Facts.JournalId, 1, "test", 0)),
            CoreSnapshot.Proof(StrategyCatalog.BuiltIn));

        var recovered = CoreRecovery.Recover(JournalReader.Open(path), StrategyCatalog.BuiltIn);

        Assert.That(recovered.FromSnapshot, Is.Null);
        Assert.That(recovered.Passed.Single().Reason, Does.Contain("does not have the events"));
    }

    [Test]
    public void State_that_is_not_what_its_digest_says_never_gets_its_name()
    {
        var path = RunJournals.Make(_journals, "run", events: 12_000);
        var reader = JournalReader.Open(path);
        var core = CoreRecovery.Recover(reader, StrategyCatalog.BuiltIn).Core;
        List<Event> definitions = [];
        CoreSnapshot.Collect(definitions, RunJournals.Events(path));
        var snapshot = CoreSnapshot.Take(
            core, definitions, new SnapshotOrigin(reader.Facts.JournalId, 1, "test", 0)) with { Digest = 1 };

        Assert.That(
            () => new SnapshotStore(reader).Write(snapshot, CoreSnapshot.Proof(StrategyCatalog.BuiltIn)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("0000000000000001"));
        Assert.That(RunJournals.Files(path, "snapshot-*"), Is.Empty);
    }

    [Test]
    public void Strategy_that_does_not_visit_what_it_remembers_is_found_out_by_replay_from_the_snapshot()
    {
        var path = RunJournals.Make(
            _journals, "run", catalog: Forgetful.Catalog, strategies: new global::Replay.Sessions.StrategyChoice(
                "forgetful"));
        RunJournals.Snapshot(path, RunJournals.Options(every: 10_000) with { Catalog = Forgetful.Catalog });

        var replay = ReplayRunner.Run(
            new ReplayRequest { JournalPath = path, Catalog = Forgetful.Catalog, Verify = true, From = 10_500 },
            null,
            CancellationToken.None);

        Assert.That(replay.Identical, Is.False);
        Assert.That(replay.FirstDifference!.Sequence, Is.GreaterThanOrEqualTo(10_000));
    }

    [Test]
    public void Replay_that_finds_no_snapshot_says_so_and_takes_the_head()
    {
        var path = RunJournals.Make(_journals, "run", events: 12_000);

        var replay = Verify(path, 5_000);

        Assert.That(replay.From, Is.Zero);
        Assert.That(replay.Identical, Is.True);
        Assert.That(replay.Warnings.Single(), Does.Contain("no snapshot"));
    }

    private static ReplayResult Verify(string path, long? from) => ReplayRunner.Run(
        new ReplayRequest { JournalPath = path, Verify = true, From = from }, null, CancellationToken.None);

    private static int EndOfRun(Event[] events, int at)
    {
        while (!events[at].IsLastOfRun)
        {
            at++;
        }

        return at + 1;
    }

    private static void Feed(TradingCore core, Event[] events, int from, int to, List<Command>? commands)
    {
        for (var i = from; i < to; i++)
        {
            core.OnEvent(events[i], i);
            commands?.AddRange(core.Commands);
        }
    }

    private static List<Command> Recorded(JournalReader reader)
    {
        List<Command> all = [];
        using var cursor = reader.OpenCommands();
        while (cursor.TryReadFrame(out var frame))
        {
            all.AddRange(frame);
        }

        return all;
    }
}
