using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Journal.Reading;
using Journal.Rendering;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal cat</c>: events and commands as lines.</summary>
internal static class CatCommand
{
    public static Command Create(CommandRunner runner)
    {
        var path = JournalCommand.PathArgument();
        var range = new StreamRange();
        var noCommands = new Option<bool>("--no-commands") { Description = "Events alone." };
        var follow = new Option<bool>("--follow")
        {
            Description = "Go on with what is written, until the journal is closed or Ctrl-C.",
        };
        var command = new Command(
            "cat", "Events, each with the commands it caused, as text; with --json as JSON lines.") { path };
        range.AddTo(command);
        command.Options.Add(noCommands);
        command.Options.Add(follow);
        runner.Attach(command, (parsed, context) => Run(
            parsed.GetRequiredValue(path),
            range.Read(parsed) with
            {
                Format = context.IsJson ? CatFormat.JsonLines : CatFormat.Text,
                WithCommands = !parsed.GetValue(noCommands),
            },
            parsed.GetValue(follow),
            context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, CatOptions options, bool follows, CommandContext context)
    {
        using var output = new TextWriterStream(context.Out);
        var reader = JournalReader.Open(path);
        _ = follows
            ? JournalCat.Follow(reader, options, output, context.Token)
            : JournalCat.Write(reader, options, output, context.Token);
        return context.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }
}
