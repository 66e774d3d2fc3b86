using System.Text.Json;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Reading;
using Journal.Writing;

namespace Tests.Host.Commands;

internal sealed class BacktestCommandTests
{
    private static readonly string[] DocumentKeys =
    [
        "journal", "events", "elapsedSeconds", "eventsPerSecond", "digest", "witness", "orders", "fills", "rejects",
        "runs", "assumptions", "warnings", "report",
    ];

    private static readonly string[] RunKeys =
    [
        "strategy", "instrument", "netPnl", "returnPct", "fees", "funding", "trades", "winRate", "profitFactor",
        "sharpe", "sortino", "calmar", "maxDrawdownPct", "digest",
    ];

    [Test]
    public void Backtest_json_has_the_keys_that_checks_read()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 20_000), "--strategy", "market-maker", "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(json.EnumerateObject().Select(key => key.Name), Is.SupersetOf(DocumentKeys));
            Assert.That(json.GetProperty("digest").GetString(), Does.Match("^[0-9a-f]{16}$"));
            Assert.That(json.GetProperty("witness").GetString(), Does.Match("^[0-9a-f]{16}$"));
            Assert.That(json.GetProperty("orders").GetInt64(), Is.Positive);
            Assert.That(json.GetProperty("runs").GetArrayLength(), Is.EqualTo(2));
            foreach (var run in json.GetProperty("runs").EnumerateArray())
            {
                Assert.That(run.EnumerateObject().Select(key => key.Name), Is.SupersetOf(RunKeys));
            }
        });
    }

    [Test]
    public void Backtest_json_has_the_account_its_sums_and_what_it_rests_on()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 20_000), "--strategy", "market-maker", "--json").Json;

        Assert.Multiple(() =>
        {
            var account = json.GetProperty("account");
            Assert.That(account.EnumerateObject().Select(key => key.Name), Is.SupersetOf(RunKeys));
            Assert.That(json.GetProperty("strategies").GetArrayLength(), Is.EqualTo(1));
            Assert.That(json.GetProperty("instruments").GetArrayLength(), Is.EqualTo(2));
            Assert.That(json.GetProperty("days")[0].GetProperty("period").GetString(), Does.Match("^2026-01-01$"));
            Assert.That(json.GetProperty("months").GetArrayLength(), Is.EqualTo(1));
            Assert.That(json.GetProperty("assumptions")[0].GetProperty("name").GetString(), Is.EqualTo("Capital"));
            Assert.That(
                json.GetProperty("identity").GetProperty("configurationDigest").GetString(),
                Does.Match("^[0-9a-f]{16}$"));
            var execution = account.GetProperty("execution");
            Assert.That(execution.GetProperty("orders").GetInt64(), Is.EqualTo(json.GetProperty("orders").GetInt64()));
            Assert.That(execution.TryGetProperty("adverseSelection1sBps", out _), Is.True);
            Assert.That(execution.GetProperty("entryLatencyMs").GetProperty("p50").GetDouble(), Is.Positive);
            Assert.That(execution.GetProperty("maker").TryGetProperty("slippageBps", out _), Is.True);
        });
    }

    [Test]
    public void Backtest_under_trouble_counts_each_kind_on_the_screen_in_the_json_and_in_the_report()
    {
        using var folder = new TempFolder();
        string[] arguments =
        [
            "backtest", "--journal", folder.Generate("j", events: 20_000), "--strategy", "market-maker",
            "--set", "simulation.trouble.lostReports=0.05", "--set", "simulation.trouble.duplicateReports=0.05",
            "--report", folder["r.html"],
        ];

        var screen = EngineRun.Ok(arguments).Out;
        var json = EngineRun.Ok([.. arguments, "--json"]).Json;

        var trouble = json.GetProperty("trouble").EnumerateArray().ToDictionary(
            figure => figure.GetProperty("kind").GetString()!, figure => figure.GetProperty("count").GetInt64());
        Assert.That(trouble.Keys, Is.SupersetOf(new[] { "reportLost", "reportDuplicated" }));
        Assert.That(trouble.Values, Has.All.Positive);
        Assert.That(trouble.Keys, Does.Not.Contain("busy"));
        foreach (var text in new[] { screen, File.ReadAllText(folder["r.html"]) })
        {
            Assert.That(text, Does.Contain("Trouble").And.Contain("reports lost").And.Contain("reports duplicated"));
        }
    }

    [Test]
    public void Backtest_without_trouble_shows_none()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 20_000), "--strategy", "market-maker",
            "--report", folder["r.html"], "--json");

        Assert.That(run.Json.GetProperty("trouble").GetArrayLength(), Is.Zero);
        Assert.That(File.ReadAllText(folder["r.html"]), Does.Not.Contain("<h2>Trouble"));
    }

    [Test]
    public void Backtest_prints_the_further_tables_only_when_asked()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("j", events: 20_000);

        var plain = EngineRun.Ok("backtest", "--journal", market, "--strategy", "market-maker").Out;
        var full = EngineRun.Ok("backtest", "--journal", market, "--strategy", "market-maker", "--details").Out;

        Assert.That(plain, Does.Not.Contain("Latency"));
        Assert.That(full, Does.Contain("Orders and fills").And.Contain("Latency").And.Contain("By day")
            .And.Contain("Assumptions"));
    }

    [Test]
    public void Backtest_kept_as_a_journal_is_replayed_identically()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("j", events: 20_000);
        var run = EngineRun.Ok(
            "backtest", "--journal", market, "--strategy", "market-maker", "--strategy", "momentum",
            "--out", folder["run"], "--json").Json;

        var replay = EngineRun.Ok("replay", folder["run"], "--verify", "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(replay.GetProperty("identical").GetBoolean(), Is.True);
            Assert.That(replay.GetProperty("firstDifference").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(replay.GetProperty("commands").GetInt64(), Is.Positive);
            Assert.That(replay.GetProperty("witnessesChecked").GetInt64(), Is.Positive);
            Assert.That(replay.GetProperty("digest").GetString(), Is.EqualTo(run.GetProperty("digest").GetString()));
        });
    }

    [TestCase("fused")]
    [TestCase("threaded")]
    public void Backtest_in_another_layout_keeps_the_same_bytes(string layout)
    {
        using var folder = new TempFolder();
        var market = folder.Generate("j", events: 20_000);

        EngineRun.Ok("backtest", "--journal", market, "--strategy", "market-maker", "--out", folder["a"]);
        EngineRun.Ok(
            "backtest", "--journal", market, "--strategy", "market-maker", "--out", folder["b"], "--layout", layout);

        Assert.That(Bytes(folder["b"]), Is.EqualTo(Bytes(folder["a"])));
    }

    [Test]
    public void Replay_of_a_changed_event_answers_1_and_names_the_first_difference()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("j", events: 20_000);
        EngineRun.Ok("backtest", "--journal", market, "--strategy", "market-maker", "--out", folder["run"]);
        CopyWithLevelsChanged(folder["run"], folder["changed"]);

        var replay = EngineRun.Of("replay", folder["changed"], "--verify", "--json");

        Assert.Multiple(() =>
        {
            Assert.That(replay.Code, Is.EqualTo(1), replay.Error);
            Assert.That(replay.Json.GetProperty("identical").GetBoolean(), Is.False);
            Assert.That(replay.Json.GetProperty("firstDifference").GetProperty("sequence").GetInt64(), Is.Positive);
            Assert.That(replay.Json.GetProperty("firstDifference").GetProperty("what").GetString(), Is.Not.Empty);
        });
    }

    [Test]
    public void Replay_of_data_alone_cannot_be_verified()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of("replay", folder.Generate("j"), "--verify");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("--out"));
        });
    }

    [Test]
    public void Backtest_replaces_its_own_report_and_nobody_elses_file()
    {
        using var folder = new TempFolder();
        string[] command =
        [
            "backtest", "--journal", folder.Generate("j", events: 5_000), "--strategy", "market-maker", "--report",
        ];
        File.WriteAllText(folder["notes.html"], "what I learnt");
        EngineRun.Ok([.. command, folder["r.html"]]);

        EngineRun.Ok([.. command, folder["r.html"]]);
        var refused = EngineRun.Of([.. command, folder["notes.html"]]);

        Assert.Multiple(() =>
        {
            Assert.That(refused.Code, Is.EqualTo(2));
            Assert.That(refused.ErrorLine, Does.Contain("notes.html").And.Contain("no report"));
            Assert.That(File.ReadAllText(folder["notes.html"]), Is.EqualTo("what I learnt"));
            Assert.That(Directory.GetFiles(folder.Path, "*.partial"), Is.Empty);
        });
    }

    [Test]
    public void Matrix_refuses_before_it_runs_what_one_of_its_reports_would_replace()
    {
        using var folder = new TempFolder();
        var journal = folder.Generate("j", events: 5_000);
        var taken = folder["r.market-maker.simulated-ETHUSDT.html"];
        File.WriteAllText(taken, "what I learnt");

        var run = EngineRun.Of(
            "backtest", "--journal", journal, "--strategy", "market-maker", "--matrix", "--jobs", "1",
            "--report", folder["r.html"]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(taken));
            Assert.That(Directory.GetFiles(folder.Path, "*.html"), Is.EqualTo(new[] { taken }));
        });
    }

    [Test]
    public void Backtest_writes_a_report_that_needs_nothing_else()
    {
        using var folder = new TempFolder();

        EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 20_000), "--strategy", "momentum",
            "--report", folder["r.html"]);

        Assert.That(
            File.ReadAllText(folder["r.html"]), Does.StartWith("<!doctype html>").And.Not.Contain("src=\"http"));
    }

    [Test]
    public void Matrix_runs_each_pair_alone()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", instruments: 2, events: 20_000), "--strategy", "market-maker",
            "--strategy", "momentum", "--matrix", "--json").Json;

        var pairs = json.GetProperty("runs").EnumerateArray()
            .Select(run => (run.GetProperty("strategy").GetString(), run.GetProperty("instrument").GetString()));
        Assert.That(pairs.Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void Matrix_refuses_to_keep_a_journal()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of(
            "backtest", "--journal", folder.Generate("j"), "--strategy", "momentum", "--matrix", "--out", folder["o"]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("--matrix").And.Contain("--out"));
        });
    }

    [TestCase("--strategy", "momentun", "did you mean 'momentum'?")]
    [TestCase("--instrument", "NOSUCH", "no instrument 'NOSUCH'")]
    [TestCase("--capital", "-1", "capital")]
    [TestCase("--set", "risk.maxOrderNotionl=1", "did you mean 'risk.maxOrderNotional'")]
    [TestCase("--set", "nothingLikeThis=1", "momentum")]
    [TestCase("--set", "risk.strategies.pairs.maxOpenOrders=1", "the run has no such strategy")]
    [TestCase("--set", "risk.instruments.\"simulated:NOSUCH\".allowed=no", "the run has no such instrument")]
    [TestCase("--set", "risk.venues.kraken-spot.allowed=no", "the run has no such venue")]
    [TestCase("--set", "risk.strategies.momentum.maxDrawdown=0.1", "'maxDrawdown' is no limit of a strategy")]
    [TestCase("--report", "/no/such/folder/r.html", "does not exist")]
    public void Backtest_of_what_is_wrong_answers_2(string flag, string value, string expected)
    {
        using var folder = new TempFolder();
        string[] strategy = flag == "--strategy" ? [] : ["--strategy", "momentum"];

        var run = EngineRun.Of(["backtest", "--journal", folder.Generate("j"), .. strategy, flag, value]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(expected));
        });
    }

    [Test]
    public void Set_may_drop_the_prefix_where_one_strategy_runs()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("j", events: 20_000);
        var maker = EngineRun.Ok("strategies", "market-maker", "--json").Json[0];
        var name = maker.GetProperty("parameters").EnumerateArray()
            .First(parameter => parameter.GetProperty("type").GetString() is "money" or "integer" or "real")
            .GetProperty("name").GetString();

        var bare = EngineRun.Of("backtest", "--journal", market, "--strategy", "market-maker", "--set", $"{name}=x");
        var full = EngineRun.Of(
            "backtest", "--journal", market, "--strategy", "market-maker", "--set", $"market-maker.{name}=x");

        Assert.Multiple(() =>
        {
            Assert.That(bare.Code, Is.EqualTo(2));
            Assert.That(bare.ErrorLine, Is.EqualTo(full.ErrorLine));
        });
    }

    [Test]
    public void Backtest_interrupted_answers_130_and_keeps_a_whole_journal()
    {
        using var folder = new TempFolder();
        var market = folder.Generate("j", events: 100_000);

        var run = EngineRun.Of(
            new Dictionary<string, string>(), new CancellationToken(canceled: true),
            "backtest", "--journal", market, "--strategy", "market-maker", "--out", folder["run"]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(130));
            Assert.That(run.Error, Does.Contain("delete that directory and run the command again"));
            Assert.That(EngineRun.Of("replay", folder["run"], "--verify").Code, Is.Zero);
        });
    }

    private static IEnumerable<byte[]> Bytes(string journal) =>
        Directory.GetFiles(journal).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    /// <summary>
    /// The same journal, its frames sound, but some levels of its books say another quantity: one alone may be too deep
    /// for any strategy to see.
    /// </summary>
    private static void CopyWithLevelsChanged(string source, string target)
    {
        var reader = JournalReader.Open(source);
        using var writer = JournalWriter.Create(new JournalWriterOptions
        {
            Directory = target,
            JournalId = reader.Facts.JournalId,
            CreatedTime = reader.Facts.CreatedTime,
            EngineVersion = reader.Facts.EngineVersion,
            Mode = JournalWriteMode.Offline,
        });
        var changed = 0;
        using var events = reader.OpenEvents();
        while (events.TryReadFrame(out var frame))
        {
            Event[] copy = [.. frame];
            for (var i = 0; i < copy.Length && changed < 20; i++)
            {
                if (copy[i].Kind == EventKind.BookLevel && events.FirstSequence + i > 5_000)
                {
                    copy[i].BookLevel.Quantity = new QtyLots(copy[i].BookLevel.Quantity.Value + 1_000_000);
                    changed++;
                }
            }

            writer.AppendEvents(copy);
        }

        using var commands = reader.OpenCommands();
        while (commands.TryReadFrame(out var frame))
        {
            writer.AppendCommands(frame);
        }

        writer.Complete();
    }
}
