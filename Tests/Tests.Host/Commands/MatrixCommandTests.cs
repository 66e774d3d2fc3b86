namespace Tests.Host.Commands;

internal sealed class MatrixCommandTests
{
    [Test]
    public void Matrix_has_a_verdict_for_each_strategy_and_is_the_same_whatever_the_number_of_jobs()
    {
        using var folder = new TempFolder();
        string[] command =
        [
            "backtest", "--journal", folder.Generate("j", events: 12_000), "--strategy", "market-maker", "--strategy",
            "momentum", "--matrix", "--json", "--jobs",
        ];

        var one = EngineRun.Ok([.. command, "1"]).Json;
        var three = EngineRun.Ok([.. command, "3"]).Json;

        Assert.That(three.GetProperty("digest").GetString(), Is.EqualTo(one.GetProperty("digest").GetString()));
        Assert.That(three.GetProperty("matrix").GetRawText(), Is.EqualTo(one.GetProperty("matrix").GetRawText()));
        Assert.That(
            one.GetProperty("matrix").EnumerateArray().Select(row => row.GetProperty("verdict").GetString()),
            Is.EqualTo(new[] { "do not use", "do not use" }));
    }

    [Test]
    public void Preset_runs_each_pair_with_what_ships_for_it()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 12_000), "--preset", "pairs", "--json").Json;

        Assert.That(
            json.GetProperty("runs").EnumerateArray()
                .Select(run => $"{run.GetProperty("strategy")} {run.GetProperty("instrument")}"),
            Is.EqualTo(new[]
            {
                "market-maker simulated:BTCUSDT", "market-maker simulated:ETHUSDT", "momentum simulated:ETHUSDT",
            }));
    }

    [Test]
    public void Warning_of_one_pair_names_the_pair()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 12_000), "--preset", "pairs", "--json").Json;

        Assert.That(
            json.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()),
            Has.Some.StartsWith("momentum in simulated:ETHUSDT: "));
    }

    [Test]
    public void Warnings_that_differ_in_names_and_numbers_alone_are_told_once()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 40_000), "--strategy", "market-maker", "--strategy",
            "momentum", "--matrix", "--json").Json;

        var warnings = json.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!).ToList();
        Assert.That(warnings.Count(warning => warning.Contains("too few closed trades")), Is.LessThanOrEqualTo(1));
        Assert.That(warnings.Count(warning => warning.Contains("without funding")), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Report_is_a_page_with_the_verdicts_and_the_way_to_each_run()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 12_000), "--strategy", "market-maker", "--matrix",
            "--json", "--report", folder["m.html"]).Json;

        var page = File.ReadAllText(folder["m.html"]);
        Assert.Multiple(() =>
        {
            Assert.That(json.GetProperty("report").GetString(), Is.EqualTo(folder["m.html"]));
            Assert.That(page, Does.Contain("Verdicts").And.Contain("Assumptions").And.Not.Contain("<script"));
            foreach (var name in new[] { "BTCUSDT", "ETHUSDT" })
            {
                var report = $"m.market-maker.simulated-{name}.html";
                Assert.That(page, Does.Contain($"href=\"{report}\""));
                Assert.That(File.Exists(folder[report]), Is.True);
            }
        });
    }

    [TestCase("--preset", "coins", "'pairs'")]
    [TestCase("--matrix", null, "--strategy NAME")]
    public void Backtest_without_a_strategy_says_how_to_name_one(string flag, string? value, string says)
    {
        using var folder = new TempFolder();
        string[] more = value is null ? [flag] : [flag, value];

        var run = EngineRun.Of(["backtest", "--journal", folder.Generate("j"), .. more]);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain(says));
    }

    [Test]
    public void Presets_are_listed()
    {
        Assert.That(EngineRun.Ok("strategies", "--presets", "--json").Json.GetArrayLength(), Is.EqualTo(8));
    }
}
