namespace Tests.Host.Commands;

internal sealed class QualityCommandTests
{
    private const string Bars =
        "timestamp,open,high,low,close,volume\n"
        + "2026-01-01 00:00:00,100,100,100,100,1\n2026-01-01 00:01:00,100,100,100,100,1\n"
        + "2026-01-01 00:04:00,100,100,100,100,1\n2026-01-01 00:05:00,150,150,150,150,1\n";

    [Test]
    public void Import_prints_and_keeps_what_is_wrong_with_the_data_and_a_backtest_repeats_it()
    {
        using var folder = new TempFolder();

        var import = Import(folder, "--json").Json;
        var backtest = EngineRun.Ok(
            "backtest", "--journal", folder["j"], "--strategy", "momentum", "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(Checks(import.GetProperty("quality")), Is.EqualTo((string[])["MissingBars", "Outlier"]));
            Assert.That(import.GetProperty("gaps").GetInt64(), Is.EqualTo(2));
            Assert.That(
                backtest.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()),
                Has.Some.Contains("data: binance-usdm:AAAUSDT: missing bars: 2 in 1 places").And.Some.Contains(
                    "bars.csv, row 4"));
        });
    }

    [Test]
    public void Quality_of_a_journal_finds_the_same_in_its_events()
    {
        using var folder = new TempFolder();
        Import(folder);
        File.Delete(Path.Combine(folder["j"], "quality.json"));

        var json = EngineRun.Ok("journal", "quality", folder["j"], "--save", "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(Checks(json), Is.EqualTo((string[])["MissingBars", "Outlier"]));
            Assert.That(File.Exists(Path.Combine(folder["j"], "quality.json")), Is.True);
            Assert.That(EngineRun.Of("journal", "verify", folder["j"]).Code, Is.Zero);
        });
    }

    [Test]
    public void Quality_prints_a_table_with_the_first_place()
    {
        using var folder = new TempFolder();
        Import(folder);

        var text = EngineRun.Ok("journal", "quality", folder["j"], "--jump", "60").Out;

        Assert.That(text, Does.Contain("missing bars").And.Contain("2 bars").And.Contain("event 7"));
        Assert.That(text, Does.Not.Contain("price jumps"));
    }

    [TestCase("--silence", "soon")]
    [TestCase("--jump", "-1")]
    public void Quality_with_a_limit_that_is_none_answers_2(string flag, string value)
    {
        Assert.That(EngineRun.Of("journal", "quality", "j", flag, value).Code, Is.EqualTo(2));
    }

    private static IEnumerable<string?> Checks(System.Text.Json.JsonElement quality) =>
        quality.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("check").GetString());

    private static EngineRun Import(TempFolder folder, params string[] more) => EngineRun.Ok(
    [
        "import", "csv", $"AAAUSDT={folder.Write("bars.csv", Bars)}", "--kind", "bars", "--interval", "1m", "--venue",
        "binance-usdm", "--tick", "0.1", "--lot", "0.01", "--out", folder["j"], .. more,
    ]);
}
