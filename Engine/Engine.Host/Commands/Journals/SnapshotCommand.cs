using System.CommandLine;
using System.Diagnostics;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Host.Progress;
using Journal.Reading;
using Journal.Snapshots;
using Replay.Recovery;
using Replay.Statistics;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal snapshot</c>: states of the core beside its journal, so that recovery is short.</summary>
internal static class SnapshotCommand
{
    public static Command Create(CommandRunner runner)
    {
        var path = JournalCommand.PathArgument();
        var every = new Option<long?>("--every")
        {
            Description = "One every N events, at the next end of a message.",
            HelpName = "N",
        };
        var at = new Option<string?>("--at")
        {
            Description = "One alone, before this sequence or UTC time (at the next end of a message).",
            HelpName = "A",
        };
        var keep = new Option<int?>("--keep")
        {
            Description = "Keep so many, the newest, and remove older ones; at least 2. All are kept without it.",
            HelpName = "N",
        };
        var command = new Command(
            "snapshot",
            "Replay a journal from its last snapshot and write new ones: at the end of the journal, or where told. The "
            + "witness is compared with the recorded one; exit code 1 where they differ. A session may be writing the "
            + "journal meanwhile.")
        {
            path, every, at, keep,
        };
        runner.Attach(command, (parsed, context) => Run(
            parsed.GetRequiredValue(path),
            Options(parsed.GetRequiredValue(path), parsed.GetValue(every), parsed.GetValue(at), parsed.GetValue(keep)),
            context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, ShadowOptions options, CommandContext context)
    {
        var started = Stopwatch.GetTimestamp();
        using var replica = ShadowReplica.Open(path, options);
        using (var progress = new ProgressLine(context, "replaying"))
        {
            replica.Advance(new CountProgress(progress), context.Token);
        }

        if (options is { EveryEvents: 0, At: null } && !context.Token.IsCancellationRequested
            && replica.Core.Sequence >= replica.StartSequence)
        {
            replica.TakeSnapshot();
        }

        var document = Document(path, replica, Stopwatch.GetElapsedTime(started).TotalSeconds);
        if (context.IsJson)
        {
            JsonOutput.Write(context, document, JsonOutput.Shapes.SnapshotDocument);
        }
        else
        {
            Print(document, context);
        }

        Diagnostics.Warn(
            [.. replica.Passed.Select(passed => $"{passed.Name} was passed over: {passed.Reason}")], context);
        if (replica.Fault is { } fault)
        {
            context.Error.WriteLine(
                $"error: {path}: {fault}; no snapshot is made of a state that cannot be trusted: "
                + "`engine replay --verify` finds the first command that differs");
            return ExitCode.No;
        }

        return context.Token.IsCancellationRequested
            ? Interruption.Report(context, "the snapshots made so far are whole")
            : ExitCode.Ok;
    }

    private static ShadowOptions Options(string path, long? every, string? at, int? keep)
    {
        if (every < 1 || (every is not null && at is not null))
        {
            throw new UsageException("--every N takes a number of events, 1 or more, and does not go with --at");
        }

        if (keep < SnapshotStore.KeptMin)
        {
            throw new UsageException($"--keep {keep}: give {SnapshotStore.KeptMin} or more");
        }

        return new ShadowOptions
        {
            EngineVersion = EngineVersion.Text,
            EveryEvents = every ?? 0,
            At = at is null ? null : PointInStream.Parse("--at", at).FirstSequence(path),
            Keep = keep ?? 0,
        };
    }

    private static SnapshotDocument Document(string path, ShadowReplica replica, double elapsed)
    {
        var store = new SnapshotStore(JournalReader.Open(path));
        var events = replica.Core.Sequence + 1 - replica.StartSequence;
        return new SnapshotDocument
        {
            Journal = path,
            From = replica.StartSequence,
            Events = events,
            ElapsedSeconds = elapsed,
            EventsPerSecond = elapsed > 0 ? events / elapsed : 0,
            WitnessesChecked = replica.AgreedCount,
            Snapshots = [.. replica.Made.Select(entry => new SnapshotFileDocument(
                entry.Sequence, entry.Name, store.SizeOf(entry), $"{store.Read(entry).Digest:x16}"))],
            Fault = replica.Fault?.ToString(),
        };
    }

    private static void Print(SnapshotDocument document, CommandContext context)
    {
        var screen = Screen.Of(context);
        screen.Facts(
            ("journal", document.Journal),
            ("replayed", $"{Plural.Of(document.Events, "event", "events")} from {document.From} in "
                + NumberText.Duration(document.ElapsedSeconds)),
            ("agreed", $"{Plural.Of(document.WitnessesChecked, "witness or digest", "witnesses and digests")} with the "
                + "recorded ones"),
            ("made", Plural.Of(document.Snapshots.Count, "snapshot", "snapshots")));
        if (document.Snapshots.Count == 0)
        {
            return;
        }

        var table = new TextTable(
            new TextColumn("before event", IsNumeric: true), new TextColumn("file"),
            new TextColumn("size", IsNumeric: true), new TextColumn("digest"));
        foreach (var snapshot in document.Snapshots)
        {
            table.AddRow(
                NumberText.Count(snapshot.Sequence), snapshot.File, ByteText.Of(snapshot.Bytes), snapshot.Digest);
        }

        screen.Table(table);
    }
}
