namespace Tests.Host.Cli;

internal sealed class CommandLineTests
{
    [TestCase("demo")]
    [TestCase("generate")]
    [TestCase("import")]
    [TestCase("backtest")]
    [TestCase("replay")]
    [TestCase("journal")]
    [TestCase("strategies")]
    [TestCase("config")]
    [TestCase("bench")]
    public void Help_names_the_command(string name)
    {
        var run = EngineRun.Ok("--help");

        Assert.That(run.Out, Does.Contain($"  {name} "));
    }

    [Test]
    public void No_arguments_show_the_help()
    {
        var run = EngineRun.Ok();

        Assert.That(run.Out, Is.EqualTo(EngineRun.Ok("--help").Out));
    }

    [Test]
    public void Version_is_one_line_without_build_marks()
    {
        var run = EngineRun.Ok("--version");

        Assert.That(run.Out, Does.Match(@"^engine \d+\.\d+\.\d+\n$"));
    }

    [TestCase("genrate", "unknown command 'genrate'; did you mean 'generate'?")]
    [TestCase("run", "unknown command 'run'")]
    public void A_command_that_is_not_there_is_a_usage_error(string name, string expected)
    {
        var run = EngineRun.Of(name);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.StartWith($"error: {expected}"));
            Assert.That(run.Out, Is.Empty);
        });
    }

    [Test]
    public void An_option_that_is_not_there_is_a_usage_error_that_names_the_nearest()
    {
        var run = EngineRun.Of("generate", "--out", "never-made", "--instrumets", "2");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("'--instrumets'").And.Contain("'--instruments'"));
            Assert.That(Directory.Exists("never-made"), Is.False);
        });
    }

    [TestCase("generate")]
    [TestCase("generate", "--out")]
    [TestCase("generate", "--out", "never-made", "--events", "many")]
    [TestCase("journal")]
    [TestCase("journal", "verify")]
    [TestCase("journal", "merge", "--out", "never-made")]
    [TestCase("backtest", "--journal", "nowhere")]
    [TestCase("backtest", "--journal", "nowhere", "--strategy", "momentum", "--layout", "sideways")]
    [TestCase("replay")]
    [TestCase("config")]
    public void A_line_that_does_not_parse_is_one_error_line_and_exit_code_2(params string[] arguments)
    {
        var run = EngineRun.Of(arguments);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("--help"));
            Assert.That(run.Out, Is.Empty);
        });
    }

    [Test]
    public void Verbose_adds_the_stack_below_the_error()
    {
        var run = EngineRun.Of("journal", "verify", "nowhere-at-all", "--verbose");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.Error, Does.StartWith("error: ").And.Contain("   at "));
        });
    }

    [TestCase("backtest --journal J --strategy momentum --layout foo", "--layout foo: write one of direct, fused")]
    [TestCase("generate --out J --instruments x", "--instruments x: write a whole number")]
    [TestCase("replay J --deep 0", "--deep 0: give a number of events, 1 or more")]
    [TestCase("import csv F --out J --kind bars --grid-from-data --tick 1 --lot 1", "--grid-from-data")]
    public void A_value_that_does_not_fit_is_said_without_words_of_the_program(string line, string expected)
    {
        var run = EngineRun.Of(line.Split(' '));

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain(expected).And.Not.Contain("System.").And.Not.Contain("RunLayout"));
    }

    [Test]
    public void An_error_never_passes_control_characters_on_to_the_terminal()
    {
        var run = EngineRun.Of("generate", "--out", "J", "--instruments", "\u001b[31m");

        Assert.That(run.ErrorLine, Does.Contain("\\u001b[31m").And.Not.Contain("\u001b"));
    }

    [TestCase("--out", "generate", "--out", "", "--events", "100")]
    [TestCase("--report", "backtest", "--journal", "j", "--strategy", "momentum", "--report", "")]
    [TestCase("--config", "config", "check", "--config", " ")]
    [TestCase("journal", "replay", "")]
    [TestCase("--out", "demo", "--out", "")]
    public void Empty_word_is_refused_by_the_name_of_its_place(string place, params string[] arguments)
    {
        var run = EngineRun.Of(arguments);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain($"{place} \"\": nothing is given"));
    }

    [TestCase("7", "5")]
    [TestCase("2026-01-02", "2026-01-01")]
    public void Range_that_ends_before_it_begins_is_refused(string from, string to)
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of("journal", "cat", folder.Generate("j"), "--from", from, "--to", to);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain($"--from {from} lies behind --to {to}"));
    }

    [Test]
    public void Replay_with_a_strategy_that_is_none_is_refused()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of("replay", folder.Generate("j"), "--strategy", "nosuch");

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain("unknown strategy 'nosuch'"));
    }
}
