using Adapters.Simulated.Generation;
using Benchmarks.Harness;
using Engine.Model.Units;
using Journal;
using Journal.Writing;
using Replay.Backtests;
using Replay.Replaying;
using Replay.Sessions;

namespace Benchmarks.Backtests;

/// <summary>
/// Whole runs: journal read and verified, books, strategy, risk, simulated venue, P&amp;L, witness; one thread.
/// </summary>
public static class BacktestBenchmarks
{
    private const int EventCount = 4_000_000;
    private const int InstrumentCount = 8;

    // Three quarters of what the recording of `backtest/l2-recorded` shows of each instrument; the sparse market is the
    // generator's own pace.
    private const int EventsPerSecond = 1_000;
    private const int SparseEventsPerSecond = 25;
    private const string Synthetic = "backtest/synthetic8";

    // Every check is made of every order, and none ends the run: a quoter that is stopped early measures refusals.
    private static readonly Money Capital = new(100_000_000 * Money.Scale);
    private static readonly KeyValuePair<string, string>[] Limits =
    [
        new("maxPositionNotional", "10000000"),
        new("maxExposure", "80000000"),
    ];

    private const string Method =
        "A synthetic journal of 8 instruments, a strategy that quotes both sides of each and re-quotes every 100 ms of "
        + "market time, never stopped by a limit; everything on, one thread; ";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new(Synthetic, "How many events a second does a whole backtest take?", options => RunBacktest(
            Synthetic, EventsPerSecond, options)),
        new($"{Synthetic}/sparse", "And where an instrument has an event every 40 ms, orders among them?", options =>
            RunBacktest($"{Synthetic}/sparse", SparseEventsPerSecond, options)),
        .. MarketBenchmarks.All,
        .. ProcessBenchmarks.All,
        new("replay/synthetic8", "How many does the replay of that run, verified command by command?", RunReplay),
    ];

    private static IReadOnlyList<BenchmarkEntry> RunBacktest(
        string name, int eventsPerSecond, BenchmarkOptions options) => WithMarket(eventsPerSecond, options, market =>
    {
        BacktestResult? last = null;
        var runs = Alternation.Run(options.Runs, 1, () =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            last = BacktestRunner.Run(Request(market), null, CancellationToken.None);
            return ResultOf(last.EventsPerSecond, last.Events, before);
        });
        return
        [
            runs[0].ToEntry(
                name, "/s", $"{Method}{eventsPerSecond} market events a second of each instrument", options),
            OrdersPerMillion(name, last!, last!.Events, options),
        ];
    });

    private static IReadOnlyList<BenchmarkEntry> RunReplay(BenchmarkOptions options) => WithMarket(options, market =>
    {
        var kept = Path.Combine(Path.GetDirectoryName(market)!, "run");
        BacktestRunner.Run(Request(market) with { OutPath = kept }, null, CancellationToken.None);
        var runs = Alternation.Run(options.Runs, 1, () =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var request = new ReplayRequest { JournalPath = kept, Verify = true, Catalog = TwoSidedQuoter.Catalog };
            var result = ReplayRunner.Run(request, null, CancellationToken.None);
            return result.Identical == true
                ? ResultOf(result.EventsPerSecond, result.Events, before)
                : throw new InvalidOperationException($"The replay differs: {result.FirstDifference}");
        });
        const string How = "The kept run of that backtest, replayed with --verify";
        return [runs[0].ToEntry("replay/synthetic8", "/s", How, options)];
    });

    private static RunResult ResultOf(double rate, long events, long bytesBefore) =>
        new(rate, (GC.GetAllocatedBytesForCurrentThread() - bytesBefore) / (double)events);

    /// <summary>How busy the strategy was, beside the rate of its run.</summary>
    internal static BenchmarkEntry OrdersPerMillion(
        string name, BacktestResult result, long events, BenchmarkOptions options) =>
        new Measurement([result.Orders * 1e6 / events], 0).ToEntry(
            $"{name}/orders-per-million", "orders", "Orders that left the core per million of what is counted; amends "
            + "come on top", options);

    internal static BacktestRequest Request(string market) => new()
    {
        JournalPath = market,
        Catalog = TwoSidedQuoter.Catalog,
        Strategies = [new StrategyChoice("two-sided-quoter")],
        Capital = Capital,
        RiskLimits = Limits,
        EngineVersion = "bench",
    };

    internal static IReadOnlyList<BenchmarkEntry> WithMarket(
        BenchmarkOptions options, Func<string, IReadOnlyList<BenchmarkEntry>> run) =>
        WithMarket(EventsPerSecond, options, run);

    private static IReadOnlyList<BenchmarkEntry> WithMarket(
        int eventsPerSecond, BenchmarkOptions options, Func<string, IReadOnlyList<BenchmarkEntry>> run) =>
        WithFolder(options, folder =>
        {
            var market = Path.Combine(folder, "market");
            Generate(market, options.Scale(EventCount), eventsPerSecond);
            return run(market);
        });

    /// <summary>Gives a folder that goes with the measurement.</summary>
    internal static IReadOnlyList<BenchmarkEntry> WithFolder(
        BenchmarkOptions options, Func<string, IReadOnlyList<BenchmarkEntry>> run)
    {
        var parent = options.Directory ?? Path.GetTempPath();
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"engine-bench-{Environment.ProcessId}")).FullName;
        try
        {
            return run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A journal to fill.</summary>
    internal static JournalWriter Create(string market) => JournalWriter.Create(new JournalWriterOptions
    {
        Directory = market,
        JournalId = JournalId.Derive($"bench {Path.GetFileName(market)}"),
        CreatedTime = TimestampNs.Zero,
        EngineVersion = "bench",
        Mode = JournalWriteMode.Offline,
    });

    /// <summary>Generates the synthetic market.</summary>
    internal static void Generate(string market, int events, int eventsPerSecond = EventsPerSecond)
    {
        using var writer = Create(market);
        new MarketGenerator(new GeneratorSettings
        {
            InstrumentCount = InstrumentCount,
            EventCount = events,
            EventsPerSecond = eventsPerSecond,
            Seed = 1,
        }).Run(new JournalEventSink(writer));
        writer.Complete();
    }
}
