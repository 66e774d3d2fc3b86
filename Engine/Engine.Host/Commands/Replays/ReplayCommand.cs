using System.CommandLine;
using System.Globalization;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Host.Output;
using Engine.Host.Progress;
using Journal.Reading;
using Journal.Snapshots;
using Replay.Replaying;
using Replay.Statistics;

namespace Engine.Host.Commands.Replays;

/// <summary><c>engine replay</c>: the same run again, and the proof that it is the same.</summary>
internal static class ReplayCommand
{
    public static Command Create(CommandRunner runner)
    {
        var path = new Argument<string>("journal") { Description = "The journal of a run." };
        var verify = new Option<bool>("--verify")
        {
            Description = "Compare every command, witness and digest with what the journal recorded.",
        };
        var deep = new Option<long?>("--deep")
        {
            Description = "Take a digest every N events, to close in on a difference.",
            HelpName = "N",
        };
        var strategies = new Option<string[]>("--strategy")
        {
            Description = "A strategy of your own that the run has, as it was named when the run was made.",
            HelpName = "PATH#TYPE",
        };
        var to = new Option<string?>("--to")
        {
            Description = "Up to before this sequence or UTC time.",
            HelpName = "B",
        };
        var from = new Option<string?>("--from")
        {
            Description = "Begin with the newest snapshot at or before this sequence or UTC time; or with the snapshot "
                + "of this file; or with the newest of all ('newest').",
            HelpName = "A",
        };
        var speed = new Option<double?>("--speed")
        {
            Description = "As fast as X times the stream's own time, 1 for as it was; as fast as it goes where nothing "
                + "is said.",
            HelpName = "X",
        };
        var command = new Command(
            "replay",
            "Run a journal again. Exit code 1 where it differs from what was recorded, or where that is not all there.")
        {
            path, verify, deep, strategies, from, to, speed,
        };
        runner.Attach(command, (parsed, context) =>
        {
            var journal = parsed.GetRequiredValue(path);
            var shelf = StrategyShelf.With(parsed.GetValue(strategies) ?? [], out var names);
            foreach (var name in names)
            {
                shelf.Require(name);
            }

            var request = new ReplayRequest
            {
                JournalPath = journal,
                Catalog = shelf.Catalog,
                Verify = parsed.GetValue(verify),
                DeepInterval = RequireInterval(parsed.GetValue(deep)),
                To = parsed.GetValue(to) is { } text
                    ? PointInStream.Parse("--to", text).FirstSequence(journal) - 1
                    : null,
                From = parsed.GetValue(from) is { } start ? Start(journal, start) : null,
                Pace = parsed.GetValue(speed) is { } times ? PaceOf(times) : null,
            };
            StrategyCodes.Require(journal, shelf);
            return Run(request, context);
        });
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(ReplayRequest request, CommandContext context)
    {
        var result = Replay(request, context);
        if (context.IsJson)
        {
            JsonOutput.Write(context, result, JsonOutput.Shapes.ReplayResult);
        }
        else
        {
            Print(result, context);
        }

        return result.Identical == false ? ExitCode.No : ExitCode.Ok;
    }

    /// <summary>Replays, with progress.</summary>
    internal static ReplayResult Replay(ReplayRequest request, CommandContext context)
    {
        using var progress = new ProgressLine(context, "replaying");
        return ReplayRunner.Run(request, new CountProgress(progress), context.Token);
    }

    /// <summary>In one line, what a replay showed.</summary>
    internal static string Verdict(ReplayResult result) => result.Identical switch
    {
        true => $"identical: all {Plural.Of(result.Commands, "command", "commands")} agree, with "
            + $"{Plural.Of(result.WitnessesChecked, "witness", "witnesses")} and "
            + Plural.Of(result.DigestsChecked, "digest", "digests"),
        false when result.FirstDifference is null => Incomplete(result),
        false => "different",
        null => "replayed; --verify compares it with what was recorded",
    };

    private static string Incomplete(ReplayResult result)
    {
        var unrecorded = result.Unproved.Where(part => part.Events > 0).Sum(part => part.Commands);
        return unrecorded == 0
            ? $"not proved: all {NumberText.Count(result.Commands)} commands of the events that are there agree, "
                + "and others are missing"
            : $"not proved: {NumberText.Count(result.Commands)} of "
                + $"{Plural.Of(result.Commands + unrecorded, "command", "commands")} verified";
    }

    private static void Print(ReplayResult result, CommandContext context)
    {
        var screen = Screen.Of(context);
        screen.Facts(
            ("journal", result.Journal),
            ("events", $"{NumberText.Count(result.Events)}{From(result.From)} in "
                + $"{NumberText.Duration(result.ElapsedSeconds)}, "
                + $"{NumberText.Count((long)result.EventsPerSecond)} events/s"),
            ("result", Verdict(result)),
            ("proof", $"witness {result.Witness}, digest {result.Digest}"));
        if (result.FirstDifference is { } difference)
        {
            screen.Line();
            screen.Line($"They part at event {difference.Sequence}, by the {difference.What}:");
            screen.Facts(("recorded", difference.Recorded), ("replayed", difference.Replayed));
        }

        foreach (var part in result.Unproved)
        {
            screen.Line();
            screen.Facts(("missing", $"{part.File}: {part.What}"), ("mend", part.Mend));
        }

        if (result.Digests.Count > 0)
        {
            var table = new TextTable(new TextColumn("up to event", IsNumeric: true), new TextColumn("digest"));
            foreach (var point in result.Digests)
            {
                table.AddRow(NumberText.Count(point.Sequence), point.Digest);
            }

            screen.Table(table);
        }

        Diagnostics.Warn(result.Warnings, context);
    }

    private static string From(long from) => from == 0 ? string.Empty : $" from {from} on";

    private static ReplayPace PaceOf(double speed) => speed is >= ReplayPace.Least and <= ReplayPace.Most
        ? new ReplayPace(speed)
        : throw new UsageException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"--speed {speed}: give {ReplayPace.Least} to {ReplayPace.Most:0} times the stream's own speed"));

    private static long RequireInterval(long? interval) => interval switch
    {
        null => 0,
        >= 1 => interval.Value,
        _ => throw new UsageException($"--deep {interval}: give a number of events, 1 or more"),
    };

    /// <summary>A sequence, a time, the file of a snapshot, or the newest one.</summary>
    private static long Start(string journal, string text)
    {
        if (text == "newest")
        {
            return long.MaxValue;
        }

        foreach (var entry in new SnapshotStore(JournalReader.Open(journal)).List())
        {
            if (entry.Name == Path.GetFileName(text))
            {
                return entry.Sequence;
            }
        }

        return PointInStream.Parse("--from", text).FirstSequence(journal);
    }
}
