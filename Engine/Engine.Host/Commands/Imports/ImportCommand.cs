using System.CommandLine;
using System.Diagnostics;
using Engine.Host.Cli;
using Engine.Host.Commands.Journals;
using Engine.Host.Output;
using Engine.Host.Progress;
using Journal.Rendering;
using Replay.Import;
using Replay.Statistics;

namespace Engine.Host.Commands.Imports;

/// <summary><c>engine import</c>: historical files as a journal.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandRunner runner)
    {
        var options = new ImportOptions();
        var command = new Command("import", "Turn historical files into a journal.");
        options.AddTo(command);
        runner.Attach(command, (parsed, context) =>
        {
            if (parsed.GetValue(options.List))
            {
                return List(context);
            }

            var request = options.Read(parsed);
            return Run(request, options.ReadTarget(parsed), context);
        });
        return command;
    }

    /// <summary>Names the formats.</summary>
    internal static int List(CommandContext context)
    {
        if (context.IsJson)
        {
            JsonOutput.Write(context, ImportFormats.All, JsonOutput.Shapes.IReadOnlyListImportFormatInfo);
            return ExitCode.Ok;
        }

        var table = new TextTable(new TextColumn("format"), new TextColumn("what it reads", Wraps: true));
        foreach (var format in ImportFormats.All)
        {
            table.AddRow(format.Name, format.Description);
        }

        Screen.Of(context).Table(table);
        return ExitCode.Ok;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(ImportRequest request, ImportTarget target, CommandContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var path = target.Path;
        using var sink = ImportSink.Open(request, target);
        ImportSummary summary;
        using (var progress = new ProgressLine(context, "importing", "bytes"))
        {
            try
            {
                summary = ImportRunner.Run(
                    request, sink, at => progress.Report(at.BytesRead, at.BytesTotal), context.Token, sink);
            }
            catch (OperationCanceledException)
            {
                return sink.TryComplete(null)
                    ? Interruption.Shorter(
                        context, path, $"holds only the first {NumberText.Count(sink.EventCount)} events")
                    : Interruption.Report(context, "nothing was read yet");
            }
            catch
            {
                sink.Discard();
                throw;
            }
        }

        sink.TryComplete(summary.Quality);
        var document = Document(path, summary, Stopwatch.GetElapsedTime(started).TotalSeconds);
        if (context.IsJson)
        {
            JsonOutput.Write(context, document, JsonOutput.Shapes.ImportDocument);
        }
        else
        {
            Print(document, context);
        }

        return ExitCode.Ok;
    }

    private static void Print(ImportDocument document, CommandContext context)
    {
        var screen = Screen.Of(context);
        screen.Facts(
            ("journal", document.Journal),
            ("rows", NumberText.Count(document.Rows)),
            ("events", $"{NumberText.Count(document.Events)} in {NumberText.Duration(document.ElapsedSeconds)}, "
                + $"{NumberText.Count((long)document.EventsPerSecond)} events/s"),
            ("time", $"{document.FirstTime} … {document.LastTime}"),
            ("instruments", string.Join(", ", document.Instruments)));
        var table = new TextTable(new TextColumn("kind"), new TextColumn("events", IsNumeric: true));
        foreach (var (kind, count) in document.Kinds)
        {
            table.AddRow(kind, NumberText.Count(count));
        }

        screen.Table(table);
        foreach (var (reason, count) in document.Ignored)
        {
            screen.Line($"{NumberText.Count(count)} rows gave no event: {reason}");
        }

        if (document.Quality is { } quality)
        {
            QualityScreen.Print(quality, screen);
        }

        Diagnostics.Warn(document.Warnings, context);
    }

    private static ImportDocument Document(string path, ImportSummary summary, double seconds) => new()
    {
        Journal = path,
        Rows = summary.Rows,
        Events = summary.Events,
        ElapsedSeconds = seconds,
        EventsPerSecond = summary.Events / seconds,
        FirstTime = IsoTime.Format(summary.FirstTime),
        LastTime = IsoTime.Format(summary.LastTime),
        Instruments = [.. summary.Instruments.Select(instrument => instrument.Name)],
        Kinds = summary.EventsByKind.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value),
        Ignored = summary.IgnoredRows,
        Gaps = summary.Gaps,
        Duplicates = summary.Duplicates,
        TimesRaised = summary.TimesRaised,
        Refused = summary.Refused,
        Quality = summary.Quality,
        Warnings = summary.Warnings,
    };
}
