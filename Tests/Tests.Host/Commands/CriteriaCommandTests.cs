using Engine.Host.Cli;

namespace Tests.Host.Commands;

internal sealed class CriteriaCommandTests
{
    private const string Good = """
        { "strategy": "a", "instrument": "v:X", "trades": 100, "winRate": 0.51, "profitFactor": 1.51, "sharpe": 1.51,
          "maxDrawdownPct": 4.99 }
        """;

    [Test]
    public void Criteria_that_are_all_met_answer_0()
    {
        var run = Judge(Document(Good));

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("All criteria are met."));
    }

    [TestCase("trades", "99")]
    [TestCase("winRate", "0.5")]
    [TestCase("profitFactor", "1.5")]
    [TestCase("sharpe", "1.5")]
    [TestCase("sharpe", "null")]
    [TestCase("maxDrawdownPct", "5")]
    public void A_criterion_that_is_just_missed_answers_1_and_is_named(string key, string value)
    {
        var json = Judge(Document(With(key, value)), "--json");

        var failed = json.Json.GetProperty("runs")[0].GetProperty("criteria").EnumerateArray()
            .Where(criterion => !criterion.GetProperty("met").GetBoolean())
            .Select(criterion => criterion.GetProperty("name").GetString());
        Assert.That((json.Code, json.Json.GetProperty("met").GetBoolean()), Is.EqualTo((1, false)));
        Assert.That(failed, Is.EqualTo(new[] { key }));
    }

    [Test]
    public void A_figure_that_is_not_defined_fails_with_its_reason()
    {
        var run = Judge(Document(With("winRate", "null")));

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain("no trade has closed"));
    }

    [Test]
    public void Account_of_several_runs_is_judged_too()
    {
        var bad = With("trades", "1").Replace("\"a\"", "\"all\"", StringComparison.Ordinal);
        var run = Judge($"{{ \"runs\": [{Good}, {Good}], \"account\": {bad} }}", "--json");

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(
            run.Json.GetProperty("runs").EnumerateArray().Select(judged => judged.GetProperty("met").GetBoolean()),
            Is.EqualTo(new[] { false, true, true }));
    }

    [Test]
    public void Bounds_are_configurable() => Assert.That(
        Judge(Document(With("sharpe", "1.5")), "--set", "criteria.minSharpe=1.4").Code, Is.Zero);

    [TestCase("{}", "'runs' is missing")]
    [TestCase("[]", "the document must be an object")]
    [TestCase("""{ "runs": [] }""", "'runs' must be an array of at least one run")]
    [TestCase("""{ "runs": [1] }""", "'runs[0]' must be an object")]
    [TestCase("", "empty")]
    [TestCase("{ \"runs\": [", "line 1: not valid JSON")]
    public void A_foreign_document_answers_3_and_names_what_is_wrong(string text, string expected)
    {
        var run = Judge(text);

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.ErrorLine, Does.Contain("r.json").And.Contain(expected));
    }

    [TestCase("sharpe", "\"high\"", "'runs[0].sharpe' must be a number or null")]
    [TestCase("sharpe", "1e999", "'runs[0].sharpe' must be a number or null")]
    [TestCase("trades", "-1", "'runs[0].trades' must be a whole number")]
    [TestCase("maxDrawdownPct", "null", "'runs[0].maxDrawdownPct' must be a number")]
    public void A_key_of_another_kind_answers_3_and_is_named(string key, string value, string expected)
    {
        var run = Judge(Document(With(key, value)));

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.ErrorLine, Does.Contain(expected));
    }

    [Test]
    public void A_file_that_is_not_there_answers_2()
    {
        var run = EngineRun.Of("criteria", "no-such.json");

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain("no-such.json"));
    }

    [Test]
    public void A_hyphen_reads_what_is_piped_in()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var context = new CommandContext
        {
            Out = output,
            Error = error,
            OpenIn = () => new StringReader(Document(Good)),
        };

        Assert.That(EngineCommandLine.Run(["criteria", "-"], context), Is.Zero, error.ToString());
    }

    [Test]
    public void Criteria_that_wait_for_an_input_can_be_interrupted()
    {
        using var never = new ManualResetEventSlim();
        using var error = new StringWriter();
        var context = new CommandContext
        {
            OpenIn = () =>
            {
                never.Wait();
                return TextReader.Null;
            },
            Out = TextWriter.Null,
            Error = error,
            Token = new CancellationToken(canceled: true),
        };

        var code = EngineCommandLine.Run(["criteria", "-"], context);
        never.Set();

        Assert.That(code, Is.EqualTo(130));
    }

    [Test]
    public void Result_of_a_backtest_is_judged()
    {
        using var folder = new TempFolder();
        var result = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 20_000), "--strategy", "market-maker", "--json");
        File.WriteAllText(folder["r.json"], result.Out);

        var run = EngineRun.Of("criteria", folder["r.json"], "--json");

        // Two instruments and their account.
        Assert.That(run.Code, Is.EqualTo(1), run.Error);
        Assert.That(run.Json.GetProperty("runs").GetArrayLength(), Is.EqualTo(3));
    }

    private static string Document(string run) => $"{{ \"runs\": [{run}] }}";

    private static string With(string key, string value)
    {
        var start = Good.IndexOf($"\"{key}\": ", StringComparison.Ordinal) + key.Length + 4;
        var end = Good.AsSpan(start).IndexOfAny(',', ' ') + start;
        return string.Concat(Good.AsSpan(0, start), value, Good.AsSpan(end));
    }

    private static EngineRun Judge(string text, params string[] arguments)
    {
        using var folder = new TempFolder();
        var path = folder["r.json"];
        File.WriteAllText(path, text);
        return EngineRun.Of(["criteria", path, .. arguments]);
    }
}
