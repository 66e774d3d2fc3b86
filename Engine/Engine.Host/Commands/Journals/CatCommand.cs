using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Reading;
using Journal.Rendering;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal cat</c>: events and commands as lines.</summary>
internal static class CatCommand
{
    public static Command Create(CommandRunner runner)
    {
        var path = JournalCommand.PathArgument();
        var from = new Option<string?>("--from") { Description = "The first event: a sequence or a UTC time.", HelpName = "A" };
        var to = new Option<string?>("--to") { Description = "Up to before this sequence or UTC time.", HelpName = "B" };
        var kinds = new Option<string[]>("--kind")
        {
            Description = "Only events of this kind, and no commands; may be repeated.",
            HelpName = "KIND",
        };
        var noCommands = new Option<bool>("--no-commands") { Description = "Events alone." };
        var command = new Command("cat", "Events, each with the commands it caused, as text; with --json as JSON lines.")
        {
            path, from, to, kinds, noCommands,
        };
        runner.Attach(command, (parsed, context) => Run(
            parsed.GetRequiredValue(path),
            Options(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(kinds) ?? []) with
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

    private static CatOptions Options(string? from, string? to, string[] kinds)
    {
        var first = from is null ? default : PointInStream.Parse("--from", from);
        var last = to is null ? default : PointInStream.Parse("--to", to);
        return new CatOptions
        {
            FromSequence = first.Sequence ?? 0,
            FromTime = first.Time ?? TimestampNs.MinValue,
            ToSequence = last.Sequence ?? long.MaxValue,
            ToTime = last.Time ?? TimestampNs.MaxValue,
            Kinds = kinds.Length == 0 ? null : kinds.SelectMany(text => text.Split(',')).Select(ParseKind).ToHashSet(),
        };
    }

    private static EventKind ParseKind(string text)
    {
        if (Enum.TryParse<EventKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && kind != EventKind.None)
        {
            return kind;
        }

        var nearest = NearestName.Find(text, Enum.GetNames<EventKind>());
        throw new UsageException(nearest is null
            ? $"--kind {text}: no such kind; known are {string.Join(", ", Enum.GetNames<EventKind>().Skip(1))}"
            : $"--kind {text}: no such kind; did you mean {nearest}?");
    }
}
