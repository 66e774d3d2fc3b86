using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Host.Configuration;
using Engine.Host.Output;
using Replay.Presets;
using Replay.Sessions;

namespace Engine.Host.Commands.Backtests;

/// <summary>
/// <c>engine backtest</c>: strategies on the public events of a journal, against the simulated venue.
/// </summary>
internal static class BacktestCommand
{
    public static Command Create(CommandRunner runner)
    {
        var journal = new Option<string>("--journal")
        {
            Description = "The journal to trade on.",
            HelpName = "J",
            Required = true,
        };
        var strategies = new Option<string[]>("--strategy")
        {
            Description = "A strategy by name, or your own as PATH#TYPE; repeat it to run several together.",
            HelpName = "NAME",
        };
        var preset = new Option<string?>("--preset")
        {
            Description = "Instead of --strategy: `pairs` takes what ships for each pair, each alone; "
                + "`engine strategies --presets` lists it.",
            HelpName = "SET",
        };
        var jobs = new Option<int?>("--jobs")
        {
            Description = "How many pairs of a matrix run at once; one for each processor where nothing is said.",
            HelpName = "N",
        };
        var instruments = new Option<string[]>("--instrument")
        {
            Description = "An instrument, venue:symbol or the symbol; repeat it for several. All if none is named.",
            HelpName = "I",
        };
        var capital = new Option<string?>("--capital")
        {
            Description = "The opening balance: --set capital=C.",
            HelpName = "C",
        };
        var matrix = new Option<bool>("--matrix") { Description = "Run each strategy in each instrument alone." };
        var details = new Option<bool>("--details")
        {
            Description = "Print all tables of the report: sums, orders and fills, latency, months and days.",
        };
        var report = new Option<string?>("--report") { Description = "Write an HTML report.", HelpName = "F.html" };
        var path = new Option<string?>("--out")
        {
            Description = "Keep the run as a journal that `engine replay --verify` accepts.",
            HelpName = "J2",
        };
        var layout = new Option<RunLayout>("--layout")
        {
            Description = "How the stages share threads; the results are the same.",
            DefaultValueFactory = _ => RunLayout.Direct,
        };
        var configuration = new ConfigurationOptions();
        var command = new Command(
            "backtest", "Run strategies on the public events of a journal against the simulated venue.")
        {
            journal, strategies, preset, instruments, capital, matrix, jobs, details, report, path, layout,
        };
        configuration.AddTo(command);
        runner.Attach(command, (parsed, context) =>
        {
            var isPreset = IsPreset(parsed.GetValue(preset), parsed.GetValue(strategies));
            var shelf = StrategyShelf.With(parsed.GetValue(strategies) ?? [], out var names);
            var sources = configuration.Read(parsed, names) with { Shelf = shelf };
            return Run(
                new BacktestOptions
                {
                    Journal = parsed.GetRequiredValue(journal),
                    Strategies = names,
                    Shelf = shelf,
                    Instruments = parsed.GetValue(instruments) ?? [],
                    Configuration = WithCapital(sources, parsed.GetValue(capital)),
                    IsMatrix = parsed.GetValue(matrix) || isPreset,
                    IsPreset = isPreset,
                    Jobs = JobCount.Read(parsed.GetValue(jobs)),
                    IsDetailed = parsed.GetValue(details),
                    Report = parsed.GetValue(report),
                    Out = parsed.GetValue(path),
                    Layout = parsed.GetValue(layout),
                },
                context);
        });
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(BacktestOptions options, CommandContext context)
    {
        var result = options.IsMatrix ? MatrixBacktest.Run(options, context) : BacktestJob.Run(options, context);
        if (context.IsJson)
        {
            JsonOutput.Write(context, result, JsonOutput.Shapes.BacktestResult);
        }
        else
        {
            BacktestScreen.Print(result, options.IsDetailed, context);
        }

        var kept = result.Out is null
            ? "the figures are those of the part that ran"
            : $"{result.Out} is whole, but shorter";
        return result.Interrupted ? Interruption.Report(context, kept) : ExitCode.Ok;
    }

    private static bool IsPreset(string? preset, string[]? strategies)
    {
        if (preset is null)
        {
            return strategies is { Length: > 0 }
                ? false
                : throw new UsageException(
                    "name a strategy with --strategy NAME (`engine strategies` lists them), or --preset pairs");
        }

        if (preset != PairPresets.SetName)
        {
            throw new UsageException($"--preset {preset}: there is one set, '{PairPresets.SetName}'");
        }

        return strategies is { Length: > 0 }
            ? throw new UsageException("--preset chooses the strategies by pair; leave --strategy out")
            : true;
    }

    private static ConfigurationSources WithCapital(ConfigurationSources sources, string? capital) =>
        capital is null ? sources : sources with { Sets = [.. sources.Sets, $"capital={capital}"] };
}
