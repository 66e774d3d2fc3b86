using Benchmarks.Harness;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>The histograms of several runs of one candidate.</summary>
internal sealed class LatencyRuns
{
    private static readonly (double Quantile, string Name)[] Reported =
        [(0.5, "p50"), (0.99, "p99"), (0.999, "p99.9"), (0.9999, "p99.99"), (1, "max")];

    private readonly List<LogLinearHistogram> _runs;
    private double _bytesPerOp;

    /// <summary>Takes the histograms of runs that were made elsewhere.</summary>
    internal LatencyRuns(IEnumerable<LogLinearHistogram> runs) => _runs = [.. runs];

    /// <summary>Runs candidates in turn, round after round, one round to warm up.</summary>
    internal static LatencyRuns[] Run(BenchmarkOptions options, params Func<HopRun>[] candidates) =>
        Run(options, 1, candidates);

    /// <summary>Runs candidates in turn, round after round, behind rounds that warm up.</summary>
    internal static LatencyRuns[] Run(BenchmarkOptions options, int warmUps, params Func<HopRun>[] candidates)
    {
        var all = candidates.Select(_ => new LatencyRuns([])).ToArray();
        var counted = Alternation.Run(options.Runs, warmUps, [.. candidates.Select((candidate, i) =>
            (Func<RunResult>)(() =>
            {
                var run = candidate();
                all[i]._runs.Add(run.Histogram);
                return new RunResult(0, run.AllocatedBytesPerOp);
            }))]);
        for (var i = 0; i < all.Length; i++)
        {
            all[i]._runs.RemoveRange(0, warmUps);
            all[i]._bytesPerOp = counted[i].AllocatedBytesPerOp;
        }

        return all;
    }

    /// <summary>One quantile of each run.</summary>
    internal Measurement At(double quantile) =>
        new([.. _runs.Select(run => (double)run.ValueAt(quantile))], _bytesPerOp);

    /// <summary>An entry for each reported quantile.</summary>
    internal List<BenchmarkEntry> ToEntries(string name, string how, BenchmarkOptions options)
    {
        var error = $"; histogram error at most {_runs[0].RelativeError:P1}";
        return [.. Reported.Select(quantile =>
            At(quantile.Quantile).ToEntry($"{name}/{quantile.Name}", "ns", how + error, options))];
    }
}
