using Engine.Host.Cli;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Engine.Host.Output;

/// <summary>Tables and headings for people; plain text, without a single control code, where nobody looks.</summary>
internal sealed class Screen
{
    private const int NameGap = 3;

    private readonly IAnsiConsole _console;
    private readonly CommandContext _context;
    private readonly StringWriter _rendered;

    private Screen(IAnsiConsole console, CommandContext context, StringWriter rendered)
    {
        _console = console;
        _context = context;
        _rendered = rendered;
    }

    /// <summary>The screen of a command's results.</summary>
    public static Screen Of(CommandContext context)
    {
        var facts = context.OutFacts;
        var rendered = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(rendered),
            Ansi = facts.HasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = facts.HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = facts.Width;
        return new Screen(console, context, rendered);
    }

    /// <summary>Writes a line as it is.</summary>
    public void Line(string text = "") => _context.Out.WriteLine(text);

    /// <summary>Writes a heading above what follows.</summary>
    public void Heading(string text)
    {
        Line();
        Write(new Text(text + "\n", new Style(decoration: Decoration.Bold)));
    }

    /// <summary>
    /// Writes names and values, one pair to a line. A value is never broken: it may be a command to copy.
    /// </summary>
    public void Facts(params IReadOnlyList<(string Name, string Value)> facts)
    {
        var width = facts.Select(fact => fact.Name.Length).DefaultIfEmpty().Max() + NameGap;
        foreach (var (name, value) in facts)
        {
            _console.Write(new Text(name, new Style(foreground: Color.Grey)));
            Flush(isLine: false);
            _context.Out.Write(new string(' ', width - name.Length));
            Line(ErrorReport.OneLine(value));
        }
    }

    /// <summary>Writes a table.</summary>
    public void Table(TextTable table) => Write(table.Render(_console.Profile.Width));

    private void Write(IRenderable content)
    {
        _console.Write(content);
        Flush(isLine: true);
    }

    /// <summary>Passes on what was rendered, without the blanks that fill each line up to the table's width.</summary>
    private void Flush(bool isLine)
    {
        var text = _rendered.ToString();
        _rendered.GetStringBuilder().Clear();
        if (!isLine)
        {
            _context.Out.Write(text);
            return;
        }

        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            Line(line.TrimEnd());
        }
    }
}
