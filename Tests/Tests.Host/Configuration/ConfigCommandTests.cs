using System.Text.Json;

namespace Tests.Host.Configuration;

internal sealed class ConfigCommandTests
{
    [Test]
    public void Show_takes_the_file_then_the_environment_then_the_command_line()
    {
        using var folder = new TempFolder();
        var file = folder.Write(
            "engine.json",
            """
            {
              // Comments are allowed.
              "capital": 1000,
              "risk": { "maxOrderNotional": 100, "maxExposure": 200, "maxOpenOrders": 3 },
            }
            """);
        var environment = new Dictionary<string, string>
        {
            ["ENGINE__RISK__MAXEXPOSURE"] = "300",
            ["ENGINE__RISK__MAXOPENORDERS"] = "4",
            ["OTHER"] = "1",
        };

        var run = EngineRun.Of(
            environment, default, "config", "show", "--config", file, "--set", "risk.maxOpenOrders=5", "--json");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.Zero, run.Error);
            Assert.That(Value(run.Json, "capital"), Is.EqualTo(1_000m));
            Assert.That(Value(run.Json, "risk.maxOrderNotional"), Is.EqualTo(100m));
            Assert.That(Value(run.Json, "risk.maxExposure"), Is.EqualTo(300m));
            Assert.That(Value(run.Json, "risk.maxOpenOrders"), Is.EqualTo(5m));
        });
    }

    [Test]
    public void Limits_of_strategies_and_instruments_come_from_file_environment_and_command_line()
    {
        using var folder = new TempFolder();
        var file = folder.Write(
            "engine.json",
            """
            { "risk": { "instruments": { "binance-usdm:BTCUSDT": { "maxOrderNotional": 100 } } } }
            """);
        var environment = new Dictionary<string, string>
        {
            ["ENGINE__RISK__STRATEGIES__MARKET_MAKER__MAXOPENORDERS"] = "4",
        };

        var run = EngineRun.Of(
            environment, default, "config", "show", "--config", file, "--json",
            "--set", "risk.instruments.\"binance-usdm:BTCUSDT\".maxPositionNotional=50");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.Zero, run.Error);
            Assert.That(Value(run.Json, "risk.instruments.binance-usdm:BTCUSDT.maxOrderNotional"), Is.EqualTo(100m));
            Assert.That(Value(run.Json, "risk.instruments.binance-usdm:BTCUSDT.maxPositionNotional"), Is.EqualTo(50m));
            Assert.That(Value(run.Json, "risk.strategies.MARKET-MAKER.maxOpenOrders"), Is.EqualTo(4m));
        });
    }

    [TestCase("risk.maxPositionNotional=500")]
    [TestCase("momentum.stop=0")]
    [TestCase("momentum.venueExits=yes")]
    [TestCase("orders.audit=0")]
    [TestCase("orders.requestTimeout=0")]
    [TestCase("simulation.trouble.lostReports=0.3")]
    public void Check_accepts_one_of_two_values_that_together_would_contradict_each_other(string set) =>
        EngineRun.Ok("config", "check", "--set", set);

    [Test]
    public void Check_of_a_folder_or_of_an_empty_file_says_what_to_write()
    {
        using var folder = new TempFolder();

        var directory = EngineRun.Of("config", "check", "--config", folder.Path);
        var empty = EngineRun.Of("config", "check", "--config", folder.Write("empty.json", " \n"));

        Assert.That((directory.Code, empty.Code), Is.EqualTo((2, 2)));
        Assert.That(directory.ErrorLine, Does.Contain("that is a folder"));
        Assert.That(empty.ErrorLine, Does.Contain("the file is empty"));
    }

    [TestCase("pairs.exitZ=3", "pairs.exitZ (3) must be below pairs.entryZ (2 by default)")]
    [TestCase("pairs.stopZ=2", "pairs.entryZ (2 by default) must be below pairs.stopZ (2)")]
    [TestCase("avellaneda-stoikov.minSpread=200", "must not be above avellaneda-stoikov.maxSpread")]
    [TestCase("momentum.rsiOversold=80", "must be below momentum.rsiOverbought")]
    [TestCase("liquidation-cluster.trendFast=30", "must be below liquidation-cluster.trendSlow")]
    [TestCase("liquidation-cluster.stop=0.02", "must not be above liquidation-cluster.stopMax")]
    [TestCase(
        "momentum.stop=0", "momentum.venueExits (yes) takes a momentum.stop above 0 (0)",
        "momentum.venueExits=yes")]
    [TestCase("mean-reversion.venueExits=yes", "takes a mean-reversion.stop above 0 (0 by default)")]
    [TestCase("volatility-breakout.stopAtr=0", "no stop at the venue", "volatility-breakout.venueExits=yes")]
    [TestCase("cvd.signalsOnly=yes", "with signals alone there is no order", "cvd.venueExits=yes")]
    [TestCase("risk.maxOrderNotional=600", "(600) must not be above risk.maxPositionNotional (500)",
        "risk.maxPositionNotional=500")]
    [TestCase("guards.mediumAt=0.9", "must not be above guards.highAt")]
    [TestCase("orders.queryRetry=2m", "must not be above orders.queryRetryMax")]
    [TestCase("orders.audit=0", "orders.audit (0) with simulation.trouble.lostReports (0.3): a fill",
        "simulation.trouble.lostReports=0.3")]
    [TestCase("orders.requestTimeout=0", "orders.requestTimeout (0) with simulation.trouble.lostReports (0.3)",
        "simulation.trouble.lostReports=0.3")]
    [TestCase("orders.requestTimeout=0", "orders.requestTimeout (0) with simulation.trouble.disconnect (30)",
        "simulation.trouble.disconnect=30")]
    [TestCase("account.tier2UpTo=10", "Bracket 2 of the maintenance margin does not ascend")]
    [TestCase("account.tier3Rate=0.001", "Bracket 3 of the maintenance margin does not ascend")]
    [TestCase("account.feeTier3Volume=1000", "Tier 3 of the fees does not ascend")]
    public void Check_and_a_run_refuse_values_that_contradict_each_other(
        string set, string expected, string other = "capital=100000")
    {
        using var folder = new TempFolder();

        var check = EngineRun.Of("config", "check", "--set", set, "--set", other);
        var run = EngineRun.Of(
            "backtest", "--journal", folder.Generate("j"), "--strategy", "market-maker", "--set", set, "--set", other);

        Assert.Multiple(() =>
        {
            Assert.That(check.Code, Is.EqualTo(2));
            Assert.That(check.ErrorLine, Does.Contain(expected));
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(expected));
        });
    }

    [Test]
    public void Defaults_do_not_contradict_each_other()
    {
        var sets = EngineRun.Ok("config", "show", "--json").Json.GetProperty("settings").EnumerateArray()
            .Where(setting => setting.GetProperty("value").ValueKind == JsonValueKind.Number)
            .Select(setting => $"{setting.GetProperty("key").GetString()}={setting.GetProperty("value").GetRawText()}");

        var run = EngineRun.Of(["config", "check", .. sets.SelectMany(set => new[] { "--set", set })]);

        Assert.That(run.Code, Is.Zero, run.Error);
    }

    [TestCase("""{ "riks": {} }""", "unknown section 'riks'; did you mean 'risk'?")]
    [TestCase("""{ "risk": { "limits": {} } }""", "unknown section 'risk.limits'")]
    [TestCase("""{ "a": { "b": {} } }""", "unknown section 'a.b'")]
    public void Check_names_a_section_that_is_none_though_it_is_empty(string text, string expected)
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of("config", "check", "--config", folder.Write("c.json", text));

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain("line 1").And.Contain(expected));
    }

    [Test]
    public void Check_takes_sections_that_are_empty()
    {
        using var folder = new TempFolder();
        var file = folder.Write(
            "c.json",
            """{ "risk": { "strategies": { "momentum": {} } }, "simulation": { "trouble": {} }, "pairs": {} }""");

        Assert.That(EngineRun.Of("config", "check", "--config", file).Code, Is.Zero);
    }

    [Test]
    public void Show_says_where_each_value_comes_from()
    {
        using var folder = new TempFolder();
        var file = folder.Write("c.json", "{\n \"capital\": 1000\n}");

        var run = EngineRun.Ok("config", "show", "--config", file);

        Assert.That(run.Out, Does.Contain($"{file} line 2").And.Contain("default"));
    }

    [Test]
    public void A_variable_may_spell_a_hyphen_as_an_underscore()
    {
        var environment = new Dictionary<string, string> { ["ENGINE__MARKET_MAKER__NOTHINGLIKETHIS"] = "1" };

        var run = EngineRun.Of(environment, default, "config", "check");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("ENGINE__MARKET_MAKER__NOTHINGLIKETHIS"));
            Assert.That(run.ErrorLine, Does.Contain("unknown key"));
        });
    }

    [Test]
    public void Settings_of_the_simulated_venue_may_be_objects_within_objects_and_a_word_may_stand_for_a_duration()
    {
        using var folder = new TempFolder();
        var file = folder.Write(
            "c.json",
            """
            { "simulation": {
                "feedLatency": "recorded", "latencyFile": "l.csv",
                "latency": { "model": "lognormal" }, "trouble": { "busy": 0.25 } } }
            """);

        var json = EngineRun.Ok("config", "show", "--config", file, "--json").Json;
        var values = json.GetProperty("settings").EnumerateArray().ToDictionary(
            setting => setting.GetProperty("key").GetString()!, setting => setting.GetProperty("value").ToString());

        Assert.Multiple(() =>
        {
            Assert.That(values["simulation.feedLatency"], Is.EqualTo("recorded"));
            Assert.That(values["simulation.latency.model"], Is.EqualTo("lognormal"));
            Assert.That(values["simulation.trouble.busy"], Is.EqualTo("0.25"));
            Assert.That(values["simulation.latencyFile"], Is.EqualTo("l.csv"));
        });
    }

    [TestCase("risk.maxOrderNotionl=5", "did you mean 'risk.maxOrderNotional' (0 or more)?")]
    [TestCase(
        "risk.strategies.momentum.maxOrderNotionl=5", "did you mean 'risk.strategies.momentum.maxOrderNotional'?")]
    [TestCase("risk.instruments.simulated:BTCUSDT.maxOpenOrders=-5", "0 to 4000")]
    [TestCase("guards.onCritical=nothing", "flatten")]
    [TestCase("risk.maxOrderNotional=-5", "0 or more")]
    [TestCase("risk.maxOrderNotional=much", "not an amount")]
    [TestCase("risk.priceCollarBps=100001", "0 to 100000")]
    [TestCase("simulation.entryLatency=5", "duration")]
    [TestCase("simulation.barVolumeShare=1.5", "0 to 1")]
    [TestCase("simulation.selfTradePrevention=oldest", "cancel-oldest")]
    [TestCase("simulation.feedLatency=measured", "or 'recorded'")]
    [TestCase("simulation.queueModel=hopeful", "conservative, power or logarithmic")]
    [TestCase("simulation.latency.modle=constant", "did you mean 'simulation.latency.model'")]
    [TestCase("simulation.trouble.busy=2", "0 to 1")]
    [TestCase("nonsense=1", "unknown key 'nonsense'")]
    [TestCase("capital", "key=value")]
    [TestCase("=5", "key=value")]
    public void Check_of_a_wrong_setting_names_key_value_and_what_is_allowed(string setting, string expected)
    {
        var run = EngineRun.Of("config", "check", "--set", setting);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(expected).And.Contain("--set"));
        });
    }

    [TestCase("{ \"risk\": { \"maxOpenOrders\": 4001 } }", "line 1")]
    [TestCase("{\n\n \"rsik\": { \"maxOpenOrders\": 1 } }", "line 3")]
    [TestCase("{\n \"capital\": 1,\n \"capital\": 2 }", "line 3")]
    [TestCase("{ \"capital\": 1", "line 1")]
    [TestCase("{ \"capital\": [1] }", "line 1")]
    [TestCase("{ \"capital\": null }", "line 1")]
    [TestCase("7", "line 1")]
    public void Check_of_a_wrong_file_names_file_and_line(string text, string place)
    {
        using var folder = new TempFolder();
        var file = folder.Write("c.json", text);

        var run = EngineRun.Of("config", "check", "--config", file);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain($"{file} {place}"));
        });
    }

    [Test]
    public void Check_of_a_file_that_is_not_there_answers_2()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of("config", "check", "--config", folder["none.json"]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(folder["none.json"]));
        });
    }

    [Test]
    public void Check_says_all_that_is_wrong_a_line_each()
    {
        var run = EngineRun.Of("config", "check", "--set", "a.b=1", "--set", "capital=x", "--set", "capital=5");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2));
        });
    }

    [Test]
    public void Check_of_the_defaults_is_sound()
    {
        var json = EngineRun.Ok("config", "check", "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(json.GetProperty("ok").GetBoolean(), Is.True);
            Assert.That(json.GetProperty("errors").GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public void Schema_knows_every_key_that_show_knows()
    {
        var schema = EngineRun.Ok("config", "schema").Json.GetProperty("properties");
        var keys = EngineRun.Ok("config", "show", "--json").Json.GetProperty("settings").EnumerateArray()
            .Select(setting => setting.GetProperty("key").GetString()!.Split('.'));

        Assert.That(keys, Is.All.Matches<string[]>(path => path!.Length == 1
            ? schema.TryGetProperty(path[0], out _)
            : schema.GetProperty(path[0]).GetProperty("properties").TryGetProperty(path[1], out _)));
    }

    private static decimal Value(JsonElement document, string key) => document.GetProperty("settings").EnumerateArray()
        .Single(setting => setting.GetProperty("key").GetString() == key).GetProperty("value").GetDecimal();
}
