using System.Diagnostics;

namespace Benchmarks.Harness;

/// <summary>Measures the timed part of one run: what it took and what all threads allocated meanwhile.</summary>
public readonly struct RunMeter
{
    private readonly long _start;
    private readonly long _bytes;

    private RunMeter(long bytes)
    {
        _bytes = bytes;
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>Starts the clock.</summary>
    /// <returns>The meter.</returns>
    public static RunMeter Start() => new(GC.GetTotalAllocatedBytes(precise: true));

    /// <summary>Stops the clock.</summary>
    /// <param name="operations">How many operations were done.</param>
    /// <returns>Operations a second, and what was allocated.</returns>
    public RunResult StopAsRate(long operations)
    {
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        return new RunResult(operations / seconds, BytesPerOp(operations));
    }

    /// <summary>Bytes allocated so far, per operation.</summary>
    /// <param name="operations">How many operations were done.</param>
    /// <returns>Managed bytes of all threads.</returns>
    public double BytesPerOp(long operations) =>
        (double)(GC.GetTotalAllocatedBytes(precise: true) - _bytes) / operations;
}
