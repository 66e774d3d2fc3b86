using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Model.Units;
using Engine.Strategies;
using Journal.Reading;
using Journal.Rendering;
using Journal.Retention;
using Replay.Recovery;
using Replay.Statistics;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal retention</c>: removes the head of a journal, as far as recovery allows.</summary>
internal static class RetentionCommand
{
    public static Command Create(CommandRunner runner) => new(
        "retention",
        "Remove whole segments from the head of a journal: never what recovery needs, and only when told to apply.")
    {
        CreateAction(runner, "plan", "Say what would be removed, and why not more. Touches nothing.", isApply: false),
        CreateAction(
            runner, "apply",
            "Prove the two newest snapshots, then remove what the plan says. A session may be writing the journal.",
            isApply: true),
    };

    private static Command CreateAction(CommandRunner runner, string name, string help, bool isApply)
    {
        var path = JournalCommand.PathArgument();
        var events = new Option<long?>("--keep-events")
        {
            Description = "Keep at least so many of the latest events.",
            HelpName = "N",
        };
        var days = new Option<int?>("--keep-days")
        {
            Description = "Keep what is younger than so many days, counted back from the last event.",
            HelpName = "D",
        };
        var before = new Option<string?>("--before")
        {
            Description = "Keep what is not before this sequence or UTC time.",
            HelpName = "A",
        };
        var command = new Command(name, help) { path, events, days, before };
        runner.Attach(command, (parsed, context) =>
        {
            var journal = parsed.GetRequiredValue(path);
            return Run(
                journal, Rule(journal, parsed.GetValue(events), parsed.GetValue(days), parsed.GetValue(before)),
                isApply, context);
        });
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, RetentionRule rule, bool isApply, CommandContext context)
    {
        var prove = CoreSnapshot.Proof(StrategyCatalog.BuiltIn);
        var plan = isApply ? JournalRetention.Apply(path, rule, prove) : JournalRetention.Plan(path, rule, prove);
        if (context.IsJson)
        {
            JsonOutput.Write(context, Document(plan, isApply), JsonOutput.Shapes.RetentionDocument);
        }
        else
        {
            Print(plan, isApply, context);
        }

        Diagnostics.Warn(plan.Warnings, context);
        return ExitCode.Ok;
    }

    private static RetentionRule Rule(string path, long? events, int? days, string? before)
    {
        var given = (events is null ? 0 : 1) + (days is null ? 0 : 1) + (before is null ? 0 : 1);
        if (given != 1 || events < 0 || days < 0)
        {
            throw new UsageException(
                "say what is to be kept with one of --keep-events N, --keep-days D or --before A, not negative");
        }

        if (before is null)
        {
            return new RetentionRule { KeepEvents = events, KeepDays = days };
        }

        var point = PointInStream.Parse("--before", before);
        return point.Sequence is { } sequence
            ? new RetentionRule { KeepEvents = Math.Max(0, JournalReader.Open(path).CountEvents() - sequence) }
            : new RetentionRule { Before = point.Time };
    }

    private static void Print(RetentionPlan plan, bool isApply, CommandContext context)
    {
        var screen = Screen.Of(context);
        var count = Plural.Of(plan.Files.Count, "file", "files");
        screen.Facts(
            ("journal", plan.Journal),
            ("has", $"events {plan.FirstEvent} to {plan.EndEvent - 1}"),
            ("asked", $"keep from event {plan.WantedEvent} on"),
            ("recovery", plan.RecoverySnapshot is { } newest
                ? $"begins with the snapshot at {newest}; the older one it can fall back to is at "
                + (plan.OldestKeptSnapshot is { } oldest ? $"{oldest}" : "none")
                : "has no snapshot to begin with"),
            (isApply ? "kept" : "would keep", $"from event {plan.KeptEvent} on, {Time(plan.KeptTime)}"),
            (isApply ? "removed" : "would remove", plan.Files.Count == 0
                ? "nothing"
                : $"{count}, {ByteText.Of(plan.SizeBytes)}, events {plan.FirstEvent} to {plan.KeptEvent - 1}"));
        if (plan.HeldBack.Length > 0)
        {
            screen.Line($"No more than that, because {plan.HeldBack}.");
        }

        if (plan.Files.Count == 0)
        {
            return;
        }

        var table = new TextTable(
            new TextColumn("file"), new TextColumn("size", IsNumeric: true), new TextColumn("from", IsNumeric: true),
            new TextColumn("time"));
        foreach (var file in plan.Files)
        {
            table.AddRow(
                file.Name, ByteText.Of(file.SizeBytes), NumberText.Count(file.FirstSequence), Time(file.FirstTime));
        }

        screen.Table(table);
    }

    private static RetentionDocument Document(RetentionPlan plan, bool isApply) => new()
    {
        Journal = plan.Journal,
        Applied = isApply,
        FirstEvent = plan.FirstEvent,
        EndEvent = plan.EndEvent,
        WantedEvent = plan.WantedEvent,
        KeptEvent = plan.KeptEvent,
        KeptTime = plan.KeptTime is { } time ? IsoTime.Format(time) : null,
        RecoverySnapshot = plan.RecoverySnapshot,
        OldestKeptSnapshot = plan.OldestKeptSnapshot,
        Bytes = plan.SizeBytes,
        HeldBack = plan.HeldBack.Length > 0 ? plan.HeldBack : null,
        Files = [.. plan.Files.Select(file => new RetentionFileDocument(
            file.Name, file.SizeBytes, file.FirstSequence, file.EndSequence,
            file.FirstTime is { } first ? IsoTime.Format(first) : null))],
        Warnings = plan.Warnings,
    };

    private static string Time(TimestampNs? time) => time is { } known ? NumberText.Instant(known) : NumberText.Absent;
}
