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
        var command = new Command(
            "cat", "Events, each with the commands it caused, as text; with --json as JSON lines.") { path };
        range.AddTo(command);
        command.Options.Add(noCommands);
        runner.Attach(command, (parsed, context) => Run(
            parsed.GetRequiredValue(path),
            range.Read(parsed) with
            {
                Format = context.IsJson ? CatFormat.JsonLines : CatFormat.Text,
                WithCommands = !parsed.GetValue(noCommands),
            },
            context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, CatOptions options, CommandContext context)
    {
        using var output = new TextWriterStream(context.Out);
        JournalCat.Write(JournalReader.Open(path), options, output, context.Token);
        return context.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }
}
