using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Journal.Reading;
using Journal.Rendering;
using Replay.Statistics;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal export</c>: events as csv or JSON lines, for other programs.</summary>
internal static class ExportCommand
{
    private static readonly OutputFile Target =
        new("--out", "export", "sequence,time,kind,instrument", "{\"sequence\":");

    public static Command Create(CommandRunner runner)
    {
        var path = JournalCommand.PathArgument();
        var format = new Option<string>("--format")
        {
            Description = "csv: the rows of one kind, with its columns; jsonl: one JSON object per line.",
            HelpName = "csv|jsonl",
            Required = true,
        };
        var range = new StreamRange();
        var target = new Option<string?>("--out")
        {
            Description = "The file to write; stdout where none is named.",
            HelpName = "F",
        };
        var command = new Command("export", "Events by kind and time as csv or JSON lines.") { path, format };
        range.AddTo(command);
        command.Options.Add(target);
        runner.Attach(command, (parsed, context) => Run(
            parsed.GetRequiredValue(path),
            range.Read(parsed) with { Format = ParseFormat(parsed.GetRequiredValue(format)), WithCommands = false },
            parsed.GetValue(target),
            context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, CatOptions options, string? target, CommandContext context)
    {
        if (options is { Format: CatFormat.Csv, Kinds: null or { Count: not 1 } })
        {
            throw new UsageException(
                "--format csv: each kind has its own columns; name exactly one --kind, or write --format jsonl");
        }

        if (target is null)
        {
            if (context.IsJson)
            {
                throw new UsageException("--json: stdout is then one document; name a file for the rows with --out");
            }

            using var output = new TextWriterStream(context.Out);
            JournalCat.Write(JournalReader.Open(path), options, output, out var repeated, context.Token);
            WarnOfRepeats(repeated, context);
            return context.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
        }

        return WriteFile(path, options, target, context);
    }

    private static int WriteFile(string path, CatOptions options, string target, CommandContext context)
    {
        Target.RequireWritable(target);
        var reader = JournalReader.Open(path);
        long events = 0, repeated = 0;
        OutputFile.Write(
            target, file => events = JournalCat.Write(reader, options, file, out repeated, context.Token));
        var isInterrupted = context.Token.IsCancellationRequested;
        if (context.IsJson)
        {
            var name = options.Format == CatFormat.Csv ? "csv" : "jsonl";
            JsonOutput.Write(
                context, new ExportDocument(path, target, name, events, repeated, isInterrupted),
                JsonOutput.Shapes.ExportDocument);
        }
        else
        {
            Screen.Of(context).Facts(
                ("journal", path), ("events", NumberText.Count(events)), ("written to", target));
        }

        WarnOfRepeats(repeated, context);
        return isInterrupted ? Interruption.Report(context, $"{target} holds what came first") : ExitCode.Ok;
    }

    private static void WarnOfRepeats(long repeated, CommandContext context) => Diagnostics.Warn(
        repeated == 0
            ? []
            :
            [
                $"{Plural.Of(repeated, "fill is", "fills are")} reported a second time (repeat): the engine counted "
                + "each once, and sums over the rows must leave these out",
            ],
        context);

    private static CatFormat ParseFormat(string text) => text.ToLowerInvariant() switch
    {
        "csv" => CatFormat.Csv,
        "jsonl" => CatFormat.JsonLines,
        _ => throw new UsageException($"--format {text}: write csv or jsonl"),
    };
}
