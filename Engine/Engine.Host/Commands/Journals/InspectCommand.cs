using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Host.Progress;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal.Inspection;
using Journal.Rendering;
using Replay.Statistics;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal inspect</c>: the facts of a journal.</summary>
internal static class InspectCommand
{
    public static Command Create(CommandRunner runner)
    {
        var path = JournalCommand.PathArgument();
        var command = new Command(
            "inspect", "The facts of a journal: size, times, kinds of events, instruments.") { path };
        runner.Attach(command, (parsed, context) => Run(parsed.GetRequiredValue(path), context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, CommandContext context)
    {
        JournalDescription description;
        using (var progress = new ProgressLine(context, "reading"))
        {
            description = JournalInspector.Inspect(path, new CountProgress(progress), context.Token);
        }

        if (context.IsJson)
        {
            JsonOutput.Write(context, Document(description), JsonOutput.Shapes.InspectDocument);
        }
        else
        {
            Print(description, context);
        }

        return description.Report.IsDamaged ? VerifyCommand.ReportDamage(description.Report, context) : ExitCode.Ok;
    }

    private static void Print(JournalDescription description, CommandContext context)
    {
        var (report, facts) = (description.Report, description.Facts);
        var mode = description.Mode.ToString().ToLowerInvariant();
        var screen = Screen.Of(context);
        screen.Facts(
            ("journal", report.Path),
            ("format", $"version {facts.FormatVersion}, written by engine {facts.EngineVersion}"),
            ("holds", description.Mode == 0 ? "market data" : $"a {mode} run"),
            ("events", NumberText.Count(report.Events) + VerifyCommand.Purged(report)),
            ("commands", NumberText.Count(report.Commands)),
            ("time", $"{Time(report.FirstTime)} … {Time(report.LastTime)}"),
            ("size", $"{ByteText.Of(report.Bytes)} in {Plural.Of(report.Segments, "segment", "segments")}"),
            ("integrity", VerifyCommand.Verdict(report)));

        var kinds = new TextTable(
            new TextColumn("kind"), new TextColumn("events", IsNumeric: true),
            new TextColumn("share", IsNumeric: true));
        foreach (var (kind, count) in description.Kinds)
        {
            kinds.AddRow(kind.ToString(), NumberText.Count(count), NumberText.Percent(100.0 * count / report.Events));
        }

        screen.Table(kinds);
        var instruments = new TextTable(
            new TextColumn("id", IsNumeric: true), new TextColumn("instrument"), new TextColumn("type"),
            new TextColumn("tick", IsNumeric: true), new TextColumn("lot", IsNumeric: true));
        foreach (var instrument in description.Instruments)
        {
            instruments.AddRow(
                instrument.Id.Value.ToString(), $"{instrument.Venue.Name()}:{instrument.Symbol}",
                instrument.ContractType.ToString(), instrument.TickSize.ToString(), instrument.LotSize.ToString());
        }

        screen.Table(instruments);
    }

    private static InspectDocument Document(JournalDescription description)
    {
        var report = description.Report;
        return new InspectDocument
        {
            Path = report.Path,
            FormatVersion = description.Facts.FormatVersion,
            EngineVersion = description.Facts.EngineVersion,
            Id = description.Facts.JournalId.ToString(),
            Segments = report.Segments,
            Events = report.Events,
            PurgedEvents = report.PurgedEvents,
            Commands = report.Commands,
            FirstTime = JsonTime(report.FirstTime),
            LastTime = JsonTime(report.LastTime),
            Bytes = report.Bytes,
            Kinds = description.Kinds.ToDictionary(pair => pair.Kind.ToString(), pair => pair.Count),
            Instruments =
            [
                .. description.Instruments.Select(instrument => new InstrumentDocument(
                    instrument.Id.Value,
                    instrument.Venue.Name(),
                    instrument.Symbol,
                    instrument.TickSize.ToString(),
                    instrument.LotSize.ToString())),
            ],
            Intact = report.IsIntact,
            TornBytes = report.TornBytes,
        };
    }

    private static string Time(TimestampNs? time) => time is { } known ? NumberText.Instant(known) : NumberText.Absent;

    private static string? JsonTime(TimestampNs? time) => time is { } known ? IsoTime.Format(known) : null;
}
