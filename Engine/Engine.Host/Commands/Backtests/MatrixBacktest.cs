using System.Text;
using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Host.Output;
using Engine.Model.State;
using Replay.Backtests;

namespace Engine.Host.Commands.Backtests;

/// <summary>Each strategy in each instrument alone, as so many backtests of one pair, their results in one.</summary>
internal static class MatrixBacktest
{
    /// <summary>Runs all pairs.</summary>
    /// <exception cref="UsageException">A journal to keep is named: it could hold one run only.</exception>
    public static BacktestResult Run(BacktestOptions options, CommandContext context)
    {
        if (options.Out is not null)
        {
            throw new UsageException("--matrix makes many runs and --out keeps one; leave one of them out");
        }

        var instruments = options.Instruments.Count > 0
            ? options.Instruments
            : JournalHead.Instruments(options.Journal);
        var results = new List<BacktestResult>();
        foreach (var name in options.Strategies)
        {
            foreach (var pair in PairsOf(options.Shelf.Require(name), instruments))
            {
                var result = BacktestJob.Run(
                    options with
                    {
                        Strategies = [name],
                        Instruments = pair,
                        Report = options.Report is null ? null : ReportOf(options.Report, name, pair),
                    },
                    context);
                results.Add(result);
                if (result.Interrupted)
                {
                    return Join(options, results);
                }
            }
        }

        return Join(options, results);
    }

    /// <summary>A strategy that trades its instruments together has no part of them alone.</summary>
    private static IEnumerable<IReadOnlyList<string>> PairsOf(
        StrategyDescriptor strategy, IReadOnlyList<string> instruments) => strategy.IsMultiInstrument
            ? [instruments]
            : instruments.Select(instrument => (IReadOnlyList<string>)[instrument]);

    private static string ReportOf(string path, string strategy, IReadOnlyList<string> pair)
    {
        var instrument = pair.Count == 1 ? pair[0].Replace(':', '-') : "all";
        return Path.Combine(
            Path.GetDirectoryName(path) ?? string.Empty,
            $"{Path.GetFileNameWithoutExtension(path)}.{strategy}.{instrument}{Path.GetExtension(path)}");
    }

    private static BacktestResult Join(BacktestOptions options, List<BacktestResult> results)
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

            // Each pair had an account of its own, and accounts do not add up.
            Account = null,
            Strategies = [],
            Instruments = [],
            Days = [],
            Months = [],
            Identity = null,
            Warnings = [.. results.SelectMany(result => result.Warnings).Distinct()],
            Report = options.Report is null ? null : string.Join(", ", results.Select(result => result.Report)),
            Interrupted = results[^1].Interrupted,
        };
    }

    private static string HashOf(IEnumerable<string> digests) =>
        JsonOutput.Hex(XxHash64.Hash(Encoding.ASCII.GetBytes(string.Concat(digests))));
}
