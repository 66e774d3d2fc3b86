using Benchmarks.Harness;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>How late events arrive, from the time at which they were meant to be sent.</summary>
internal static class RingLatency
{
    private const string TextbookText = RingBenchmarks.TextbookText;

    internal static IReadOnlyList<Benchmark> All { get; } =
    [
        new("ring/pingpong", "How long from thread to thread and back?", RunPingPong),
        new("ring/hop/100k", "How late is an event at 100,000 a second?", options => Hop(options, "100k", 100_000)),
        new("ring/hop/1m", "How late at a million a second?", options => Hop(options, "1m", 1_000_000)),
        new("ring/hop/5m", "How late at five million a second?", options => Hop(options, "5m", 5_000_000)),
        new("ring/fused", "How late through all stages on one thread?", RunFused),
        new("ring/parked/100k", "How late at 100,000 a second if the consumer parks when nothing comes?",
            options => Parked(options, "100k", 100_000, new ParkingWait(),
                "spins for as long as a wake-up takes, then parks")),
        new("ring/parked/10k", "How late if the consumer is asleep whenever an event comes?",
            options => Parked(options, "10k", 10_000, new ParkingWait(0), "parks at once when it finds nothing")),
        new("ring/idle", "What does an idle engine cost?", RunIdle),
    ];

    private static List<BenchmarkEntry> Hop(BenchmarkOptions options, string rate, long perSecond)
    {
        var load = new HopLoad(perSecond, options.Scale((int)Math.Min(perSecond / 2, 500_000)));
        var name = "ring/hop/" + rate;
        var runs = LatencyRuns.Run(
            options, () => Hops.Product(load, new BusySpinWait()), () => Hops.Textbook(load), () => Hops.Null(load));
        var how = $"Paced at {perSecond:N0}/s, from the intended send time to the handler, busy spin";
        var entries = runs[0].ToEntries(name, how, options);
        entries.AddRange(runs[1].ToEntries(name + "/textbook", "The textbook LMAX ring, the same load", options));
        entries.AddRange(runs[2].ToEntries(
            perSecond == 1_000_000 ? "ring/null" : "ring/null/" + rate,
            $"The paced producer at {perSecond:N0}/s with no ring: what the machine adds by itself", options));
        entries.Add(runs[0].At(0.5).DividedBy(runs[1].At(0.5)).ToEntry(
            name + "/p50/vs-textbook", "x", "Against " + TextbookText, options));
        return entries;
    }

    private static IReadOnlyList<BenchmarkEntry> RunFused(BenchmarkOptions options)
    {
        var load = new HopLoad(100_000, options.Scale(50_000));
        var runs = LatencyRuns.Run(options, () => Hops.Fused(load), () => Hops.Threaded(load));
        const string How = "Journal, core and out on the producer's thread, 100,000/s, from intended send to out";
        return
        [
            .. runs[0].ToEntries("ring/fused", How, options),
            .. runs[1].ToEntries("ring/fused/four-threads", "The same stages on a thread each", options),
            runs[1].At(0.5).DividedBy(runs[0].At(0.5)).ToEntry(
                "ring/fused/vs-four-threads", "x", "How many times lower fused is; the same rounds, paired", options),
        ];
    }

    private static List<BenchmarkEntry> Parked(
        BenchmarkOptions options, string rate, int perSecond, ParkingWait wait, string how)
    {
        var load = new HopLoad(perSecond, options.Scale(perSecond / 2));
        var runs = LatencyRuns.Run(options, () => Hops.Product(load, wait));
        return runs[0].ToEntries(
            "ring/parked/" + rate, $"Paced at {perSecond:N0}/s; the consumer {how}", options);
    }

    private static List<BenchmarkEntry> RunPingPong(BenchmarkOptions options)
    {
        var trips = options.Scale(200_000);
        var runs = LatencyRuns.Run(options, () => PingPong.Product(trips), () => PingPong.Textbook(trips));
        const string How = "One event there and back over two rings and two threads, busy spin; the round trip";
        var entries = runs[0].ToEntries("ring/pingpong", How, options);
        entries.AddRange(runs[1].ToEntries("ring/pingpong/textbook", "The textbook LMAX ring, the same", options));
        entries.Add(runs[0].At(0.5).DividedBy(runs[1].At(0.5)).ToEntry(
            "ring/pingpong/p50/vs-textbook", "x", "Against " + TextbookText, options));
        return entries;
    }

    private static IReadOnlyList<BenchmarkEntry> RunIdle(BenchmarkOptions options)
    {
        var span = TimeSpan.FromMilliseconds(options.Scale(2_000));
        var runs = Alternation.Run(options.Runs, 1, () => IdleEngine.Run(span));
        return
        [
            runs[0].ToEntry(
                "ring/idle",
                "%",
                "Processor time of the process, as a part of one core, while journal, core and out wait with the "
                + "default strategy and nothing comes",
                options),
        ];
    }
}
