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
