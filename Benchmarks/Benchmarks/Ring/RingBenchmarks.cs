using Benchmarks.Harness;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>The ring's workloads: 64-byte slots, 8,192 of them, all words written and read.</summary>
public static class RingBenchmarks
{
    private const int Slots = 8_192;
    private const string TextbookText = "the textbook LMAX ring in the same rounds, alternating; paired";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("ring/1p1c/single", "How many events a second pass one at a time?", options => OneByOne(options, 1)),
        new("ring/1p1c/batch16", "How many in claims of sixteen?", options => OneByOne(options, 16)),
        new("ring/3p1c", "How many from three producers?", RunThreeToOne),
        new("ring/pipeline3", "How many through three stages in a row?", RunPipeline),
        new("ring/topology", "How many through journal, core and out?", RunTopology),
        new("ring/hop/100k", "How late is an event at 100,000 a second?", options => Hop(options, "100k", 100_000)),
        new("ring/hop/1m", "How late at a million a second?", options => Hop(options, "1m", 1_000_000)),
        new("ring/hop/5m", "How late at five million a second?", options => Hop(options, "5m", 5_000_000)),
        new("ring/fused", "How late through all stages on one thread?", RunFused),
        new("ring/parked/100k", "How late if the consumer sleeps between events?", RunParked),
    ];

    private static List<BenchmarkEntry> OneByOne(BenchmarkOptions options, int batch)
    {
        var count = options.Scale(5_000_000);
        var few = options.Scale(1_000_000);
        var candidates = new List<Func<RunResult>>
        {
            () => OneToOne.Product(Slots, batch, count, new BusySpinWait()),
            () => OneToOne.Product(Slots, batch, count, new AdaptiveWait()),
            () => OneToOne.Textbook(Slots, batch, count),
        };
        if (batch == 1)
        {
            candidates.Add(() => InBoxQueues.BoundedChannel(Slots, few));
            candidates.Add(() => InBoxQueues.Queue(Slots, few));
            candidates.Add(() => InBoxQueues.Blocking(Slots, few / 4));
        }

        var runs = Alternation.Run(options.Runs, 2, [.. candidates]);
        var name = batch == 1 ? "ring/1p1c/single" : "ring/1p1c/batch16";
        var how = $"One producer, one consumer on two threads, claims of {batch}; busy spin on both sides";
        var entries = new List<BenchmarkEntry>
        {
            runs[0].ToEntry(name, "/s", how, options),
            runs[1].ToEntry(name + "/adaptive", "/s", "As above with the default wait strategy", options),
            runs[2].ToEntry(name + "/textbook", "/s", "The textbook LMAX ring, busy spin", options),
            runs[0].DividedBy(runs[2]).ToEntry(name + "/vs-textbook", "x", "Against " + TextbookText, options),
        };
        string[] others = ["channel", "concurrentqueue", "blockingcollection"];
        for (var i = 3; i < runs.Count; i++)
        {
            var other = others[i - 3];
            entries.Add(runs[i].ToEntry(
                $"{name}/{other}", "/s", $"The same work over the in-box {other}, bounded", options));
            entries.Add(runs[0].DividedBy(runs[i]).ToEntry(
                $"{name}/vs-{other}", "x", $"Against the in-box {other} in the same rounds; paired", options));
        }

        return entries;
    }

    private static IReadOnlyList<BenchmarkEntry> RunThreeToOne(BenchmarkOptions options)
    {
        var each = options.Scale(600_000);
        return Pair(
            options,
            "ring/3p1c",
            "Three producers, one consumer, default wait strategy; the textbook's consumer spins and yields",
            () => ThreeToOne.Product(Slots, each),
            () => ThreeToOne.Textbook(Slots, each));
    }

    private static IReadOnlyList<BenchmarkEntry> RunPipeline(BenchmarkOptions options) =>
        RunStages(options, "ring/pipeline3", isDiamond: false);

    private static IReadOnlyList<BenchmarkEntry> RunTopology(BenchmarkOptions options) =>
        RunStages(options, "ring/topology", isDiamond: true);

    private static IReadOnlyList<BenchmarkEntry> RunStages(BenchmarkOptions options, string name, bool isDiamond)
    {
        var count = options.Scale(3_000_000);
        var how = isDiamond ? "Journal and core side by side, out after both" : "Three stages, one after the other";
        var fused = new StageShape(isDiamond, IsFused: Environment.ProcessorCount < 4);
        return Pair(
            options,
            name,
            $"{how}; {(fused.IsFused ? "fused on one thread, as cores are few" : "a thread each")}, one producer; the "
            + "textbook has a thread for each stage, which spins and yields",
            () => ThreeStages.Product(Slots, count, fused),
            () => ThreeStages.Textbook(Slots, count, fused with { IsFused = false }));
    }

    private static IReadOnlyList<BenchmarkEntry> Pair(
        BenchmarkOptions options, string name, string how, Func<RunResult> product, Func<RunResult> textbook)
    {
        var runs = Alternation.Run(options.Runs, 2, product, textbook);
        return
        [
            runs[0].ToEntry(name, "/s", how, options),
            runs[1].ToEntry(name + "/textbook", "/s", how, options),
            runs[0].DividedBy(runs[1]).ToEntry(name + "/vs-textbook", "x", "Against " + TextbookText, options),
        ];
    }

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

    private static List<BenchmarkEntry> RunParked(BenchmarkOptions options)
    {
        var load = new HopLoad(100_000, options.Scale(50_000));
        var runs = LatencyRuns.Run(options, () => Hops.Product(load, new ParkingWait(0)));
        return runs[0].ToEntries(
            "ring/parked/100k", "Paced at 100,000/s; the consumer parks at once whenever it finds nothing", options);
    }
}
