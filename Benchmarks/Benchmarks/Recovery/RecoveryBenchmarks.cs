using Benchmarks.Backtests;
using Benchmarks.Harness;
using Journal.Reading;
using Replay.Backtests;
using Replay.Recovery;

namespace Benchmarks.Recovery;

/// <summary>How long a core takes to stand at the end of its journal again.</summary>
public static class RecoveryBenchmarks
{
    private const string Method =
        "The kept run of backtest/synthetic8 (8 instruments quoted on both sides every 100 ms of market time)";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("journal/recover", "How long until a core stands at the end of its journal?", Run),
    ];

    private static IReadOnlyList<BenchmarkEntry> Run(BenchmarkOptions options) =>
        BacktestBenchmarks.WithMarket(options, market =>
        {
            var kept = Path.Combine(Path.GetDirectoryName(market)!, "recover");
            BacktestRunner.Run(
                BacktestBenchmarks.Request(market) with { OutPath = kept }, null, CancellationToken.None);
            var replays = Alternation.Run(options.Runs, 1, () => Replay(kept));
            var taken = MeasureSnapshots(kept, options.Runs);
            var snapshots = Alternation.Run(options.Runs, 1, () => Restore(kept));
            return
            [
                replays[0].ToEntry("journal/recover/replay", "/s", $"{Method}, recovered from its head", options),
                new Measurement(taken, 0).ToEntry(
                    "journal/recover/take", "ms",
                    "A snapshot of that core: written, synced, read back, restored, its digest compared, renamed",
                    options),
                snapshots[0].ToEntry(
                    "journal/recover/snapshot", "ms",
                    "The same from a snapshot at its end: found, read, checked, restored, its digest compared; no tail",
                    options),
            ];
        });

    private static RunResult Replay(string journal)
    {
        var recovered = CoreRecovery.Recover(JournalReader.Open(journal), TwoSidedQuoter.Catalog);
        return new RunResult(recovered.TailEvents / recovered.Elapsed.TotalSeconds, 0);
    }

    private static RunResult Restore(string journal)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var recovered = CoreRecovery.Recover(JournalReader.Open(journal), TwoSidedQuoter.Catalog);
        return recovered.FromSnapshot is null
            ? throw new InvalidOperationException("The snapshot was not used.")
            : new RunResult(
                recovered.Elapsed.TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] MeasureSnapshots(string journal, int runs)
    {
        using var replica = ShadowReplica.Open(
            journal, new ShadowOptions { EngineVersion = "bench", Catalog = TwoSidedQuoter.Catalog });
        replica.Advance();
        var times = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var started = TimeProvider.System.GetTimestamp();
            replica.TakeSnapshot();
            times[run] = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        }

        return times;
    }
}
