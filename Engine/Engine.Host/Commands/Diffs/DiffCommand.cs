using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Host.Progress;
using Replay.Diffs;
using Replay.Statistics;

namespace Engine.Host.Commands.Diffs;

/// <summary><c>engine diff</c>: the first decision where two runs part, with its cause.</summary>
internal static class DiffCommand
{
    public static Command Create(CommandRunner runner)
    {
        var first = new Argument<string>("J1") { Description = "The journal of a run." };
        var second = new Argument<string>("J2") { Description = "The journal of another run." };
        var from = new Option<string?>("--from")
        {
            Description = "Compare from this sequence or UTC time on; from the first market event if left out.",
            HelpName = "A",
        };
        var to = new Option<string?>("--to")
        {
            Description = "Compare up to this sequence or UTC time, which is not compared.",
            HelpName = "B",
        };
        var command = new Command("diff", "The first decision where two runs part, decoded, with its cause.")
        {
            first, second, from, to,
        };
        runner.Attach(command, (parsed, context) =>
        {
            var paths = (First: parsed.GetRequiredValue(first), Second: parsed.GetRequiredValue(second));
            return Run(
                new DiffRequest
                {
                    First = paths.First,
                    Second = paths.Second,
                    FirstFrom = Place("--from", parsed.GetValue(from), paths.First),
                    SecondFrom = Place("--from", parsed.GetValue(from), paths.Second),
                    FirstTo = Place("--to", parsed.GetValue(to), paths.First) ?? long.MaxValue,
                    SecondTo = Place("--to", parsed.GetValue(to), paths.Second) ?? long.MaxValue,
                },
                context);
        });
        return command;
    }

    /// <summary>Runs the command.</summary>
    /// <returns>0 where nothing differs, else 1.</returns>
    internal static int Run(DiffRequest request, CommandContext context)
    {
        DiffResult result;
        using (var progress = new ProgressLine(context, "comparing"))
        {
            result = RunDiff.Run(request, new CountProgress(progress), context.Token);
        }

        if (context.IsJson)
        {
            JsonOutput.Write(context, result, JsonOutput.Shapes.DiffResult);
        }
        else
        {
            Print(result, context);
        }

        return result.Identical ? ExitCode.Ok : ExitCode.No;
    }

    private static long? Place(string flag, string? text, string journal) =>
        text is null ? null : PointInStream.Parse(flag, text).FirstSequence(journal);

    private static void Print(DiffResult result, CommandContext context)
    {
        var screen = Screen.Of(context);
        screen.Facts(
            ("first", result.First),
            ("second", result.Second),
            ("agree", $"{Plural.Of(result.EventsAgreed, "event", "events")}, "
                + $"{Plural.Of(result.DecisionsAgreed, "decision", "decisions")} before the first that differs"),
            ("result", Verdict(result)));
        if (result.Configuration.Count > 0)
        {
            screen.Heading("what they were told before the market began");
            var table = new TextTable(
                new TextColumn("what"), new TextColumn("first", Wraps: true), new TextColumn("second", Wraps: true));
            foreach (var fact in result.Configuration)
            {
                table.AddRow(fact.What, fact.First ?? NumberText.Absent, fact.Second ?? NumberText.Absent);
            }

            screen.Table(table);
        }

        PrintPoint(screen, "the first decision that differs", result.FirstDecision);
        if (result.FirstDifference is { What: not ("decision" or "input") } other)
        {
            PrintPoint(screen, $"before it, the first thing that differs ({other.What})", other);
        }

        PrintPoint(screen, "the first public event that differs", result.FirstInput);
        Diagnostics.Warn(result.Warnings, context);
    }

    private static string Verdict(DiffResult result) => result switch
    {
        { Identical: true } => "identical",
        { FirstDifference: null } => "the configuration differs; every event and decision is the same",
        { FirstInput: not null, FirstDecision: null } => "the markets differ; every decision is the same",
        { FirstInput: not null } => "differ; so do the markets that they heard",
        { FirstDecision: null } => "differ, but in no decision",
        _ => "differ, on the same market",
    };

    private static void PrintPoint(Screen screen, string heading, DiffPoint? point)
    {
        if (point is null)
        {
            return;
        }

        screen.Heading(heading);
        PrintSide(screen, "first ", point.FirstEvent, point.FirstCommands);
        PrintSide(screen, "second", point.SecondEvent, point.SecondCommands);
    }

    private static void PrintSide(Screen screen, string name, string cause, IReadOnlyList<string> commands)
    {
        screen.Line($"{name}  {cause}");
        foreach (var command in commands.DefaultIfEmpty("> nothing decided"))
        {
            screen.Line($"        {command}");
        }
    }
}
