using Benchmarks.Harness;
using Benchmarks.Journal;
using Benchmarks.Ring;
using Engine.Model.Events;

namespace Benchmarks.TickToOrder;

/// <summary>
/// The whole way: what the venue says in, the command that it causes out, through the product's own stages.
/// </summary>
public static class TickToOrderBenchmarks
{
    private const string Root = "tick-to-order";
    private const int MarketEvents = 800_000;
    private const int LoadEvents = 1_000_000;
    private const long LongRunEvents = 10_000_000;

    // A round is over before the compiler is done with its code: at a million events a second one in first code ends
    // a hundred milliseconds late.
    private const int WarmUpRounds = 4;

    private const string Engine =
        "what comes stands in the receive buffer before its time, as a socket's read leaves it; fused on one thread: "
        + "claim, stamp, copy, publish; a live journal on the disk; markets, sanitizer, risk, orders, P&L, witness; "
        + "output ring, output commit, a gateway that notes the time. The venue answers each command at once and fills "
        + "every 64th amend or so";

    private const string Follower =
        "a strategy for each instrument keeps one order at the best price and amends it whenever that changes; ";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new($"{Root}/100k", "How late is an order at 100,000 events a second?", options => RunDecoded(
            options, "100k", 100_000)),
        new($"{Root}/1m", "How late at a million a second?", options => RunDecoded(options, "1m", 1_000_000)),
        new($"{Root}/market", "How late with whole books, and both sides quoted?", RunMarket),
        new($"{Root}/bytes", "How late from the bytes of a recorded best price?", RunBytes),
        new($"{Root}/depth", "What does each level of a recorded change of the book add?", RunDepth),
        new($"{Root}/written", "How late where the kernel must have its cause?", options => RunDurable(
            options, Durability.Written, 100_000)),
        new($"{Root}/synced", "How late where the device must have it?", options => RunDurable(
            options, Durability.Synced, 100_000)),
        new($"{Root}/long", "Does it allocate or collect in ten million events?", RunLong),
    ];

    private static List<BenchmarkEntry> RunDecoded(BenchmarkOptions options, string rate, long perSecond)
    {
        var market = TickMarket.GenerateQuotes(options.Scale(MarketEvents));
        return RunPaced(
            options, $"{Root}/{rate}", Durability.Async, LoadOf(market, perSecond, options),
            $"Best prices of a generated market of 8 instruments, decoded, paced at {perSecond:N0}/s; "
            + $"{Follower}{Engine}");
    }

    private static List<BenchmarkEntry> RunMarket(BenchmarkOptions options)
    {
        const long PerSecond = 1_000_000;
        var market = TickMarket.Generate(options.Scale(MarketEvents));
        return RunPaced(
            options, $"{Root}/market", Durability.Async, LoadOf(market, PerSecond, options),
            $"A generated market of 8 instruments (depth, trades, marks), decoded, paced at {PerSecond:N0} events/s; a "
            + "strategy for each amends one order on each side whenever a best price changes: two commands for most "
            + $"moves; {Engine}");
    }

    private static List<BenchmarkEntry> RunDurable(BenchmarkOptions options, Durability durability, long perSecond)
    {
        using var folder = new BenchFolder(options);
        var name = $"{Root}/{durability.ToString().ToLowerInvariant()}";
        var market = TickMarket.GenerateQuotes(options.Scale(MarketEvents));
        var load = LoadOf(market, perSecond, options);
        var tally = new OrderTally();
        var runs = LatencyRuns.Run(options, WarmUpRounds, () => TickRuns.Path(folder, durability, load, tally));
        return
        [
            .. runs[0].ToEntries(
                name, $"As {Root}/100k, and no order leaves before its cause is {durability}", options),
            .. tally.ToEntries(name, options),
        ];
    }

    private static IReadOnlyList<BenchmarkEntry> RunBytes(BenchmarkOptions options)
    {
        const string Name = $"{Root}/bytes";
        if (SharedFiles.Find(TickMarket.Capture) is not { } capture)
        {
            return SharedFiles.LeaveOut(Name, TickMarket.Capture, options);
        }

        const long PerSecond = 100_000;
        var market = TickMarket.RecordedQuotes(capture);
        var load = LoadOf(market, PerSecond, options);
        var entries = RunPaced(
            options, Name, Durability.Async, load,
            $"Recorded bookTicker frames of BTCUSDT, from their bytes, paced at {PerSecond:N0}/s; {Follower}{Engine}");
        using var folder = new BenchFolder(options);
        var decoded = load with { Market = market with { Ticks = ((FrameTicks)market.Ticks).Decode() } };
        var runs = LatencyRuns.Run(
            options, WarmUpRounds, () => TickRuns.Path(folder, Durability.Async, load, new OrderTally()),
            () => TickRuns.Path(folder, Durability.Async, decoded, new OrderTally()));
        entries.AddRange(runs[1].ToEntries($"{Name}/decoded", "The same messages, decoded before", options));
        entries.Add(runs[0].At(0.5).DividedBy(runs[1].At(0.5)).ToEntry(
            $"{Name}/p50/vs-decoded", "x", "What the bytes add, in the same rounds; paired", options));
        return entries;
    }

    private static IReadOnlyList<BenchmarkEntry> RunDepth(BenchmarkOptions options)
    {
        const string Name = $"{Root}/depth";
        if (SharedFiles.Find(TickMarket.Capture) is not { } capture)
        {
            return SharedFiles.LeaveOut(Name, TickMarket.Capture, options);
        }

        using var folder = new BenchFolder(options);
        var market = TickMarket.RecordedDepth(capture);
        var fits = new List<LevelFit>();
        for (var run = -WarmUpRounds; run < options.Runs; run++)
        {
            GC.Collect();
            var fit = LevelFit.Of(market.Ticks, TickRuns.Costs(folder, Durability.Async, market));
            if (run >= 0)
            {
                fits.Add(fit);
            }
        }

        const string How = "Recorded depth frames of BTCUSDT from their bytes to rest, async: the line through the "
            + "medians of the frames with equally many levels (1 to 200), each weighed by its frames; ";
        return
        [
            new Measurement([.. fits.Select(fit => fit.PerLevelNs)], 0).ToEntry(
                $"{Name}/level", "ns", How + "what each level adds", options),
            new Measurement([.. fits.Select(fit => fit.BaseNs)], 0).ToEntry(
                $"{Name}/frame", "ns", How + "what a frame costs besides", options),
        ];
    }

    private static List<BenchmarkEntry> RunPaced(
        BenchmarkOptions options, string name, Durability durability, TickLoad load, string how)
    {
        using var folder = new BenchFolder(options);
        var tally = new OrderTally();
        var costs = new UndisturbedCosts(load.Messages);
        var runs = LatencyRuns.Run(
            options, WarmUpRounds, () => TickRuns.Path(folder, durability, load, tally), () => TickRuns.Null(load),
            () =>
            {
                TickRuns.Note(folder, durability, load, costs);
                return TickRuns.StandIn(load, costs);
            });
        var entries = runs[0].ToEntries(name, how, options);
        entries.AddRange(runs[1].ToEntries(
            $"{name}/null", "The same schedule with no engine: what the machine and the clock add", options));
        entries.AddRange(runs[2].ToEntries(
            $"{name}/stand-in",
            "The same schedule, and in the engine's stead a thread that each message keeps for as long as it kept the "
            + "engine when nothing disturbed it: the machine's pauses, and what queues up behind them", options));
        entries.Add(runs[0].At(0.5).Less(runs[1].At(0.5)).ToEntry(
            $"{name}/p50/beyond-null", "ns", "p50 less that of the null run, in the same rounds; paired", options));
        entries.Add(runs[0].At(0.99).Less(runs[1].At(0.99)).ToEntry(
            $"{name}/p99/beyond-null", "ns", "p99 less that of the null run, in the same rounds; paired", options));
        entries.Add(runs[0].At(0.99).Less(runs[2].At(0.99)).ToEntry(
            $"{name}/p99/beyond-stand-in", "ns", "p99 less that of the stand-in, in the same rounds; paired", options));
        entries.AddRange(tally.ToEntries(name, options));
        entries.AddRange(RunStages(options, folder, name, durability, load));
        return entries;
    }

    private static IEnumerable<BenchmarkEntry> RunStages(
        BenchmarkOptions options, BenchFolder folder, string name, Durability durability, TickLoad load)
    {
        var runs = Enumerable.Range(0, options.Runs).Select(_ =>
        {
            GC.Collect();
            return TickRuns.Stages(folder, durability, load);
        }).ToList();
        for (var part = 0; part < StageTimes.Count; part++)
        {
            if (runs[0].Of(part).Count > 0)
            {
                var stage = new LatencyRuns(runs.Select(run => run.Of(part)));
                foreach (var entry in stage.ToEntries(
                    $"{name}/stage/{StageTimes.NameOf(part)}", StageTimes.HowOf(part), options))
                {
                    yield return entry;
                }
            }
        }
    }

    private static IReadOnlyList<BenchmarkEntry> RunLong(BenchmarkOptions options)
    {
        using var folder = new BenchFolder(options);
        var market = TickMarket.Generate(options.Scale(MarketEvents));
        var events = options.Quick ? LongRunEvents / 20 : LongRunEvents;
        var result = TickRuns.Long(folder, market, events);
        var how = $"{events:N0} events at a million a second, warmed up by {LongRun.WarmUpEvents:N0} more; {Engine}";
        return
        [
            Single("collections", "collections", result.Collections, "Garbage collections of any generation; " + how),
            Single("allocated", "bytes", result.PathBytes, "Managed bytes that the engine's thread allocated; " + how),
            Single("allocated/all-threads", "bytes", result.AllBytes,
                "Those of all threads: the journal's own makes a new segment every 256 MB; " + how),
            Single("orders-per-million", "orders", result.OrdersPerMillion, "Orders and amends per million events"),
        ];

        BenchmarkEntry Single(string name, string unit, double value, string text) =>
            new Measurement([value], result.AllBytes / (double)events).ToEntry($"{Root}/{name}", unit, text, options);
    }

    private static TickLoad LoadOf(TickMarket market, long perSecond, BenchmarkOptions options)
    {
        // Half a second, or what there is.
        var wanted = options.Scale((int)Math.Min(perSecond, LoadEvents) / 2);
        var messages = 0;
        for (long events = 0; messages < market.Ticks.Count && events < wanted; messages++)
        {
            events += market.Ticks.EventsOf(messages);
        }

        return new TickLoad(market, perSecond, messages);
    }
}
