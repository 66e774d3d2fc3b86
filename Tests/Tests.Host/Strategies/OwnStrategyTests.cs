namespace Tests.Host.Strategies;

/// <summary>The user's own strategies: the worked example of the documentation, and what is refused.</summary>
internal sealed class OwnStrategyTests
{
    private const string Shell = """
        namespace Mine;

        public class Taker : Engine.Core.Strategies.Strategy
        {
            public override void OnBook(Engine.Books.MarketState market) { BODY }

            public override void VisitState(Engine.Model.State.StateSink sink) { }
        }
        """;

    [Test]
    public void Example_trades_in_a_backtest_and_is_replayed_identically()
    {
        using var folder = new TempFolder();
        var place = Compiled.To(folder["OwnStrategy.dll"], Compiled.ExampleSource) + "#OwnStrategy.EmaCross";

        var run = EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j", events: 40_000), "--strategy", place, "--set", "slow=20",
            "--out", folder["run"], "--json").Json;
        var replay = EngineRun.Ok("replay", folder["run"], "--verify", "--strategy", place, "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(run.GetProperty("fills").GetInt64(), Is.Positive);
            Assert.That(run.GetProperty("runs")[0].GetProperty("strategy").GetString(), Is.EqualTo("ema-cross"));
            Assert.That(replay.GetProperty("identical").GetBoolean(), Is.True);
        });
    }

    [Test]
    public void Run_says_which_code_it_was()
    {
        using var folder = new TempFolder();
        Backtest(folder);

        var lines = EngineRun.Ok("journal", "cat", folder["run"], "--kind", "StrategyCode").Out;

        Assert.That(lines, Does.Match("strategy=1 sha256=[0-9a-f]{64}"));
    }

    [Test]
    public void Replay_without_the_strategy_is_refused_and_says_how_to_name_it()
    {
        using var folder = new TempFolder();
        Backtest(folder);

        var run = EngineRun.Of("replay", folder["run"]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("'ema-cross'").And.Contain("--strategy PATH#TYPE"));
        });
    }

    [Test]
    public void Replay_with_other_code_is_refused()
    {
        using var folder = new TempFolder();
        Backtest(folder);
        var other = Compiled.To(
            folder["Other.dll"], Compiled.ExampleSource.Replace("confidence: 0.5", "confidence: 0.6"));

        var run = EngineRun.Of("replay", folder["run"], "--strategy", $"{other}#OwnStrategy.EmaCross");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("the code of strategy 'ema-cross' differs"));
        });
    }

    [TestCase("_ = System.DateTime.UtcNow;", "wall clock")]
    [TestCase("_ = System.Random.Shared.Next();", "randomness")]
    [TestCase("System.IO.File.WriteAllText(\"x\", \"y\");", "files")]
    [TestCase("System.Console.WriteLine();", "console")]
    [TestCase("new System.Threading.Thread(() => { }).Start();", "threads")]
    [TestCase("lock (this) { }", "lock")]
    [TestCase("_ = System.Math.Sin(1);", "library mathematics")]
    [TestCase("_ = new[] { 1 }.Sum();", "LINQ")]
    [TestCase("_ = System.Type.GetType(\"System.DateTime\").GetProperty(\"UtcNow\").GetValue(null);", "reflection")]
    [TestCase("_ = System.Environment.TickCount64;", "machine")]
    public void Strategy_that_uses_what_it_may_not_is_refused_by_member_and_rule(string body, string rule)
    {
        using var folder = new TempFolder();
        var path = Compiled.To(folder["Mine.dll"], Shell.Replace("BODY", body));

        var run = EngineRun.Of("backtest", "--journal", folder["none"], "--strategy", $"{path}#Mine.Taker");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(4));
            Assert.That(run.ErrorLine, Does.Contain("Mine.Taker.OnBook").Or.Contain("Mine.Taker/<>c"));
            Assert.That(run.ErrorLine, Does.Contain($"({rule}: "));
        });
    }

    [Test]
    public void Strategy_with_a_static_that_changes_is_refused()
    {
        using var folder = new TempFolder();
        var path = Compiled.To(
            folder["Mine.dll"],
            Shell.Replace("BODY", "_count++;").Replace("    public override void VisitState", """
                    private static int _count;

                    public override void VisitState
                """));

        var run = EngineRun.Of("strategies", $"{path}#Mine.Taker");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(4));
            Assert.That(run.ErrorLine, Does.Contain("Mine.Taker._count").And.Contain("mutable static"));
        });
    }

    [Test]
    public void Strategy_without_a_descriptor_is_named_after_its_type()
    {
        using var folder = new TempFolder();
        var path = Compiled.To(folder["Mine.dll"], Shell.Replace("BODY", ""));

        var run = EngineRun.Ok("strategies", $"{path}#Mine.Taker");

        Assert.That(run.Out, Does.Contain("taker"));
    }

    [TestCase("Mine.dll#", "write it as PATH#TYPE")]
    [TestCase("none.dll#Mine.Taker", "the strategy's assembly cannot be read")]
    [TestCase("text.dll#Mine.Taker", "is not an assembly of .NET")]
    [TestCase("Mine.dll#Mine.Maker", "there is no type 'Mine.Maker'; its strategies are Mine.Taker")]
    [TestCase("Mine.dll#Mine.Other", "Mine.Other is no strategy; derive it from Engine.Core.Strategies.Strategy")]
    [TestCase("Twin.dll#Mine.Twin", "another strategy is called 'momentum'")]
    public void Place_that_is_no_strategy_is_an_error_that_says_how_to_mend_it(string place, string message)
    {
        using var folder = new TempFolder();
        folder.Write("text.dll", "no assembly");
        Compiled.To(folder["Mine.dll"], Shell.Replace("BODY", "") + " public class Other { }");
        Compiled.To(folder["Twin.dll"], Shell.Replace("BODY", "").Replace("Taker", "Twin").Replace(
            "public override void OnBook",
            """
            public static Engine.Core.Strategies.StrategyDescriptor Descriptor =>
                Engine.Strategies.Momentum.Descriptor;

            public override void OnBook
            """));

        var run = EngineRun.Of("strategies", folder[place]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(message));
        });
    }

    private static void Backtest(TempFolder folder)
    {
        var path = Compiled.To(folder["OwnStrategy.dll"], Compiled.ExampleSource);
        EngineRun.Ok(
            "backtest", "--journal", folder.Generate("j"), "--strategy", $"{path}#OwnStrategy.EmaCross",
            "--out", folder["run"]);
    }
}
