using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Journal.Writing;

namespace Tests.Host.Commands;

/// <summary>
/// What is done with journals as files: compressed, exported, repaired, verified in parallel, followed.
/// </summary>
internal sealed class JournalFilesCommandTests
{
    private const int EventCount = 5_000;

    [Test]
    public void Compact_makes_a_journal_smaller_and_leaves_what_it_says()
    {
        using var folder = new TempFolder();
        var journal = folder.Generate("j", instruments: 2, events: EventCount);
        var before = EngineRun.Ok("journal", "cat", journal, "--json").Out;

        var json = EngineRun.Ok("journal", "compact", journal, "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(json.GetProperty("compressed").GetInt32(), Is.EqualTo(1));
            Assert.That(
                json.GetProperty("bytesBefore").GetInt64(),
                Is.GreaterThan(5 * json.GetProperty("bytesAfter").GetInt64()));
            Assert.That(EngineRun.Ok("journal", "cat", journal, "--json").Out, Is.EqualTo(before));
            Assert.That(EngineRun.Ok("journal", "verify", journal).Out, Does.StartWith("intact"));
            Assert.That(EngineRun.Ok("journal", "compact", journal).Out, Does.Contain("0 segments"));
        });
    }

    [Test]
    public void Replay_of_a_compressed_run_is_identical()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("market", instruments: 2, events: 20_000);
        var run = folder["run"];
        EngineRun.Ok("backtest", "--journal", market, "--strategy", "market-maker", "--out", run);
        EngineRun.Ok("journal", "compact", run);

        var replay = EngineRun.Of("replay", run, "--verify", "--json");

        Assert.That(replay.Code, Is.Zero, replay.Error);
        Assert.That(replay.Json.GetProperty("identical").GetBoolean());
    }

    [Test]
    public void Export_csv_has_the_columns_of_its_kind_and_all_its_rows()
    {
        using var folder = new TempFolder();
        var journal = folder.Generate("j", instruments: 2, events: EventCount);
        var trades = EngineRun.Ok("journal", "inspect", journal, "--json").Json
            .GetProperty("kinds").GetProperty("Trade").GetInt64();
        var target = folder["trades.csv"];

        var json = EngineRun.Ok(
            "journal", "export", journal, "--format", "csv", "--kind", "trade", "--out", target, "--json").Json;

        var lines = File.ReadAllLines(target);
        Assert.That(json.GetProperty("events").GetInt64(), Is.EqualTo(trades));
        Assert.That(lines, Has.Length.EqualTo(trades + 1));
        Assert.That(lines[0], Does.StartWith("sequence,time,kind,instrument").And.Contain("price,quantity"));
        Assert.That(Directory.GetFiles(folder.Path, "*.partial"), Is.Empty);
    }

    [Test]
    public void Export_jsonl_between_two_places_goes_to_stdout()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Ok(
            "journal", "export", folder.Generate("j"), "--format", "jsonl", "--from", "100", "--to", "150");

        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(50));
        Assert.That(lines[0], Does.StartWith("{\"sequence\":100,"));
    }

    [TestCase("--format csv", "--kind")]
    [TestCase("--format csv --kind Trade,Quote", "--kind")]
    [TestCase("--format xml", "csv or jsonl")]
    [TestCase("--format jsonl --json", "--out")]
    [TestCase("--format jsonl --out missing/file", "missing")]
    public void Export_of_what_cannot_be_is_a_usage_error(string arguments, string named)
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of(["journal", "export", folder.Generate("j"), .. arguments.Split(' ')]);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain(named));
    }

    [Test]
    public void Repair_cuts_the_torn_tail_once_and_keeps_it()
    {
        using var folder = new TempFolder();
        var journal = folder.Generate("j", events: EventCount);
        Tear(journal);
        Assert.That(EngineRun.Of("journal", "verify", journal).Code, Is.EqualTo(1));

        var json = EngineRun.Ok("journal", "repair", journal, "--json").Json;

        Assert.That(json.GetProperty("tornBytes").GetInt64(), Is.Positive);
        var kept = json.GetProperty("tornFiles")[0].GetString()!;
        Assert.That(
            new FileInfo(Path.Combine(journal, kept)).Length, Is.EqualTo(json.GetProperty("tornBytes").GetInt64()));
        Assert.That(EngineRun.Of("journal", "verify", journal).Code, Is.Zero);
        Assert.That(EngineRun.Ok("journal", "repair", journal).Out, Does.Contain("nothing"));
    }

    [Test]
    public void Repair_refuses_damage_with_3_and_touches_nothing()
    {
        using var folder = new TempFolder();
        var journal = folder.Generate("j", events: EventCount);
        var path = Directory.GetFiles(journal, "events-*.seg").Single();
        var bytes = File.ReadAllBytes(path);
        bytes[20_000] ^= 1;
        File.WriteAllBytes(path, bytes);

        var run = EngineRun.Of("journal", "repair", journal);

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.ErrorLine, Does.Contain("20").Or.Contain("byte"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(bytes));
    }

    [TestCase("repair")]
    [TestCase("compact")]
    public void What_a_running_writer_holds_is_refused_with_4(string command)
    {
        using var folder = new TempFolder();
        using var writer = JournalWriter.Create(Live(folder["live"]));

        var run = EngineRun.Of("journal", command, folder["live"]);

        Assert.That(run.Code, Is.EqualTo(4));
        Assert.That(run.ErrorLine, Does.Contain("writing"));
    }

    [Test]
    public void Verify_with_any_number_of_jobs_says_the_same_and_works_beside_a_writer()
    {
        using var folder = new TempFolder();
        using var writer = JournalWriter.Create(Live(folder["live"]));
        for (var i = 0; i < 2_000; i++)
        {
            writer.AppendEvents([Event.Create(EventKind.Tick, new TimestampNs(i), InstrumentId.None)]);
            writer.Flush();
        }

        var one = EngineRun.Ok("journal", "verify", folder["live"], "--jobs", "1").Out;
        var four = EngineRun.Ok("journal", "verify", folder["live"], "--jobs", "4").Out;

        Assert.That(one, Does.StartWith("intact: 2,000 events"));
        Assert.That(four, Is.EqualTo(one));
        Assert.That(EngineRun.Of("journal", "verify", folder["live"], "--jobs", "0").Code, Is.EqualTo(2));
    }

    [Test]
    public void Cat_follow_shows_what_is_written_later_and_ends_with_the_journal()
    {
        using var folder = new TempFolder();
        using var writer = JournalWriter.Create(Live(folder["live"]));
        writer.AppendEvents([Event.Create(EventKind.Tick, new TimestampNs(1), InstrumentId.None)]);
        writer.Flush();
        var following = Task.Run(() => EngineRun.Of("journal", "cat", folder["live"], "--follow"));

        for (var i = 2; i <= 500; i++)
        {
            writer.AppendEvents([Event.Create(EventKind.Tick, new TimestampNs(i), InstrumentId.None)]);
            writer.Flush();
        }

        writer.Complete();

        Assert.That(following.Result.Code, Is.Zero, following.Result.Error);
        Assert.That(following.Result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(500));
    }

    private static JournalWriterOptions Live(string directory) => new()
    {
        Directory = directory,
        JournalId = JournalId.Derive("live"),
        CreatedTime = TimestampNs.Zero,
        EngineVersion = "test",
        Mode = JournalWriteMode.Live,
        SegmentSizeBytes = 20_000,
    };

    private static void Tear(string journal)
    {
        using var file = File.OpenWrite(Directory.GetFiles(journal, "events-*.seg").Single());
        file.SetLength(file.Length - 1_000);
    }

    [TestCase("events-0000000000000000.seg")]
    [TestCase("trades.csv")]
    public void Export_into_a_journal_is_refused_and_leaves_it_whole(string name)
    {
        using var folder = new TempFolder();
        var journal = folder.Generate("j", instruments: 2, events: EventCount);

        var run = EngineRun.Of(
            "journal", "export", journal, "--format", "csv", "--kind", "Trade", "--out", Path.Combine(journal, name));

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain(name).And.Contain("is a journal"));
        Assert.That(EngineRun.Of("journal", "verify", journal).Code, Is.Zero);
    }

    [Test]
    public void Cat_of_a_range_whose_commands_are_damaged_does_not_pass_them_over()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("market", instruments: 2, events: 20_000);
        var run = folder["run"];
        EngineRun.Ok("backtest", "--journal", market, "--strategy", "market-maker", "--out", run);
        var commands = Directory.GetFiles(run, "commands-*.seg").Single();
        var bytes = File.ReadAllBytes(commands);
        bytes[8_000] ^= 1;
        File.WriteAllBytes(commands, bytes);

        var cat = EngineRun.Of("journal", "cat", run, "--from", "10000", "--to", "10100");

        Assert.That(cat.Code, Is.EqualTo(3));
        Assert.That(cat.ErrorLine, Does.Contain(Path.GetFileName(commands)));
    }

    [Test]
    public void Backtest_of_a_journal_with_a_torn_tail_names_the_command_that_cuts_it()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("market", instruments: 1, events: EventCount);
        var segment = Directory.GetFiles(market, "events-*.seg").Single();
        using (var file = File.OpenWrite(segment))
        {
            file.SetLength(file.Length - 5_000);
        }

        var run = EngineRun.Of("backtest", "--journal", market, "--strategy", "momentum");

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.ErrorLine, Does.Contain(Path.GetFileName(segment)).And.Contain("journal repair"));
    }
}
