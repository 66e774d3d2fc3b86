using System.Runtime.ExceptionServices;
using System.Text;
using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Host.Configuration;
using Engine.Host.Output;
using Engine.Host.Progress;
using Engine.Model.State;
using Replay.Backtests;
using Replay.Matrices;
using Replay.Presets;
using Replay.Reports;

namespace Engine.Host.Commands.Backtests;

/// <summary>
/// Each strategy in each instrument alone, as so many backtests of one pair, several at once; their results in one, in
/// an order that does not depend on how many ran at once.
/// </summary>
internal static class MatrixBacktest
{
    /// <summary>Runs all pairs.</summary>
    /// <exception cref="UsageException">
    /// A journal to keep is named: it could hold one run only. Or no instrument of the journal has a preset.
    /// </exception>
    public static BacktestResult Run(BacktestOptions options, CommandContext context)
    {
        if (options.Out is not null)
        {
            throw new UsageException("--matrix makes many runs and --out keeps one; leave one of them out");
        }

        var frozen = options with { Configuration = options.Configuration.Freeze(context.Environment) };
        var instruments = options.Instruments.Count > 0
            ? options.Instruments
            : [.. BacktestAssumptions.Registry(options.Journal).All.Select(instrument => instrument.Name)];
        var warnings = new List<string>();
        List<MatrixPair> pairs = options.IsPreset
            ? PresetPairs(instruments, warnings)
            : [.. options.Strategies.SelectMany(name => PairsOf(options.Shelf.Require(name), instruments))];
        RequireReports(options.Report, pairs);

        var limits = VerdictTable.Limits(EffectiveConfiguration.Load(Sources(frozen, pairs[0]), context));
        var results = RunAll(frozen, pairs, context);
        var joined = Join(options, limits, results, warnings);
        if (options.Report is not null)
        {
            var model = MatrixPages.ModelOf(joined, results.Select(result => (Alone(result), result.Report)));
            ReportFile.Write(options.Report, writer => MatrixReport.Write(writer, model));
        }

        return joined;
    }

    /// <summary>Before anything runs: a page for each pair, and one for all of them.</summary>
    private static void RequireReports(string? report, List<MatrixPair> pairs)
    {
        if (report is null)
        {
            return;
        }

        ReportFile.RequireWritable(report);
        pairs.ForEach(pair => ReportFile.RequireWritable(ReportOf(report, pair.Strategy, pair.Instruments)));
    }

    private static List<BacktestResult> RunAll(
        BacktestOptions options, List<MatrixPair> pairs, CommandContext context)
    {
        var results = new BacktestResult?[pairs.Count];
        var door = new Lock();
        var done = 0;
        using var progress = new ProgressLine(context, "trading", "runs");
        try
        {
            Parallel.For(0, pairs.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, (i, state) =>
            {
                if (context.Token.IsCancellationRequested && i > 0)
                {
                    return;
                }

                results[i] = BacktestJob.Run(OptionsOf(options, pairs[i]), context, progress: null);
                lock (door)
                {
                    progress.Report(++done, pairs.Count);
                }
            });
        }
        catch (AggregateException exception)
        {
            // The first is what a run alone would have said.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return [.. results.Where(result => result is not null).Select(result => result!)];
    }

    private static BacktestOptions OptionsOf(BacktestOptions options, MatrixPair pair) => options with
    {
        Strategies = [pair.Strategy],
        Instruments = pair.Instruments,
        Configuration = Sources(options, pair),
        Report = options.Report is null ? null : ReportOf(options.Report, pair.Strategy, pair.Instruments),
    };

    /// <summary>What a preset sets comes before what the user sets, so that the user's word holds.</summary>
    private static ConfigurationSources Sources(BacktestOptions options, MatrixPair pair) => options.Configuration with
    {
        Sets = [.. pair.Sets, .. options.Configuration.Sets],
        Strategies = options.IsPreset ? [pair.Strategy] : options.Configuration.Strategies,
    };

    /// <summary>A strategy that trades its instruments together has no part of them alone.</summary>
    private static IEnumerable<MatrixPair> PairsOf(StrategyDescriptor strategy, IReadOnlyList<string> instruments) =>
        strategy.IsMultiInstrument
            ? [new MatrixPair(strategy.Name, instruments, [])]
            : instruments.Select(instrument => new MatrixPair(strategy.Name, [instrument], []));

    /// <summary>The pairs that a preset is there for: first choices, then second ones.</summary>
    private static List<MatrixPair> PresetPairs(IReadOnlyList<string> instruments, List<string> warnings)
    {
        var pairs = new List<(int Choice, MatrixPair Pair)>();
        foreach (var instrument in instruments)
        {
            if (PairPresets.Find(instrument) is not { } preset)
            {
                warnings.Add($"{instrument}: no preset is there for this pair; it was left out");
                continue;
            }

            pairs.AddRange(preset.Choices().Select((strategy, choice) => (choice, new MatrixPair(
                strategy, [instrument],
                [
                    .. PairPresets.ParametersOf(preset, strategy)
                        .Select(setting => $"{strategy}.{setting.Key}={setting.Value}"),
                ]))));
        }

        return pairs.Count > 0
            ? [.. pairs.OrderBy(pair => pair.Choice).Select(pair => pair.Pair)]
            : throw new UsageException(
                $"--preset {PairPresets.SetName}: no instrument has a preset; the presets are for "
                + string.Join(", ", PairPresets.All.Select(preset => preset.Pair)));
    }

    private static string ReportOf(string path, string strategy, IReadOnlyList<string> pair)
    {
        var instrument = pair.Count == 1 ? pair[0].Replace(':', '-').Replace('/', '-') : "all";
        return Path.Combine(
            Path.GetDirectoryName(path) ?? string.Empty,
            $"{Path.GetFileNameWithoutExtension(path)}.{strategy}.{instrument}{Path.GetExtension(path)}");
    }

    private static BacktestResult Join(
        BacktestOptions options, VerdictLimits limits, List<BacktestResult> results, List<string> warnings)
    {
        var seconds = results.Sum(result => result.ElapsedSeconds);
        var events = results.Sum(result => result.Events);
        return results[0] with
        {
            Journal = options.Journal,
            Events = events,
            ElapsedSeconds = seconds,
            EventsPerSecond = seconds > 0 ? events / seconds : 0,

            // There is no last state of many runs: theirs, hashed in their order, still tell whether anything changed.
            Digest = HashOf(results.Select(result => result.Digest)),
            Witness = HashOf(results.Select(result => result.Witness)),
            Orders = results.Sum(result => result.Orders),
            Fills = results.Sum(result => result.Fills),
            Rejects = results.Sum(result => result.Rejects),
            Runs = [.. results.SelectMany(result => result.Runs)],
            Matrix = MatrixTable.Of(results.Select(Alone), limits),

            Assumptions = AssumptionsOf(results),
            Trouble =
            [
                .. results.SelectMany(result => result.Trouble).GroupBy(figure => figure.Kind)
                    .Select(same => same.First() with { Count = same.Sum(figure => figure.Count) }),
            ],

            // Each pair had an account of its own, and accounts do not add up.
            Account = null,
            Strategies = [],
            Instruments = [],
            Days = [],
            Months = [],
            Identity = null,
            Warnings =
            [
                .. warnings, .. MatrixWarnings.Of([.. results.Select(result => (Alone(result), result.Warnings))]),
            ],
            Report = options.Report,
            Interrupted = results.Exists(result => result.Interrupted),
        };
    }

    /// <summary>Each assumption once; where pairs differ, such as in their fees, with all that there are.</summary>
    private static List<ReportFact> AssumptionsOf(List<BacktestResult> results) =>
    [
        .. results.SelectMany(result => result.Assumptions).GroupBy(fact => fact.Name)
            .Select(same => new ReportFact(
                same.Key, string.Join("; or ", same.Select(fact => fact.Value).Distinct(StringComparer.Ordinal)))),
    ];

    /// <summary>One row for a run: of several instruments that are traded together it is the account's.</summary>
    private static Replay.Statistics.PerformanceSummary Alone(BacktestResult result) => result.Runs.Count == 1
        ? result.Runs[0]
        : result.Model.Account.Summary with { Strategy = result.Runs[0].Strategy };

    private static string HashOf(IEnumerable<string> digests) =>
        JsonOutput.Hex(XxHash64.Hash(Encoding.ASCII.GetBytes(string.Concat(digests))));
}
