using Engine.Host.Cli;
using Spectre.Console;

namespace Engine.Host.Output;

/// <summary>Tables and headings for people; plain text, without a single control code, where nobody looks.</summary>
internal sealed class Screen
{
    private readonly IAnsiConsole _console;

    private Screen(IAnsiConsole console) => _console = console;

    /// <summary>The screen of a command's results.</summary>
    public static Screen Of(CommandContext context)
    {
        var facts = context.OutFacts;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Out),
            Ansi = facts.IsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = facts.HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = facts.Width;
        console.Profile.Capabilities.Ansi = facts.HasColour;
        return new Screen(console);
    }

    /// <summary>Writes a line as it is.</summary>
    public void Line(string text = "") => _console.WriteLine(text);

    /// <summary>Writes a heading above what follows.</summary>
    public void Heading(string text)
    {
        _console.WriteLine();
        _console.Write(new Text(text, new Style(decoration: Decoration.Bold)));
        _console.WriteLine();
    }

    /// <summary>Writes names and values, one pair to a line.</summary>
    public void Facts(params IEnumerable<(string Name, string Value)> facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        foreach (var (name, value) in facts)
        {
            grid.AddRow(new Text(name, new Style(foreground: Color.Grey)), new Text(value));
        }

        Write(grid);
    }

    /// <summary>Writes a table.</summary>
    public void Table(TextTable table) => Write(table.Render(_console.Profile.Width));

    private void Write(Spectre.Console.Rendering.IRenderable content) => _console.Write(content);
}
