using Benchmarks.Harness;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>How many events a second pass through rings of every shape.</summary>
internal static class RingThroughput
{
    private const int FewSlots = 4_096;
    private const string TextbookText = RingBenchmarks.TextbookText;
    private const int Slots = RingBenchmarks.Slots;

    private static readonly bool AreCoresFew = Environment.ProcessorCount < 4;

    internal static IReadOnlyList<Benchmark> All { get; } =
    [
        new("ring/1p1c/single", "How many events a second pass one at a time?", options => OneByOne(options, 1, Slots)),
        new("ring/1p1c/batch16", "How many in claims of sixteen?", options => OneByOne(options, 16, Slots)),
        new("ring/1p1c/single/4096", "How many one at a time, with 4,096 slots?",
            options => OneByOne(options, 1, FewSlots)),
        new("ring/1p1c/batch16/4096", "How many in claims of sixteen, with 4,096 slots?",
            options => OneByOne(options, 16, FewSlots)),
        new("ring/1p3c", "How many to three consumers?", RunOneToThree),
        new("ring/3p1c", "How many from three producers?", RunThreeToOne),
        new("ring/pipeline3", "How many through three stages in a row?", RunPipeline),
        new("ring/diamond", "How many through journal, core and out, on a thread each?", RunDiamond),
        new("ring/topology", "How many through journal, core and out?", RunTopology),
    ];

    private static List<BenchmarkEntry> OneByOne(BenchmarkOptions options, int batch, int slots)
    {
        // Long enough for the JIT and for a tick of the system not to matter, whatever a line costs on this machine.
        var count = options.Scale(batch == 1 ? 8_000_000 : 24_000_000);
        var few = options.Scale(1_000_000);
        var candidates = new List<Func<RunResult>>
        {
            () => OneToOne.Product(slots, batch, count, new BusySpinWait()),
            () => OneToOne.Product(slots, batch, count, new AdaptiveWait()),
            () => OneToOne.Textbook(slots, batch, count),
        };
        if (batch == 1 && slots == Slots)
        {
            candidates.Add(() => InBoxQueues.SpinningChannel(slots, few));
            candidates.Add(() => InBoxQueues.WaitingChannel(slots, few));
            candidates.Add(() => InBoxQueues.Queue(slots, few));
            candidates.Add(() => InBoxQueues.Blocking(slots, few / 4));
        }

        var runs = Alternation.Run(options.Runs, 2, [.. candidates]);
        var name = (batch == 1 ? "ring/1p1c/single" : "ring/1p1c/batch16") + (slots == Slots ? "" : $"/{slots}");
        var how = $"One producer, one consumer on two threads, claims of {batch}, {slots:N0} slots; busy spin";
        var entries = new List<BenchmarkEntry>
        {
            runs[0].ToEntry(name, "/s", how, options),
            runs[1].ToEntry(name + "/adaptive", "/s", "As above with the default wait strategy", options),
            runs[2].ToEntry(name + "/textbook", "/s", "The textbook LMAX ring, busy spin", options),
            runs[0].DividedBy(runs[2]).ToEntry(name + "/vs-textbook", "x", "Against " + TextbookText, options),
        };
        if (runs.Count > 3)
        {
            AddInBox(entries, name, runs, options);
        }

        return entries;
    }

    private static void AddInBox(
        List<BenchmarkEntry> entries, string name, IReadOnlyList<Measurement> runs, BenchmarkOptions options)
    {
        const string Rounds = "; the same rounds, paired";
        entries.Add(runs[3].ToEntry(
            name + "/channel/spinning", "/s", "The same work over a bounded Channel; both sides spin", options));
        entries.Add(runs[4].ToEntry(
            name + "/channel/waiting", "/s", "The same; both sides wait as programs do, WaitToRead and WaitToWrite",
            options));

        // Nobody may say that the channel was held wrong: it counts at its better in each round.
        Measurement[] others = [runs[3].BetterOf(runs[4]), runs[5], runs[6]];
        string[] names = ["channel", "concurrentqueue", "blockingcollection"];
        for (var i = 0; i < others.Length; i++)
        {
            var work = i == 0 ? "The faster of the two channels in each round" : "The same work over the in-box queue";
            entries.Add(others[i].ToEntry($"{name}/{names[i]}", "/s", work + ", bounded", options));
            entries.Add(runs[0].DividedBy(others[i]).ToEntry(
                $"{name}/vs-{names[i]}", "x", $"Against the in-box {names[i]}{Rounds}", options));
        }
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

    private static IReadOnlyList<BenchmarkEntry> RunOneToThree(BenchmarkOptions options) =>
        RunStages(options, "ring/1p3c", new StageShape(StageOrder.SideBySide, AreCoresFew));

    private static IReadOnlyList<BenchmarkEntry> RunPipeline(BenchmarkOptions options) =>
        RunStages(options, "ring/pipeline3", new StageShape(StageOrder.Row, AreCoresFew));

    private static IReadOnlyList<BenchmarkEntry> RunDiamond(BenchmarkOptions options) =>
        RunStages(options, "ring/diamond", new StageShape(StageOrder.Diamond, IsFused: false));

    private static IReadOnlyList<BenchmarkEntry> RunTopology(BenchmarkOptions options) =>
        RunStages(options, "ring/topology", new StageShape(StageOrder.Diamond, AreCoresFew));

    private static IReadOnlyList<BenchmarkEntry> RunStages(BenchmarkOptions options, string name, StageShape shape)
    {
        var count = options.Scale(3_000_000);
        var how = shape.Order switch
        {
            StageOrder.Row => "Three stages, one after the other",
            StageOrder.SideBySide => "Three stages side by side",
            _ => "Journal and core side by side, out after both",
        };
        return Pair(
            options,
            name,
            $"{how}; {(shape.IsFused ? "fused on one thread, as cores are few" : "a thread each")}, one producer; the "
            + "textbook has a thread for each stage, which spins and yields",
            () => ThreeStages.Product(Slots, count, shape),
            () => ThreeStages.Textbook(Slots, count, shape with { IsFused = false }));
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
}
