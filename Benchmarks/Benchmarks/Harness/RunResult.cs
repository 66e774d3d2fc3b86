namespace Benchmarks.Harness;

/// <summary>What one run of one candidate gave.</summary>
/// <param name="Value">Its figure.</param>
/// <param name="AllocatedBytesPerOp">Managed bytes that all threads allocated in the timed part, per operation.</param>
public readonly record struct RunResult(double Value, double AllocatedBytesPerOp);
