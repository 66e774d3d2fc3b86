using Benchmarks.Harness;

namespace Benchmarks.Journal;

/// <summary>What writing a journal costs, beside what the disk allows.</summary>
public static class JournalWriteBenchmarks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } = [];
}
