using System.Text.Json;

namespace Tests.Host.Commands;

internal sealed class DiffCommandTests
{
    [Test]
    public void Diff_of_the_same_run_exits_0()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("j", events: 12_000);
        var (first, second) = (Run(folder, market, "a"), Run(folder, market, "b"));

        var json = EngineRun.Ok("diff", first, second, "--json").Json;

        Assert.That(json.GetProperty("identical").GetBoolean(), Is.True);
        Assert.That(json.GetProperty("firstDecision").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Diff_of_runs_that_part_exits_1_and_shows_the_decision_and_the_key()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("j", events: 12_000);
        var (first, second) = (Run(folder, market, "a"), Run(folder, market, "b", "--set", "baseSpreadBps=3.5"));

        var run = EngineRun.Of("diff", first, second);

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain("market-maker.baseSpreadBps").And.Contain("PlaceOrder")
            .And.Contain("the first decision that differs"));
    }

    [TestCase("--from", "999999999")]
    [TestCase("--to", "0")]
    [TestCase("--from", "2031-01-01")]
    public void Diff_of_a_range_without_events_is_refused_and_not_called_identical(string flag, string place)
    {
        using var folder = new TempFolder();
        var run = Run(folder, folder.Generate("j", events: 12_000), "a");

        var diff = EngineRun.Of("diff", run, run, flag, place);

        Assert.That(diff.Code, Is.EqualTo(2));
        Assert.That(diff.ErrorLine, Does.Contain("nothing to compare"));
    }

    [Test]
    public void Diff_of_a_journal_that_is_not_there_exits_2()
    {
        using var folder = new TempFolder();

        Assert.That(EngineRun.Of("diff", folder["none"], folder["none"]).Code, Is.EqualTo(2));
    }

    private static string Run(TempFolder folder, string market, string name, params string[] more)
    {
        EngineRun.Ok(
            ["backtest", "--journal", market, "--strategy", "market-maker", "--out", folder[name], .. more]);
        return folder[name];
    }
}
