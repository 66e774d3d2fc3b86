using System.Text.Json;

namespace Tests.Host.Commands;

/// <summary>Snapshots, what recovery makes of them, and retention, as their users type them.</summary>
internal sealed class SnapshotCommandTests
{
    [Test]
    public void Snapshots_are_made_listed_and_replayed_from()
    {
        using var folder = new TempFolder();
        var run = Run(folder);

        var made = EngineRun.Ok("journal", "snapshot", run, "--every", "4000", "--json").Json;
        var replay = EngineRun.Ok("replay", run, "--verify", "--from", "newest", "--json").Json;

        var newest = made.GetProperty("snapshots").EnumerateArray().Last();
        Assert.Multiple(() =>
        {
            Assert.That(made.GetProperty("snapshots").GetArrayLength(), Is.GreaterThanOrEqualTo(2));
            Assert.That(made.GetProperty("fault").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(made.GetProperty("witnessesChecked").GetInt64(), Is.Positive);
            Assert.That(newest.GetProperty("digest").GetString(), Has.Length.EqualTo(16));
            Assert.That(File.Exists(Path.Combine(run, newest.GetProperty("file").GetString()!)), Is.True);
            Assert.That(replay.GetProperty("from").GetInt64(), Is.EqualTo(newest.GetProperty("sequence").GetInt64()));
            Assert.That(replay.GetProperty("identical").GetBoolean(), Is.True);
        });
    }

    [Test]
    public void Replay_takes_the_file_of_a_snapshot_and_a_time()
    {
        using var folder = new TempFolder();
        var run = Run(folder);
        var made = EngineRun.Ok("journal", "snapshot", run, "--every", "4000", "--json").Json;
        var first = made.GetProperty("snapshots")[0];

        var byFile = EngineRun.Ok("replay", run, "--from", first.GetProperty("file").GetString()!, "--json").Json;
        var byTime = EngineRun.Ok("replay", run, "--from", "2030-01-01", "--json").Json;

        Assert.That(byFile.GetProperty("from").GetInt64(), Is.EqualTo(first.GetProperty("sequence").GetInt64()));
        Assert.That(byTime.GetProperty("from").GetInt64(), Is.GreaterThan(byFile.GetProperty("from").GetInt64()));
        Assert.That(byTime.GetProperty("digest").GetString(), Is.EqualTo(byFile.GetProperty("digest").GetString()));
    }

    [Test]
    public void Snapshot_without_options_stands_at_the_end_and_is_said_for_people()
    {
        using var folder = new TempFolder();
        var run = Run(folder);

        var result = EngineRun.Ok("journal", "snapshot", run);

        Assert.That(result.Out, Does.Contain("1 snapshot").And.Contain("snapshot-").And.Contain("agreed"));
        Assert.That(
            EngineRun.Ok("replay", run, "--from", "newest", "--json").Json.GetProperty("events").GetInt64(), Is.Zero);
    }

    [Test]
    public void Damaged_snapshot_is_passed_over_with_a_warning()
    {
        using var folder = new TempFolder();
        var run = Run(folder);
        EngineRun.Ok("journal", "snapshot", run, "--every", "4000");
        var newest = Directory.GetFiles(run, "snapshot-*").Order(StringComparer.Ordinal).Last();
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..^8]);

        var json = EngineRun.Ok("replay", run, "--verify", "--from", "newest", "--json").Json;

        Assert.That(json.GetProperty("identical").GetBoolean(), Is.True);
        Assert.That(json.GetProperty("warnings")[0].GetString(), Does.Contain(Path.GetFileName(newest)));
    }

    [Test]
    public void Retention_of_one_segment_removes_nothing()
    {
        using var folder = new TempFolder();
        var run = Run(folder);
        EngineRun.Ok("journal", "snapshot", run, "--every", "4000");

        var plan = EngineRun.Ok("journal", "retention", "plan", run, "--keep-events", "10", "--json").Json;
        var applied = EngineRun.Ok("journal", "retention", "apply", run, "--keep-events", "10", "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(plan.GetProperty("applied").GetBoolean(), Is.False);
            Assert.That(applied.GetProperty("applied").GetBoolean(), Is.True);
            Assert.That(applied.GetProperty("keptEvent").GetInt64(), Is.Zero);
            Assert.That(applied.GetProperty("files").GetArrayLength(), Is.Zero);
            Assert.That(plan.GetProperty("recoverySnapshot").GetInt64(), Is.Positive);
            Assert.That(File.Exists(Path.Combine(run, "journal.purged")), Is.False);
        });
    }

    [TestCase("--keep", "1")]
    [TestCase("--keep", "0")]
    [TestCase("--every", "0")]
    [TestCase("--at", "soon")]
    [TestCase("--every", "-5")]
    public void Snapshot_options_that_mean_nothing_are_refused(string name, string value)
    {
        using var folder = new TempFolder();

        Assert.That(EngineRun.Of("journal", "snapshot", Run(folder), name, value).Code, Is.EqualTo(2));
    }

    [TestCase]
    [TestCase("--keep-events", "1", "--keep-days", "1")]
    [TestCase("--keep-days", "-1")]
    public void Retention_wants_exactly_one_rule(params string[] rule)
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of(["journal", "retention", "plan", Run(folder), .. rule]);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain("--keep-events"));
    }

    private static string Run(TempFolder folder)
    {
        var run = folder["run"];
        EngineRun.Ok(
            "backtest", "--journal", folder.Generate("market", instruments: 2, events: 12_000), "--strategy",
            "market-maker", "--out", run);
        return run;
    }

    [Test]
    public void Verifying_from_a_snapshot_behind_which_nothing_lies_is_no_proof()
    {
        using var folder = new TempFolder();
        var run = Run(folder);
        EngineRun.Ok("journal", "snapshot", run);

        var replay = EngineRun.Of("replay", run, "--verify", "--from", "newest");

        Assert.That(replay.Code, Is.EqualTo(2));
        Assert.That(replay.ErrorLine, Does.Contain("nothing was recorded after"));
    }
}
