using Engine.Host.Cli;
using Engine.Host.Output;
using Replay.Statistics;

namespace Tests.Host.Output;

internal sealed class ScreenTests
{
    private const char Escape = '\u001b';

    [Test]
    public void Table_without_a_terminal_holds_no_control_codes()
    {
        var text = Render(TerminalFacts.Plain);

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("1,234.50"));
            Assert.That(text, Does.Not.Contain(Escape));
        });
    }

    [Test]
    public void Names_out_of_a_file_do_not_steer_the_terminal()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var screen = Screen.Of(new CommandContext { Out = output, Error = TextWriter.Null });
        var table = new TextTable(new TextColumn("instrument"), new TextColumn("x"));
        table.AddRow("a\u001b[2J", "b");

        screen.Table(table);
        screen.Facts(("journal", "c\u001b]0;title\u0007"));

        Assert.That(output.ToString(), Does.Not.Contain('\u001b').And.Contain("\\u001b[2J").And.Contain("\\u0007"));
    }

    [Test]
    public void Table_on_a_terminal_colours_gains_and_losses()
    {
        var text = Render(new TerminalFacts(IsTerminal: true, HasColour: true, Width: 80));

        Assert.That(text, Does.Contain($"{Escape}["));
    }

    [Test]
    public void Table_honours_a_refusal_of_colour()
    {
        var environment = new Dictionary<string, string> { ["NO_COLOR"] = "1" };

        var facts = TerminalFacts.Detect(isRedirected: false, environment);

        Assert.That(facts.HasColour, Is.False);
    }

    [Test]
    public void Table_sets_numbers_to_the_right()
    {
        var lines = Render(TerminalFacts.Plain).Split('\n');

        var wide = Array.Find(lines, line => line.Contains("1,234.50", StringComparison.Ordinal))!;
        var narrow = Array.Find(lines, line => line.Contains("-5.00", StringComparison.Ordinal))!;
        Assert.That(
            narrow.IndexOf("-5.00", StringComparison.Ordinal) + "-5.00".Length,
            Is.EqualTo(wide.IndexOf("1,234.50", StringComparison.Ordinal) + "1,234.50".Length));
    }

    [Test]
    public void Fit_drops_the_least_important_columns_until_the_rest_fits()
    {
        var table = new TextTable(
            new TextColumn("strategy"), new TextColumn("calmar", IsNumeric: true, Importance: 2),
            new TextColumn("sharpe", IsNumeric: true, Importance: 1));
        table.AddRow("momentum", "1.00", "2.00");

        Assert.Multiple(() =>
        {
            Assert.That(table.Fit(100), Is.EqualTo((int[])[0, 1, 2]));
            Assert.That(table.Fit(25), Is.EqualTo((int[])[0, 2]));
            Assert.That(table.Fit(1), Is.EqualTo((int[])[0]));
        });
    }

    private static string Render(TerminalFacts facts)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var context = new CommandContext { Out = output, Error = TextWriter.Null, OutFacts = facts };
        var table = new TextTable(new TextColumn("instrument"), new TextColumn("net P&L", IsNumeric: true));
        table.AddRow("simulated:BTCUSDT", new TextCell("1,234.50", CellTone.Gain));
        table.AddRow("simulated:[ETH]", new TextCell("-5.00", CellTone.Loss));

        Screen.Of(context).Table(table);

        return output.ToString();
    }
}
