using System.CommandLine;
using Engine.Host.Cli;
using Replay.Sweeps;

namespace Engine.Host.Commands.Sweeps;

/// <summary>The flags that say which points a sweep runs, where it judges them and how many at once.</summary>
internal sealed class SweepFlags
{
    private readonly Option<string[]> _grid = new("--grid")
    {
        Description = "A parameter's values: k=FROM..TO:STEP or k=a,b,c; repeat it for several parameters.",
        HelpName = "k=a..b:step",
        Required = true,
    };

    private readonly Option<int?> _random = new("--random")
    {
        Description = "Draw so many points of the grid instead of running all.", HelpName = "N",
    };

    private readonly Option<long?> _seed = new("--seed")
    {
        Description = "The seed of --random; 1 where none is given.", HelpName = "S",
    };

    private readonly Option<string?> _walkForward = new("--walk-forward")
    {
        Description = "Choose in IN, judge in the OUT after it, move on by OUT: 30d/7d.", HelpName = "IN/OUT",
    };

    private readonly Option<string?> _outOfSample = new("--out-of-sample")
    {
        Description = "The share of the time at the end that judges; 30% where nothing is said.", HelpName = "P%",
    };

    private readonly Option<string?> _warmUp = new("--warm-up")
    {
        Description = "How long strategies listen before each part without trading.", HelpName = "T",
    };

    private readonly Option<string> _rank = new("--rank")
    {
        Description = $"What is best in sample: {string.Join(", ", SweepMetrics.Names)}.",
        HelpName = "METRIC",
        DefaultValueFactory = _ => SweepMetrics.Name(SweepMetric.Sharpe),
    };

    private readonly Option<int?> _jobs = new("--jobs")
    {
        Description = "How many run at once; one for each processor where nothing is said.", HelpName = "N",
    };

    /// <summary>The report.</summary>
    public Option<string?> Report { get; } = new("--report")
    {
        Description = "Write an HTML report.", HelpName = "F.html",
    };

    /// <summary>The folder that keeps it.</summary>
    public Option<string?> Out { get; } = new("--out")
    {
        Description = "Keep each finished run in a folder, so that the same command goes on where it was broken off.",
        HelpName = "DIR",
    };

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _grid, _random, _seed, _walkForward, _outOfSample, _warmUp, _rank, _jobs, Report, Out,
        })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The points.</summary>
    /// <exception cref="UsageException">A seed is given and nothing is drawn.</exception>
    public SweepGrid Grid(ParseResult parsed)
    {
        SweepAxis[] axes = [.. (parsed.GetValue(_grid) ?? []).Select(SweepAxis.Parse)];
        var seed = parsed.GetValue(_seed);
        return parsed.GetValue(_random) is { } count
            ? SweepGrid.Random(axes, count, seed ?? 1)
            : seed is null
                ? SweepGrid.All(axes)
                : throw new UsageException("--seed draws nothing without --random N");
    }

    /// <summary>How the time is split.</summary>
    public SweepSplit Split(ParseResult parsed) =>
        SplitWords.Read(parsed.GetValue(_walkForward), parsed.GetValue(_outOfSample), parsed.GetValue(_warmUp));

    /// <summary>What points are ranked by.</summary>
    /// <exception cref="UsageException">There is no such metric.</exception>
    public SweepMetric Rank(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_rank);
        return SweepMetrics.Find(name)
            ?? throw new UsageException($"--rank {name}: write one of {string.Join(", ", SweepMetrics.Names)}");
    }

    /// <summary>How many run at once.</summary>
    public int Jobs(ParseResult parsed) => JobCount.Read(parsed.GetValue(_jobs));
}
