using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Host.Output;

namespace Engine.Host.Commands.Sweeps;

/// <summary><c>engine sweep</c>: many backtests of one strategy, one table.</summary>
internal static class SweepCommand
{
    public static Command Create(CommandRunner runner)
    {
        var journal = new Option<string>("--journal")
        {
            Description = "The journal to trade on.", HelpName = "J", Required = true,
        };
        var strategy = new Option<string>("--strategy")
        {
            Description = "The strategy, by name or your own as PATH#TYPE.", HelpName = "NAME", Required = true,
        };
        var instruments = new Option<string[]>("--instrument")
        {
            Description = "An instrument, venue:symbol or the symbol; repeat it for several. All if none is named.",
            HelpName = "I",
        };
        var options = new SweepFlags();
        var configuration = new ConfigurationOptions();
        var command = new Command(
            "sweep", "Run a strategy over a grid of parameters; the best in sample is shown with what it made after.")
        {
            journal, strategy, instruments,
        };
        options.AddTo(command);
        configuration.AddTo(command);
        runner.Attach(command, (parsed, context) =>
        {
            var shelf = StrategyShelf.With([parsed.GetRequiredValue(strategy)], out var names);
            var sources = configuration.Read(parsed, names) with { Shelf = shelf };
            return Run(
                new SweepOptions
                {
                    Journal = parsed.GetRequiredValue(journal),
                    Strategy = names[0],
                    Shelf = shelf,
                    Instruments = parsed.GetValue(instruments) ?? [],
                    Configuration = sources.Freeze(context.Environment),
                    Grid = options.Grid(parsed),
                    Split = options.Split(parsed),
                    Rank = options.Rank(parsed),
                    Jobs = options.Jobs(parsed),
                    Report = parsed.GetValue(options.Report),
                    Out = parsed.GetValue(options.Out),
                },
                context);
        });
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(SweepOptions options, CommandContext context)
    {
        var result = SweepJob.Run(options, context);
        if (context.IsJson)
        {
            JsonOutput.Write(context, result, JsonOutput.Shapes.SweepResult);
        }
        else
        {
            SweepScreen.Print(result, context);
        }

        return !result.Interrupted
            ? ExitCode.Ok
            : Interruption.Report(
                context,
                result.Out is null
                    ? "the table has the points that were complete"
                    : $"the same command goes on with what {result.Out} keeps");
    }
}
