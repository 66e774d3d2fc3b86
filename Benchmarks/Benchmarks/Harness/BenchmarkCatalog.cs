using Benchmarks.Backtests;
using Benchmarks.Books;
using Benchmarks.Core;
using Benchmarks.Indicators;
using Benchmarks.Journal;
using Benchmarks.Matching;
using Benchmarks.Recovery;
using Benchmarks.Ring;
using Benchmarks.TickToOrder;

namespace Benchmarks.Harness;

/// <summary>All workloads by name, for <c>engine bench</c>.</summary>
public static class BenchmarkCatalog
{
    /// <summary>The workloads, group by group. A new group adds its list here.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        .. RingBenchmarks.All,
        .. BookBenchmarks.All,
        .. CoreBenchmarks.All,
        .. RiskBenchmarks.All,
        .. TickToOrderBenchmarks.All,
        .. IndicatorBenchmarks.All,
        .. JournalWriteBenchmarks.All,
        .. JournalReadBenchmarks.All,
        .. RecoveryBenchmarks.All,
        .. MatchingBenchmarks.All,
        .. BacktestBenchmarks.All,
        .. SweepBenchmarks.All,
    ];

    /// <summary>The workloads whose name is, or lies below, the one asked for.</summary>
    /// <param name="name">Such as <c>ring</c> or <c>ring/1p1c</c>; null or empty: all.</param>
    /// <returns>The workloads; none if nothing has that name.</returns>
    public static IReadOnlyList<Benchmark> Find(string? name) => string.IsNullOrEmpty(name)
        ? All
        : [.. All.Where(benchmark => IsAtOrBelow(benchmark.Name, name) || IsAtOrBelow(name, benchmark.Name))];

    /// <summary>Runs workloads one after the other.</summary>
    /// <param name="benchmarks">Which.</param>
    /// <param name="options">How.</param>
    /// <returns>Their entries.</returns>
    public static IEnumerable<BenchmarkEntry> Run(IEnumerable<Benchmark> benchmarks, BenchmarkOptions options)
    {
        ArgumentNullException.ThrowIfNull(benchmarks);
        ArgumentNullException.ThrowIfNull(options);
        return benchmarks.SelectMany(benchmark =>
        {
            options.Progress?.Invoke(benchmark.Name);
            return benchmark.Run(options);
        });
    }

    private static bool IsAtOrBelow(string name, string ancestor) =>
        name.StartsWith(ancestor, StringComparison.Ordinal)
        && (name.Length == ancestor.Length || name[ancestor.Length] == '/');
}
