namespace Benchmarks.Harness;

/// <summary>One figure, as <c>engine bench --json</c> prints it.</summary>
/// <param name="Name">The name, such as <c>ring/1p1c/single</c>.</param>
/// <param name="Unit"><c>/s</c> for rates, <c>ns</c> for latencies, <c>x</c> for ratios, <c>bytes</c>.</param>
/// <param name="Median">The median over the runs.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="Runs">How many runs; warm-up runs are not among them.</param>
/// <param name="AllocatedBytesPerOp">Managed bytes allocated per operation by all threads, after warm-up.</param>
/// <param name="Hardware">The machine and runtime.</param>
/// <param name="Method">How it was measured, in one sentence.</param>
public sealed record BenchmarkEntry(
    string Name,
    string Unit,
    double Median,
    double Min,
    double Max,
    int Runs,
    double AllocatedBytesPerOp,
    string Hardware,
    string Method);
