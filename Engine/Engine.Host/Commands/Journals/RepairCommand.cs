using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Journal.Recovering;
using Replay.Statistics;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal repair</c>: a torn tail cut, and kept beside the journal.</summary>
internal static class RepairCommand
{
    public static Command Create(CommandRunner runner)
    {
        var path = JournalCommand.PathArgument();
        var command = new Command(
            "repair",
            "Cut a torn tail, never more, and keep it as .torn; refuses damage (3) and a journal being written (4).")
        {
            path,
        };
        runner.Attach(command, (parsed, context) => Run(parsed.GetRequiredValue(path), context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, CommandContext context)
    {
        var repair = JournalRepair.Repair(path);
        if (context.IsJson)
        {
            JsonOutput.Write(
                context,
                new RepairDocument(path, repair.Events, repair.Commands, repair.TornBytes, repair.TornFiles),
                JsonOutput.Shapes.RepairDocument);
            return ExitCode.Ok;
        }

        Screen.Of(context).Facts(
            ("journal", path),
            ("whole", $"{Plural.Of(repair.Events, "event", "events")}, "
                + Plural.Of(repair.Commands, "command", "commands")),
            ("cut", repair.TornBytes == 0
                ? "nothing: there is no torn tail"
                : $"{NumberText.Count(repair.TornBytes)} bytes, kept as {string.Join(", ", repair.TornFiles)}"));
        return ExitCode.Ok;
    }
}
