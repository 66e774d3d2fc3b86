using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Journal.Reading;
using Journal.Writing;
using Replay.Backtests;
using Replay.Replaying;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>How stages share threads changes nothing; what was decided is decided again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LayoutTests : IDisposable
{
    private const int EventCount = 30_000;

    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Direct_fused_and_threaded_runs_leave_the_same_journal_byte_for_byte()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 2, EventCount);

        Run(market, "direct", RunLayout.Direct);
        Run(market, "fused", RunLayout.Fused);
        Run(market, "threaded", RunLayout.Threaded);

        TempJournals.AssertSameFiles(_journals["direct"], _journals["fused"]);
        TempJournals.AssertSameFiles(_journals["direct"], _journals["threaded"]);
    }

    [Test]
    public void Run_and_replay_agree_in_every_command_witness_and_digest()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 4, events: 200_000);
        var run = Run(market, "run", RunLayout.Fused);

        var replay = Verify("run");

        Assert.Multiple(() =>
        {
            Assert.That(run.Fills, Is.Positive);
            Assert.That(replay.Identical, Is.True);
            Assert.That(replay.FirstDifference, Is.Null);
            Assert.That((replay.Witness, replay.Digest), Is.EqualTo((run.Witness, run.Digest)));
            Assert.That(replay.WitnessesChecked, Is.GreaterThanOrEqualTo(3));
        });
    }

    [Test]
    public void One_changed_byte_of_one_event_shows_as_the_first_difference_by_name()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 2, EventCount);
        Run(market, "run", RunLayout.Direct);
        var changed = CopyWithOneByteChanged(_journals["run"], _journals["changed"]);

        var replay = Verify("changed");

        Assert.That(replay.Identical, Is.False);
        Assert.That(replay.FirstDifference!.Sequence, Is.GreaterThanOrEqualTo(changed));
        Assert.That(replay.FirstDifference.Recorded, Is.Not.EqualTo(replay.FirstDifference.Replayed));
    }

    [Test]
    public void Decisions_that_cannot_be_read_are_damage_and_never_agreed_with()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 2, EventCount);
        Run(market, "run", RunLayout.Direct);
        var commands = Directory.GetFiles(_journals["run"], "commands-*").Single();
        var bytes = File.ReadAllBytes(commands);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(commands, bytes);

        Assert.That(
            () => Verify("run"),
            Throws.TypeOf<JournalException>().With.Property("Category").EqualTo(JournalErrorCategory.Data));
    }

    [Test]
    public void Commands_cut_at_a_frame_are_damage()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 2, EventCount);
        Run(market, "run", RunLayout.Direct);
        using (var file = File.OpenWrite(Directory.GetFiles(_journals["run"], "commands-*").Single()))
        {
            file.SetLength(file.Length - 64);
        }

        Assert.That(() => Verify("run"), Throws.TypeOf<JournalException>());
    }

    [Test]
    public void Data_that_jump_by_more_than_a_year_are_refused_by_name()
    {
        const long Day = 86_400_000;
        var tape = new MarketTape()
            .Quote(0, 1_000, 1_001, 5)
            .Quote(400 * Day, 1_000, 1_001, 5)
            .WriteTo(_journals["hole"]);

        Assert.That(
            () => BacktestRunner.Run(Request(tape, null, RunLayout.Direct), null, CancellationToken.None),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("hole")
                .And.Message.Contains("more than a year"));
    }

    [Test]
    public void Run_stops_where_it_is_asked_to_while_timers_fill_a_hole()
    {
        const long Day = 86_400_000;
        var tape = new MarketTape()
            .Quote(0, 1_000, 1_001, 5)
            .Quote(300 * Day, 1_000, 1_001, 5)
            .WriteTo(_journals["hole"]);
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        var result = BacktestRunner.Run(Request(tape, null, RunLayout.Direct), null, stop.Token);

        Assert.That(result.Interrupted, Is.True);
        Assert.That(result.Events, Is.LessThan(10_000));
    }

    [Test]
    public void Deep_replays_of_one_journal_give_the_same_digests_on_the_way()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 2, EventCount);
        Run(market, "run", RunLayout.Direct);
        var request = new ReplayRequest { JournalPath = _journals["run"], DeepInterval = 5_000 };

        var first = ReplayRunner.Run(request, null, CancellationToken.None).Digests;
        var second = ReplayRunner.Run(request, null, CancellationToken.None).Digests;

        Assert.That(first, Has.Count.GreaterThanOrEqualTo(5));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Journal_of_data_alone_has_no_run_to_verify()
    {
        MarketTape.Generate(_journals["market"], instruments: 2, events: 1_000);

        Assert.That(() => Verify("market"), Throws.TypeOf<RunConfigurationException>());
    }

    [Test]
    public void Chosen_instruments_alone_are_traded()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 3, EventCount);

        var result = BacktestRunner.Run(
            Request(market, null, RunLayout.Direct) with { Instruments = ["ETHUSDT"] }, null, CancellationToken.None);

        Assert.That(
            result.Runs.Select(run => run.Instrument).Distinct().ToArray(), Is.EqualTo(new[] { "simulated:ETHUSDT" }));
    }

    [Test]
    public void Instrument_that_the_journal_lacks_is_refused_with_those_it_has()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 1, events: 1_000);
        var request = Request(market, null, RunLayout.Direct) with { Instruments = ["FOOUSDT"] };

        Assert.That(
            () => BacktestRunner.Run(request, null, CancellationToken.None),
            Throws.TypeOf<RunConfigurationException>().With.Message.Contains("simulated:BTCUSDT"));
    }

    [TestCase("baseSpreadBps", "wide", "a number")]
    [TestCase("baseSpreadBps", "-1", "out of range")]
    [TestCase("bassSpread", "1", "known are")]
    [TestCase("cooldown", "60", "duration")]
    public void Parameter_that_does_not_fit_is_refused_by_name(string name, string text, string expected)
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 1, events: 1_000);
        var request = Request(market, null, RunLayout.Direct) with
        {
            Strategies = [new StrategyChoice("market-maker", [new KeyValuePair<string, string>(name, text)])],
        };

        Assert.That(
            () => BacktestRunner.Run(request, null, CancellationToken.None),
            Throws.TypeOf<RunConfigurationException>().With.Message.Contains(expected)
                .And.Message.Contains($"market-maker.{name}"));
    }

    private static long CopyWithOneByteChanged(string from, string to)
    {
        var reader = JournalReader.Open(from);
        using var writer = JournalWriter.Create(MarketTape.Options(to));
        using var events = reader.OpenEvents();
        using var commands = reader.OpenCommands();
        long changed = -1;
        while (events.TryReadFrame(out var frame))
        {
            var copy = frame.ToArray();
            for (var i = 0; i < copy.Length && changed < 0; i++)
            {
                // The quantity of a fill: the position, the cash and every later decision rest on it.
                if (copy[i].Kind == EventKind.Fill)
                {
                    copy[i].Fill.Quantity = new QtyLots(copy[i].Fill.Quantity.Value ^ 1);
                    changed = events.FirstSequence + i;
                }
            }

            writer.AppendEvents(copy);
        }

        while (commands.TryReadFrame(out var frame))
        {
            writer.AppendCommands(frame);
        }

        writer.Complete();
        return changed;
    }

    private ReplayResult Verify(string name) => ReplayRunner.Run(
        new ReplayRequest { JournalPath = _journals[name], Verify = true }, null, CancellationToken.None);

    private BacktestResult Run(string market, string name, RunLayout layout) =>
        BacktestRunner.Run(Request(market, _journals[name], layout), null, CancellationToken.None);

    private static BacktestRequest Request(string market, string? outPath, RunLayout layout) => new()
    {
        JournalPath = market,
        Strategies = [new StrategyChoice("market-maker"), new StrategyChoice("momentum")],
        EngineVersion = "test",
        Layout = layout,
        OutPath = outPath,
    };
}
