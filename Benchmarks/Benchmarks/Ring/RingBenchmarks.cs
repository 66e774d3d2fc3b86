using Benchmarks.Harness;

namespace Benchmarks.Ring;

/// <summary>The ring's workloads: 64-byte slots, 8,192 of them unless said, all words written and read.</summary>
public static class RingBenchmarks
{
    internal const int Slots = 8_192;
    internal const string TextbookText = "the textbook LMAX ring in the same rounds, alternating; paired";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } = [.. RingThroughput.All, .. RingLatency.All];
}
