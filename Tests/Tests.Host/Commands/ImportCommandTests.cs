namespace Tests.Host.Commands;

internal sealed class ImportCommandTests
{
    private const string Bars =
        """
        timestamp,open,high,low,close,volume
        2026-01-01 00:00:00,100.0,101.0,99.5,100.5,12.5
        2026-01-01 00:01:00,100.5,102.0,100.5,101.5,7.25
        2026-01-01 00:02:00,101.5,101.5,101.0,101.0,3

        """;

    private static readonly string[] Flags =
        ["--kind", "bars", "--interval", "1m", "--venue", "binance-usdm", "--tick", "0.1", "--lot", "0.01"];

    [Test]
    public void List_names_the_formats()
    {
        var json = EngineRun.Ok("import", "--list", "--json").Json;

        Assert.That(
            json.EnumerateArray().Select(format => format.GetProperty("name").GetString()),
            Is.SupersetOf((string[])["binance-capture", "binance-aggtrades", "binance-klines", "csv"]));
    }

    [Test]
    public void Import_csv_bars_makes_a_journal_that_can_be_inspected()
    {
        using var folder = new TempFolder();

        var json = Import(folder, "j", folder.Write("bars.csv", Bars), "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(json.GetProperty("rows").GetInt64(), Is.EqualTo(3));
            Assert.That(json.GetProperty("kinds").GetProperty("Bar").GetInt64(), Is.EqualTo(3));
            Assert.That(json.GetProperty("instruments")[0].GetString(), Is.EqualTo("binance-usdm:AAAUSDT"));
            Assert.That(EngineRun.Of("journal", "verify", folder["j"]).Code, Is.Zero);
        });
    }

    [Test]
    public void Import_the_same_file_from_another_place_makes_the_same_bytes()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["elsewhere"]);

        Import(folder, "a", folder.Write("bars.csv", Bars));
        Import(folder, "b", folder.Write("elsewhere/bars.csv", Bars));

        Assert.That(
            Directory.GetFiles(folder["b"]).Order().Select(File.ReadAllBytes),
            Is.EqualTo(Directory.GetFiles(folder["a"]).Order().Select(File.ReadAllBytes)));
    }

    [TestCase("2026-01-01 00:01:00,100.5,102.0", 3, TestName = "Import_of_a_row_cut_short_leaves_no_journal")]
    [TestCase("2026-01-01 00:01:00,100.55,102.0,100.5,101.5,7", 3, TestName = "Import_off_the_grid_leaves_no_journal")]
    [TestCase(
        "2026-01-01 00:01:00,-1.0,102.0,100.5,101.5,7", 3,
        TestName = "Import_of_a_negative_price_leaves_no_journal")]
    [TestCase(
        "2025-12-31 00:01:00,100.5,102.0,100.5,101.5,7", 3,
        TestName = "Import_of_time_going_back_leaves_no_journal")]
    public void Import_of_a_bad_row(string row, int code)
    {
        using var folder = new TempFolder();
        var lines = Bars.Split('\n');
        lines[2] = row;
        var file = folder.Write("bars.csv", string.Join('\n', lines));

        var run = EngineRun.Of(["import", "csv", $"AAAUSDT={file}", .. Flags, "--out", folder["j"]]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(code), run.Error);
            Assert.That(run.ErrorLine, Does.Contain(file).And.Contain("row"));
            Assert.That(Directory.Exists(folder["j"]), Is.False);
            Assert.That(Directory.Exists(folder["j.partial"]), Is.False);
        });
    }

    [TestCase("nonsense", "AAAUSDT=bars.csv", "no format")]
    [TestCase("csv", "AAAUSDT=missing.csv", "missing.csv")]
    public void Import_of_what_is_not_there_answers_2(string format, string file, string expected)
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of(["import", format, file, .. Flags, "--out", folder["j"]]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(expected));
        });
    }

    [TestCase("--venue", "nasdaq")]
    [TestCase("--tick", "-1")]
    [TestCase("--kind", "candles")]
    [TestCase("--time-unit", "weeks")]
    [TestCase("--interval", "soon")]
    [TestCase("--fees", "0.1")]
    [TestCase("--feed-latency", "5")]
    public void Import_with_a_flag_that_is_no_value_names_flag_and_value(string flag, string value)
    {
        var run = EngineRun.Of("import", "csv", "A=b.csv", flag, value, "--out", "never-made");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(flag).And.Contain(value));
        });
    }

    [Test]
    public void Import_without_out_or_format_says_what_to_write()
    {
        Assert.Multiple(() =>
        {
            Assert.That(EngineRun.Of("import").ErrorLine, Does.Contain("--list"));
            Assert.That(EngineRun.Of("import", "csv", "A=b.csv").ErrorLine, Does.Contain("--out"));
        });
    }

    private static EngineRun Import(TempFolder folder, string name, string file, params string[] more) =>
        EngineRun.Ok(["import", "csv", $"AAAUSDT={file}", .. Flags, "--out", folder[name], .. more]);
}
