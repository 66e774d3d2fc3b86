using System.Diagnostics;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>The latencies of a paced run, in ns.</summary>
/// <param name="warmUpCount">How many of the first events are not recorded.</param>
internal sealed class HopState(long warmUpCount)
{
    private long _count;
    private long _check;

    internal LogLinearHistogram Histogram { get; } = new();

    internal long Count => Volatile.Read(ref _count);

    internal void Arrive(in Payload payload)
    {
        // The clock after the words: an event has arrived when its reader has it, not when the cursor says so.
        _check += payload.Sum();
        var now = Stopwatch.GetTimestamp();
        if (_count >= warmUpCount)
        {
            Histogram.Record(Pacer.ToNs(now - payload.W0));
        }

        Volatile.Write(ref _count, _count + 1);
    }
}
