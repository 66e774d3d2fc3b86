using Engine.Model.Commands;
using Journal;
using Journal.Reading;
using Journal.Writing;

namespace Tests.Host.Commands;

/// <summary>A verification says identical only of what was compared, to the last command of the run.</summary>
internal sealed class ReplayVerifyTests
{
    private const int EventCount = 20_000;

    private TempFolder _folder = null!;
    private string _run = null!;

    [OneTimeSetUp]
    public void MakeRun()
    {
        _folder = new TempFolder();
        _run = _folder["run"];
        EngineRun.Ok(
            "backtest", "--journal", _folder.Generate("market", events: EventCount), "--strategy", "market-maker",
            "--out", _run);
    }

    [OneTimeTearDown]
    public void RemoveRun() => _folder.Dispose();

    [Test]
    public void Verify_of_a_whole_run_is_identical_and_ended()
    {
        var json = EngineRun.Ok("replay", _run, "--verify", "--json").Json;

        Assert.That(json.GetProperty("identical").GetBoolean(), Is.True);
        Assert.That(json.GetProperty("ended").GetBoolean(), Is.True);
        Assert.That(json.GetProperty("unproved").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Replay_at_a_speed_decides_the_same()
    {
        var paced = EngineRun.Ok("replay", _run, "--verify", "--speed", "1000000", "--json").Json;

        Assert.That(paced.GetProperty("identical").GetBoolean(), Is.True);
    }

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("1e9")]
    public void Speed_out_of_range_is_a_wrong_use(string speed)
    {
        var run = EngineRun.Of("replay", _run, "--speed", speed);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain("--speed").And.Contains("0.001"));
    }

    [TestCase(8_192, TestName = "Verify_of_commands_cut_to_nothing_is_not_identical")]
    [TestCase(30_000, TestName = "Verify_of_commands_cut_in_the_middle_is_not_identical")]
    public void Cut_commands(long length)
    {
        var copy = Copy($"cut-{length}");
        var commands = Segment(copy, "commands");
        SetLength(commands, length);

        var run = EngineRun.Of("replay", copy, "--verify");
        var json = EngineRun.Of("replay", copy, "--verify", "--json").Json;

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.Not.Contain("identical"));
        Assert.That(run.Out, Does.Contain(commands).And.Contain("of 8").And.Contain("make the run again"));
        Assert.That(json.GetProperty("identical").GetBoolean(), Is.False);
        var part = json.GetProperty("unproved")[0];
        Assert.That(part.GetProperty("file").GetString(), Is.EqualTo(commands));
        Assert.That(
            part.GetProperty("commands").GetInt64() + json.GetProperty("commands").GetInt64(),
            Is.EqualTo(CommandsOf(_run).Count));
    }

    [Test]
    public void Verify_of_a_run_whose_commands_were_deleted_is_not_identical()
    {
        var copy = Copy("deleted");
        var commands = Segment(copy, "commands");
        File.Delete(commands);

        var run = EngineRun.Of("replay", copy, "--verify");

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain(commands).And.Contain("missing").And.Not.Contain("identical"));
    }

    [Test]
    public void Verify_of_a_run_with_a_torn_tail_is_not_identical()
    {
        var copy = Copy("torn");
        var events = Segment(copy, "events");
        SetLength(events, new FileInfo(events).Length - 100);

        var run = EngineRun.Of("replay", copy, "--verify");
        var json = EngineRun.Of("replay", copy, "--verify", "--json").Json;

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain(events).And.Contain("torn tail").And.Not.Contain("identical"));
        Assert.That(json.GetProperty("ended").GetBoolean(), Is.False);
        Assert.That(json.GetProperty("unproved")[0].GetProperty("commands").GetInt64(), Is.Positive);
    }

    [Test]
    public void Verify_of_a_run_whose_torn_tail_was_cut_says_which_commands_have_no_events()
    {
        var copy = Copy("repaired");
        var events = Segment(copy, "events");
        SetLength(events, new FileInfo(events).Length - 100);
        EngineRun.Ok("journal", "repair", copy);

        var run = EngineRun.Of("replay", copy, "--verify");
        var verify = EngineRun.Of("journal", "verify", copy);

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain("caused by events that are missing").And.Not.Contain("identical"));
        Assert.That(verify.Code, Is.EqualTo(1));
        Assert.That(verify.Out, Does.Not.Contain("intact"));
    }

    [Test]
    public void Verify_where_not_one_command_was_compared_says_so()
    {
        var run = EngineRun.Of("replay", _run, "--verify", "--to", "1");

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain("nothing was recorded up to event 0"));
    }

    [Test]
    public void Verify_of_a_session_that_died_says_how_far_it_is_proved()
    {
        var died = AsDiedSession("died", EventCount - 5_000, commandsLost: 10);
        var recorded = CommandsOf(died).Count;

        var run = EngineRun.Of("replay", died, "--verify");
        var json = EngineRun.Of("replay", died, "--verify", "--json").Json;

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain($"not proved: {recorded} of {recorded + 10} commands verified"));
        Assert.That(run.Out, Does.Contain("has no commands on record because the run was cut"));
        Assert.That(json.GetProperty("identical").GetBoolean(), Is.False);
        Assert.That(json.GetProperty("firstDifference").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(json.GetProperty("unproved")[0].GetProperty("commands").GetInt64(), Is.EqualTo(10));
        Assert.That(EngineRun.Of("journal", "verify", died).Code, Is.Zero, "a session may die, and is whole so far");
    }

    [Test]
    public void Verify_of_a_session_that_died_with_all_commands_on_record_warns_of_its_end()
    {
        var died = AsDiedSession("died-whole", EventCount - 5_000, commandsLost: 0);

        var run = EngineRun.Ok("replay", died, "--verify");

        Assert.That(run.Out, Does.Contain("identical"));
        Assert.That(run.Error, Does.Contain("the run has no end"));
    }

    [TestCase("replay")]
    [TestCase("diff")]
    public void Deleted_commands_of_both_runs_do_not_make_them_identical(string command)
    {
        var copy = Copy($"{command}-bare");
        File.Delete(Segment(copy, "commands"));
        string[] arguments = command == "diff" ? ["diff", copy, copy] : ["replay", copy, "--verify"];

        var run = EngineRun.Of(arguments);

        Assert.That(run.Code, Is.Not.Zero);
        Assert.That(run.Out, Does.Not.Contain("identical"));
    }

    [Test]
    public void Journal_verify_of_a_run_without_its_commands_is_damage()
    {
        var copy = Copy("bare");
        var commands = Segment(copy, "commands");
        File.Delete(commands);

        var run = EngineRun.Of("journal", "verify", copy, "--jobs", "2");
        var json = EngineRun.Of("journal", "verify", copy, "--json").Json;
        var inspect = EngineRun.Of("journal", "inspect", copy, "--json");

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.ErrorLine, Does.Contain(Path.GetFileName(commands)).And.Contain("missing"));
        Assert.That(json.GetProperty("intact").GetBoolean(), Is.False);
        Assert.That(
            json.GetProperty("fault").GetProperty("segment").GetString(), Is.EqualTo(Path.GetFileName(commands)));
        Assert.That(inspect.Code, Is.EqualTo(3));
        Assert.That(inspect.Json.GetProperty("intact").GetBoolean(), Is.False);
    }

    private static List<Command> CommandsOf(string journal)
    {
        var all = new List<Command>();
        using var cursor = JournalReader.Open(journal).OpenCommands();
        while (cursor.TryReadFrame(out var commands))
        {
            all.AddRange(commands);
        }

        return all;
    }

    private static string Segment(string journal, string stream) =>
        Directory.GetFiles(journal, $"{stream}-*.seg").Single();

    private static void SetLength(string path, long length)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(length);
    }

    private string Copy(string name)
    {
        Directory.CreateDirectory(_folder[name]);
        foreach (var file in Directory.GetFiles(_run))
        {
            File.Copy(file, Path.Combine(_folder[name], Path.GetFileName(file)), overwrite: true);
        }

        return _folder[name];
    }

    /// <summary>The run as a session would have written it that was killed: nothing is sealed.</summary>
    private string AsDiedSession(string name, int eventCount, int commandsLost)
    {
        using var writer = JournalWriter.OpenOrCreate(new JournalWriterOptions
        {
            Directory = _folder[name],
            JournalId = new JournalId(1, 2),
            CreatedTime = default,
            EngineVersion = "test",
            Mode = JournalWriteMode.Live,
            PreparesSegments = false,
        });
        using var cursor = JournalReader.Open(_run).OpenEvents();
        while (writer.NextSequence < eventCount && cursor.TryReadFrame(out var events))
        {
            writer.AppendEvents(events);
        }

        var commands = CommandsOf(_run).FindAll(command => command.Cause < writer.NextSequence);
        writer.AppendCommands([.. commands[..^commandsLost]]);
        writer.Flush();
        return _folder[name];
    }
}
