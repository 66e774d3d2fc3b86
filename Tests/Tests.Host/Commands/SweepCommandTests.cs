using System.Text.Json;

namespace Tests.Host.Commands;

internal sealed class SweepCommandTests
{
    private static readonly string[] Grid = ["--grid", "baseSpreadBps=2..6:2", "--grid", "simulation.slippage=0,0.001"];

    [Test]
    public void Sweep_json_shows_each_point_in_and_out_of_sample()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok(
            [
                "sweep", "--journal", folder.Generate("j", events: 12_000), "--strategy", "market-maker", .. Grid,
                "--json",
            ])
            .Json;

        Assert.That(json.GetProperty("digest").GetString(), Does.Match("^[0-9a-f]{16}$"));
        Assert.That(json.GetProperty("points").GetArrayLength(), Is.EqualTo(6));
        foreach (var point in json.GetProperty("points").EnumerateArray())
        {
            Assert.That(point.GetProperty("parameters").EnumerateObject().Count(), Is.EqualTo(2));
            Assert.That(
                point.GetProperty("inSample").GetProperty("netPnl").ValueKind, Is.EqualTo(JsonValueKind.Number));
            Assert.That(
                point.GetProperty("outOfSample").GetProperty("netPnl").ValueKind, Is.EqualTo(JsonValueKind.Number));
        }
    }

    [Test]
    public void Sweep_gives_the_same_digest_whatever_the_number_of_jobs()
    {
        using var folder = new TempFolder();
        var journal = folder.Generate("j", events: 12_000);

        var digests = new[] { "1", "2", "3" }.Select(jobs => EngineRun.Ok(
            ["sweep", "--journal", journal, "--strategy", "market-maker", .. Grid, "--jobs", jobs, "--json"])
            .Json.GetProperty("digest").GetString());

        Assert.That(digests.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Sweep_goes_on_with_what_its_folder_keeps_and_writes_its_report()
    {
        using var folder = new TempFolder();
        string[] command =
        [
            "sweep", "--journal", folder.Generate("j", events: 12_000), "--strategy", "market-maker", .. Grid, "--out",
            folder["kept"],
        ];
        EngineRun.Ok(command);

        var again = EngineRun.Ok([.. command, "--report", folder["r.html"], "--rank", "netPnl"]);

        Assert.That(again.Out, Does.Contain("6 runs taken over").And.Contain("Net P&L out"));
        Assert.That(File.ReadAllText(folder["r.html"]), Does.Contain("<svg"));
    }

    [Test]
    public void Sweep_that_is_killed_again_and_again_loses_what_was_being_run_and_comes_to_the_same_digest()
    {
        using var folder = new TempFolder();
        string[] command =
        [
            "sweep", "--journal", folder.Generate("j", events: 60_000), "--strategy", "market-maker",
            "--grid", "baseSpreadBps=2..13:1", "--jobs", "2", "--json",
        ];
        var log = Path.Combine(folder["kept"], "runs.log");
        var whole = EngineRun.Ok([.. command, "--out", folder["whole"]]).Json;
        var wholeLog = Path.Combine(folder["whole"], "runs.log");
        var lineLength = new FileInfo(wholeLog).Length / RunsIn(wholeLog);
        var kept = 0;
        for (var round = 1; round <= 3; round++)
        {
            var wanted = kept + 2;
            var wasKilled = EngineChild.KillWhen(
                () => File.Exists(log) && new FileInfo(log).Length > (wanted + 1) * lineLength,
                [.. command, "--out", folder["kept"]]);
            var there = RunsIn(log);

            Assert.That(wasKilled, Is.True, "killed in its midst");
            Assert.That(there, Is.GreaterThanOrEqualTo(wanted), "what was finished is kept");
            kept = there;
        }

        var resumed = EngineRun.Ok([.. command, "--out", folder["kept"]]).Json;

        Assert.That(resumed.GetProperty("resumed").GetInt32(), Is.EqualTo(kept));
        Assert.That(resumed.GetProperty("digest").GetString(), Is.EqualTo(whole.GetProperty("digest").GetString()));
    }

    /// <summary>Whole lines alone: the one that was being written is the one that may be lost.</summary>
    private static int RunsIn(string log) => File.ReadAllText(log).Count(c => c == '\n');

    [Test]
    public void Sweep_of_another_configuration_in_the_same_folder_is_refused_by_its_key()
    {
        using var folder = new TempFolder();
        string[] command =
        [
            "sweep", "--journal", folder.Generate("j", events: 12_000), "--strategy", "market-maker", .. Grid, "--out",
            folder["kept"],
        ];
        EngineRun.Ok(command);

        var other = EngineRun.Of([.. command, "--set", "cooldown=30s"]);

        Assert.That(other.Code, Is.EqualTo(2));
        Assert.That(other.ErrorLine, Does.Contain("market-maker.cooldown").And.Contain("30s"));
    }

    [TestCase("--grid", "bassSpread=1..2:1", "did you mean")]
    [TestCase("--rank", "luck", "sharpe")]
    [TestCase("--walk-forward", "30d", "IN/OUT")]
    [TestCase("--out-of-sample", "120%", "less than 100 %")]
    [TestCase("--jobs", "0", "1 to")]
    [TestCase("--seed", "3", "--random")]
    [TestCase("--walk-forward", "30d/7d", "one step needs")]
    public void Sweep_that_cannot_be_read_is_refused_with_what_to_write(string flag, string value, string says)
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of(
            ["sweep", "--journal", folder.Generate("j"), "--strategy", "market-maker", .. Grid, flag, value]);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain(says));
    }

    [Test]
    public void Sweep_that_is_interrupted_exits_130_and_says_how_to_go_on()
    {
        using var folder = new TempFolder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        var run = EngineRun.Of(
            new Dictionary<string, string>(), stop.Token,
            [
                "sweep", "--journal", folder.Generate("j"), "--strategy", "market-maker", .. Grid, "--out",
                folder["kept"],
            ]);

        Assert.That(run.Code, Is.EqualTo(130));
        Assert.That(run.Error, Does.Contain("the same command goes on"));
    }
}
