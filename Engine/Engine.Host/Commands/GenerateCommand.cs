using System.CommandLine;
using Adapters.Simulated.Generation;
using Engine.Host.Cli;
using Engine.Host.Output;
using Replay.Statistics;

namespace Engine.Host.Commands;

/// <summary><c>engine generate</c>: a synthetic market as a journal.</summary>
internal static class GenerateCommand
{
    private const int DefaultInstruments = 8;
    private const long DefaultEvents = 2_000_000;

    public static Command Create(CommandRunner runner)
    {
        var path = new Option<string>("--out")
        {
            Description = "The journal to make: a directory that does not exist, or is empty.",
            HelpName = "J",
            Required = true,
        };
        var instruments = new Option<int>("--instruments")
        {
            Description = "How many instruments; the first two are cointegrated, the fourth is spot.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultInstruments,
        };
        var events = new Option<long>("--events")
        {
            Description = "How many events in total, definitions included.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultEvents,
        };
        var seed = new Option<long>("--seed")
        {
            Description = "Any number; another number is another market.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var rate = new Option<int>("--rate")
        {
            Description = "The mean rate of events of one instrument, per second of market time, "
                + $"1 to {GeneratorSettings.EventsPerSecondMax}: how busy it is.",
            HelpName = "N",
            DefaultValueFactory = _ => new GeneratorSettings().EventsPerSecond,
        };
        var command = new Command("generate", "Make a synthetic market as a journal: same arguments, same bytes.")
        {
            path, instruments, events, seed, rate,
        };
        runner.Attach(command, (parsed, context) => Run(
            new GenerateOptions(
                parsed.GetRequiredValue(path),
                parsed.GetValue(instruments),
                parsed.GetValue(events),
                parsed.GetValue(seed))
            { Rate = parsed.GetValue(rate) },
            context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(GenerateOptions options, CommandContext context)
    {
        var result = MarketFactory.Make(options, context);
        if (context.IsJson)
        {
            JsonOutput.Write(context, result, JsonOutput.Shapes.GenerateResult);
        }
        else
        {
            Screen.Of(context).Facts(
                ("journal", result.Journal),
                ("market", $"{Plural.Of(result.Instruments, "instrument", "instruments")}, seed {result.Seed}"),
                ("events", NumberText.Count(result.Events)),
                ("time", $"{result.FirstTime} … {result.LastTime}"),
                ("took", $"{NumberText.Duration(result.ElapsedSeconds)}, "
                    + $"{NumberText.Count((long)result.EventsPerSecond)} events/s"));
        }

        return result.Interrupted
            ? Interruption.Shorter(context, result.Journal)
            : ExitCode.Ok;
    }
}
