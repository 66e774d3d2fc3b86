using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Host.Progress;
using Replay.Simulation;

namespace Engine.Host.Commands.Simulations;

/// <summary><c>engine simulate</c>: seeded markets, faults and crashes against the invariants.</summary>
internal static class SimulateCommand
{
    public static Command Create(CommandRunner runner)
    {
        var seeds = new Option<string?>("--seeds")
        {
            Description = "The seeds, first and last: 1..10000.",
            HelpName = "A..B",
        };
        var seed = new Option<long?>("--seed") { Description = "One seed alone.", HelpName = "S" };
        var step = new Option<long?>("--step")
        {
            Description = "With --seed: show the events and commands around this sequence.",
            HelpName = "N",
        };
        var events = new Option<int?>("--events")
        {
            Description = "Public events of each seed's market; 3000 where nothing is said.",
            HelpName = "N",
        };
        var jobs = new Option<int?>("--jobs")
        {
            Description = "How many run at once; one for each processor where nothing is said.",
            HelpName = "N",
        };
        var command = new Command(
            "simulate", "Run seeded markets with venue faults and crashes against the invariants; 1 if one fails.")
        {
            seeds, seed, step, events, jobs,
        };
        runner.Attach(command, (parsed, context) =>
        {
            var options = ReadEvents(parsed.GetValue(events));
            var range = SeedRange.Read(parsed.GetValue(seeds), parsed.GetValue(seed));
            var shown = parsed.GetValue(step);
            if (shown is not null && range.First != range.Last)
            {
                throw new UsageException("--step shows one seed: name it with --seed");
            }

            if (shown < 0)
            {
                throw new UsageException($"--step {shown}: write the sequence of an event, 0 or more");
            }

            if (shown is not null && context.IsJson)
            {
                throw new UsageException("--step prints what happens as text: leave --json out");
            }

            return shown is { } at
                ? StepScreen.Show(range.First, at, options, context)
                : Run(range, JobCount.Read(parsed.GetValue(jobs)), options, context);
        });
        return command;
    }

    private static int Run(SeedRange range, int jobs, SimulationOptions options, CommandContext context)
    {
        SimulationResult result;
        using (var progress = new ProgressLine(context, "simulating", "seeds"))
        {
            result = SimulationSeeds.Run(
                range.First, range.Last, jobs, options, new SeedProgress(progress), context.Token);
        }

        if (context.IsJson)
        {
            JsonOutput.Write(context, result, JsonOutput.Shapes.SimulationResult);
        }
        else
        {
            SimulateScreen.Print(result, options, context);
        }

        return result.Failures.Count > 0 ? ExitCode.No
            : result.Interrupted ? Interruption.Report(
                context, $"{Plural.Of(result.Seeds, "seed was", "seeds were")} complete")
            : ExitCode.Ok;
    }

    private static SimulationOptions ReadEvents(int? events) => events switch
    {
        null => new SimulationOptions(),
        >= SimulationOptions.EventsMin and <= SimulationOptions.EventsMax =>
            new SimulationOptions { Events = events.Value },
        _ => throw new UsageException(
            $"--events {events}: write {SimulationOptions.EventsMin} to {SimulationOptions.EventsMax}"),
    };
}
