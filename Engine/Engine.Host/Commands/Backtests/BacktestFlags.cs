using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Host.Configuration;
using Replay.Presets;
using Replay.Sessions;

namespace Engine.Host.Commands.Backtests;

/// <summary>The flags of <c>engine backtest</c>.</summary>
internal sealed class BacktestFlags
{
    private readonly Option<string> _journal = new("--journal")
    {
        Description = "The journal to trade on.",
        HelpName = "J",
        Required = true,
    };

    private readonly Option<string[]> _strategies = new("--strategy")
    {
        Description = "A strategy by name, or your own as PATH#TYPE; repeat it to run several together.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = "Instead of --strategy: `pairs` takes what ships for each pair, each alone; "
            + "`engine strategies --presets` lists it.",
        HelpName = "SET",
    };

    private readonly Option<string[]> _instruments = new("--instrument")
    {
        Description = "An instrument, venue:symbol or the symbol; repeat it for several. All if none is named.",
        HelpName = "I",
    };

    private readonly Option<string?> _capital = new("--capital")
    {
        Description = "The opening balance: --set capital=C.",
        HelpName = "C",
    };

    private readonly Option<bool> _matrix = new("--matrix")
    {
        Description = "Run each strategy in each instrument alone.",
    };

    private readonly Option<int?> _jobs = new("--jobs")
    {
        Description = "How many pairs of a matrix run at once; one for each processor where nothing is said.",
        HelpName = "N",
    };

    private readonly Option<bool> _details = new("--details")
    {
        Description = "Print all tables of the report: sums, orders and fills, latency, months and days.",
    };

    private readonly Option<string?> _report = new("--report")
    {
        Description = "Write an HTML report.",
        HelpName = "F.html",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Keep the run as a journal that `engine replay --verify` accepts.",
        HelpName = "J2",
    };

    private readonly Option<RunLayout> _layout = new("--layout")
    {
        Description = "How the stages share threads; the results are the same.",
        DefaultValueFactory = _ => RunLayout.Direct,
    };

    /// <summary>Adds them to the command, in the order in which help shows them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
            [
                _journal, _strategies, _preset, _instruments, _capital, _matrix, _jobs, _details, _report, _out,
                _layout,
            ])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What a command line says.</summary>
    /// <exception cref="UsageException">Flags contradict each other, or a strategy is not known.</exception>
    public BacktestOptions Read(ParseResult parsed, ConfigurationOptions configuration)
    {
        var isPreset = IsPreset(parsed.GetValue(_preset), parsed.GetValue(_strategies));
        var shelf = StrategyShelf.With(parsed.GetValue(_strategies) ?? [], out var names);
        var sources = configuration.Read(parsed, names) with { Shelf = shelf };
        return new BacktestOptions
        {
            Journal = parsed.GetRequiredValue(_journal),
            Strategies = names,
            Shelf = shelf,
            Instruments = parsed.GetValue(_instruments) ?? [],
            Configuration = WithCapital(sources, parsed.GetValue(_capital)),
            IsMatrix = parsed.GetValue(_matrix) || isPreset,
            IsPreset = isPreset,
            Jobs = JobCount.Read(parsed.GetValue(_jobs)),
            IsDetailed = parsed.GetValue(_details),
            Report = parsed.GetValue(_report),
            Out = parsed.GetValue(_out),
            Layout = parsed.GetValue(_layout),
        };
    }

    private static bool IsPreset(string? preset, string[]? strategies)
    {
        if (preset is null)
        {
            return strategies is { Length: > 0 }
                ? false
                : throw new UsageException(
                    "name a strategy with --strategy NAME (`engine strategies` lists them), or --preset pairs; "
                    + "`engine backtest --help` tells more");
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
