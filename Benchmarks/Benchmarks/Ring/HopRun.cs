using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>What one paced run gave.</summary>
/// <param name="Histogram">The latencies, in ns.</param>
/// <param name="AllocatedBytesPerOp">Managed bytes that all threads allocated in the paced part, per event.</param>
internal readonly record struct HopRun(LogLinearHistogram Histogram, double AllocatedBytesPerOp);
