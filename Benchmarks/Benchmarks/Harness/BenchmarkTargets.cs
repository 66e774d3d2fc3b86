namespace Benchmarks.Harness;

/// <summary>What the figures should reach, by name.</summary>
public static class BenchmarkTargets
{
    private static readonly BenchmarkTarget[] All =
    [
        BenchmarkTarget.AtLeast("ring/1p1c/single/vs-textbook", 1.6),
        BenchmarkTarget.AtLeast("ring/1p1c/single/vs-channel", 8),
        BenchmarkTarget.AtLeast("ring/1p1c/single/4096/vs-textbook", 1.6),
        BenchmarkTarget.AtLeast("ring/1p1c/batch16/vs-textbook", 1.05),
        BenchmarkTarget.AtLeast("ring/1p1c/batch16/4096/vs-textbook", 1.05),
        BenchmarkTarget.AtLeast("ring/topology/vs-textbook", 1.2),
        BenchmarkTarget.AtMost("ring/hop/100k/p50/vs-textbook", 0.9),
        BenchmarkTarget.AtMost("ring/hop/1m/p50/vs-textbook", 0.9),
        BenchmarkTarget.AtMost("ring/fused/p50", 200),
        BenchmarkTarget.AtLeast("ring/fused/vs-four-threads", 30),
        BenchmarkTarget.AtMost("ring/parked/100k/p50", 6_000),
        BenchmarkTarget.AtMost("ring/idle", 1),
        BenchmarkTarget.AtMost("book/top", 10),
        BenchmarkTarget.AtMost("book/l2/recorded", 30),
        BenchmarkTarget.AtMost("book/l2/synthetic", 30),
        BenchmarkTarget.AtLeast("book/l2/vs-twin", 8),
        BenchmarkTarget.AtMost("journal/async/p50/vs-limit", 2),
        BenchmarkTarget.AtMost("journal/written/p50/vs-limit", 3),
        BenchmarkTarget.AtMost("journal/synced/1m/p50/vs-limit", 1.7),
        BenchmarkTarget.AtMost("journal/synced/4m/p50/vs-limit", 2),
        BenchmarkTarget.AtLeast("journal/append/synced/vs-limit", 0.9),
        BenchmarkTarget.AtLeast("journal/append/burst/vs-limit", 0.35),
        BenchmarkTarget.AtLeast("journal/read/warm/vs-raw", 0.35),
        BenchmarkTarget.AtLeast("journal/read/cold/vs-raw", 0.9),
        BenchmarkTarget.AtLeast("journal/compress/ratio", 5),
        BenchmarkTarget.AtLeast("journal/compress/decode/vs-warm", 0.3),
        BenchmarkTarget.AtLeast("matching/3m", 20_000_000),
        BenchmarkTarget.AtMost("tick-to-order/100k/p50/beyond-null", 300),
        BenchmarkTarget.AtMost("tick-to-order/100k/p99/beyond-null", 1_500),
        BenchmarkTarget.AtMost("tick-to-order/1m/p50/beyond-null", 300),
        BenchmarkTarget.AtMost("tick-to-order/1m/p99/beyond-null", 1_500),
        BenchmarkTarget.AtMost("tick-to-order/bytes/p50", 500),
        BenchmarkTarget.AtMost("tick-to-order/bytes/p50/vs-decoded", 2),
        BenchmarkTarget.AtMost("tick-to-order/depth/level", 40),
        BenchmarkTarget.AtMost("tick-to-order/collections", 0),
        BenchmarkTarget.AtMost("tick-to-order/allocated", 0),
        BenchmarkTarget.AtLeast("backtest/synthetic8", 10_000_000),
        BenchmarkTarget.AtLeast("backtest/l2-recorded", 12_000_000),
        BenchmarkTarget.AtLeast("backtest/bars", 5_000_000),
        BenchmarkTarget.AtMost("backtest/memory", 100_000_000),
        BenchmarkTarget.AtMost("backtest/start", 150_000_000),
        BenchmarkTarget.AtLeast("sweep/2-workers/speedup", 1.7),
    ];

    /// <summary>What a figure should reach; null where nothing is asked of it.</summary>
    /// <param name="name">The entry's name.</param>
    /// <returns>The target.</returns>
    public static BenchmarkTarget? Of(string name) => Array.Find(All, target => target.Name == name);

    /// <summary>What was missed of that which holds on any machine: ratios, and what must not happen at all.</summary>
    /// <param name="entries">The figures.</param>
    /// <returns>Each with its target, in order.</returns>
    public static IEnumerable<(BenchmarkEntry Entry, BenchmarkTarget Target)> Missed(
        IEnumerable<BenchmarkEntry> entries) =>
        from entry in entries
        let target = Of(entry.Name)
        where target is not null && (entry.Unit == "x" || target is { Value: 0, IsAtLeast: false })
            && !target.IsMetBy(entry)
        select (entry, target);
}
