using System.CommandLine;

namespace Engine.Host.Cli;

/// <summary>What every command shares: the flags, the context, and what becomes of an exception.</summary>
internal sealed class CommandRunner
{
    private readonly CommandContext _context;

    public CommandRunner(CommandContext context) => _context = context;

    /// <summary>Makes stdout exactly one JSON document.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on stdout, and no progress.",
        Recursive = true,
    };

    /// <summary>Adds the stack to an error.</summary>
    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Add the stack to an error.",
        Recursive = true,
    };

    /// <summary>Gives a command its body. What the body throws becomes a line and an exit code.</summary>
    public void Attach(Command command, Func<ParseResult, CommandContext, int> body) =>
        command.SetAction(parsed => Run(parsed, body));

    private int Run(ParseResult parsed, Func<ParseResult, CommandContext, int> body)
    {
        var context = _context with { IsJson = parsed.GetValue(Json), IsVerbose = parsed.GetValue(Verbose) };
        try
        {
            return body(parsed, context);
        }
        catch (Exception exception)
        {
            // The root of the command: nothing goes on after this, it is only said what happened.
            return ErrorReport.Write(exception, context);
        }
    }
}
