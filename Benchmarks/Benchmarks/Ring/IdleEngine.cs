using System.Diagnostics;
using Benchmarks.Harness;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>An engine to which nothing comes.</summary>
internal static class IdleEngine
{
    /// <summary>
    /// Processor time of the whole process in percent of one core, over a span in which all stages wait.
    /// </summary>
    internal static RunResult Run(TimeSpan span)
    {
        var graph = new Topology("idle");
        var ring = graph.Ring<Payload>(
            "ring", new RingOptions { Capacity = RingBenchmarks.Slots, Producers = Producers.Many });
        ring.Producer("feed");
        var journal = ring.Stage("journal", new SumHandler(new SumState()));
        var core = ring.Stage("core", new SumHandler(new SumState()));
        var output = ring.Stage("out", new SumHandler(new SumState())).After(journal, core);
        graph.Thread("journal", journal);
        graph.Thread("core", core);
        graph.Thread("out", output);
        using var running = graph.Start();

        // The spinning at the start, before the threads have learnt that nothing comes, is not idleness.
        Thread.Sleep(200);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        Thread.Sleep(span);
        process.Refresh();
        var busy = process.TotalProcessorTime - before;
        return new RunResult(100 * busy.TotalSeconds / Stopwatch.GetElapsedTime(start).TotalSeconds, 0);
    }
}
