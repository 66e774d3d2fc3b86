namespace Benchmarks.Harness;

/// <summary>A named workload, which yields one entry or several that belong to the same runs.</summary>
/// <param name="Name">The name; its entries begin with it.</param>
/// <param name="Description">The question that it answers.</param>
/// <param name="Run">Runs it.</param>
public sealed record Benchmark(
    string Name, string Description, Func<BenchmarkOptions, IReadOnlyList<BenchmarkEntry>> Run);
