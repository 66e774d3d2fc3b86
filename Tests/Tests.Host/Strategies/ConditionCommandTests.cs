using System.Text.Json;
using Tests.Support;

namespace Tests.Host.Strategies;

/// <summary>Condition strategies by file, from the command line.</summary>
internal sealed class ConditionCommandTests
{
    // In and out again and again: a test of the road, not of the idea.
    private const string Lively = """
        {
          "side": "long",
          "sections": {
            "S1": { "all": [{ "indicator": "rsi", "operator": "above", "value": 50 }] },
            "Z1": { "all": [{ "indicator": "spread_pct", "operator": "below", "value": 1 }] },
            "ZE1": { "any": [{ "indicator": "rsi", "operator": "below", "value": 50 }], "timeout": "30s" }
          },
          "position": { "sizePct": 10 }
        }
        """;

    private static string Examples => Path.Combine(RepositoryRoot.Find().FullName, "docs", "examples");

    [Test]
    public void Document_trades_in_a_backtest_and_is_replayed_without_its_file()
    {
        using var folder = new TempFolder();
        var document = folder.Write("lively.json", Lively);

        var run = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 40_000), "--strategy", "condition",
            "--set", $"document={document}", "--out", folder["run"], "--json").Json;
        File.Delete(document);
        var replay = EngineRun.Ok("replay", folder["run"], "--verify", "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(run.GetProperty("fills").GetInt64(), Is.Positive);
            Assert.That(replay.GetProperty("identical").GetBoolean(), Is.True);
        });
    }

    [Test]
    public void Document_is_read_back_from_the_journal()
    {
        using var folder = new TempFolder();
        EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j"), "--instrument", "BTCUSDT", "--strategy", "condition",
            "--set", $"document={folder.Write("lively.json", Lively)}", "--out", folder["run"]);

        var lines = EngineRun.Ok("journal", "cat", folder["run"], "--kind", "StrategyDocument", "--json").Out;

        var text = string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()));
        Assert.That(text, Is.EqualTo(Lively));
    }

    [Test]
    public void Two_documents_are_two_strategies()
    {
        using var folder = new TempFolder();
        var path = folder.Write("lively.json", Lively);

        var run = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j"), "--instrument", "BTCUSDT", "--strategy", "condition",
            "--set", $"condition.document={path},{path}", "--json").Json;

        Assert.That(run.GetProperty("runs").GetArrayLength(), Is.EqualTo(2));
    }

    [TestCase("pump-and-dump.json")]
    [TestCase("flash-pump.json")]
    public void Example_runs_and_is_replayed_identically(string name)
    {
        using var folder = new TempFolder();
        EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j"), "--strategy", "condition",
            "--set", $"document={Path.Combine(Examples, name)}", "--out", folder["run"]);

        var replay = EngineRun.Ok("replay", folder["run"], "--verify", "--json").Json;

        Assert.That(replay.GetProperty("identical").GetBoolean(), Is.True);
    }

    [Test]
    public void Broken_document_is_an_error_that_names_file_and_path()
    {
        using var folder = new TempFolder();
        var path = folder.Write("pump.json", Lively.Replace("\"below\", \"value\": 1 ", "\"abve\", \"value\": 1 "));

        var run = EngineRun.Of(
            "backtest", "--journal", folder["none"], "--strategy", "condition", "--set", $"document={path}");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(
                run.ErrorLine,
                Does.StartWith($"error: {path}: $.sections.Z1.all[0].operator: 'abve' is not one of above, atLeast"));
        });
    }

    [TestCase("", "name it: --set condition.document=FILE")]
    [TestCase("none.json", "the document cannot be read")]
    public void Document_that_is_not_there_is_an_error(string name, string message)
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of(
            "backtest", "--journal", folder["none"], "--strategy", "condition",
            "--set", name.Length == 0 ? "capital=1" : $"document={folder[name]}");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(message));
        });
    }

    [Test]
    public void Schema_that_ships_is_the_one_that_the_command_prints()
    {
        var printed = EngineRun.Ok("strategies", "condition", "--schema").Out;

        Assert.That(File.ReadAllText(Path.Combine(Examples, "condition.schema.json")), Is.EqualTo(printed));
    }

    [Test]
    public void Configuration_file_may_name_the_document()
    {
        using var folder = new TempFolder();
        var document = folder.Write("lively.json", Lively);
        var file = folder.Write(
            "engine.json", JsonSerializer.Serialize(new { condition = new { document } }));

        var shown = EngineRun.Ok("config", "show", "--config", file).Out;

        Assert.That(shown, Does.Contain("condition.document"));
    }
}
