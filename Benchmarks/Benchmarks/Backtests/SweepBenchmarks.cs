using System.Globalization;
using Benchmarks.Harness;
using Engine.Model.Units;
using Replay.Sweeps;

namespace Benchmarks.Backtests;

/// <summary>Many whole runs at once: do two workers do twice the work of one?</summary>
public static class SweepBenchmarks
{
    private const int RoundsMax = 3;

    private const string Method =
        "Eight points of the strategy that quotes both sides, in sample and out of sample, on one synthetic journal "
        + "of 8 instruments, each with a core, a venue and a reader of its own; everything on";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("sweep/2-workers", "How much faster is a sweep with two workers than with one?", Run),
    ];

    private static IReadOnlyList<BenchmarkEntry> Run(BenchmarkOptions options) =>
        BacktestBenchmarks.WithMarket(options, market =>
        {
            var runs = Alternation.Run(
                Math.Min(RoundsMax, options.Runs), 1, () => Sweep(market, jobs: 1), () => Sweep(market, jobs: 2));
            return
            [
                runs[0].ToEntry("sweep/1-worker", "/s", $"{Method}; runs per second, one worker", options),
                runs[1].ToEntry("sweep/2-workers", "/s", $"{Method}; runs per second, two workers", options),
                runs[1].DividedBy(runs[0]).ToEntry(
                    "sweep/2-workers/speedup", "x", "Two workers in terms of one, in the same rounds; paired", options),
            ];
        });

    private static RunResult Sweep(string market, int jobs)
    {
        var grid = SweepGrid.All([SweepAxis.Parse("entryLatency=1..8:1")]);
        var before = GC.GetTotalAllocatedBytes();
        var result = SweepRunner.Run(
            new SweepRequest
            {
                JournalPath = market,
                Strategy = "two-sided-quoter",
                Grid = grid,
                Jobs = jobs,
                RequestOf = point =>
                {
                    var request = BacktestBenchmarks.Request(market);
                    var latency = long.Parse(grid.ValuesOf(point)[0].Value, CultureInfo.InvariantCulture);
                    return request with
                    {
                        Simulation = request.Simulation with
                        {
                            EntryLatencyNs = latency * TimestampNs.PerMillisecond,
                        },
                    };
                },
            },
            null,
            CancellationToken.None);
        var runs = 2.0 * result.Completed;
        return new RunResult(runs / result.ElapsedSeconds, (GC.GetTotalAllocatedBytes() - before) / runs);
    }
}
