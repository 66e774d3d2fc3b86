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

    private const string Method =
        "A synthetic journal of 8 instruments, a strategy that quotes both sides of each and re-quotes every 100 ms of "
        + "market time; everything on, one thread";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("backtest/synthetic8", "How many events a second does a whole backtest take?", RunBacktest),
        new("replay/synthetic8", "How many does the replay of that run, verified command by command?", RunReplay),
    ];

    private static IReadOnlyList<BenchmarkEntry> RunBacktest(BenchmarkOptions options) => WithMarket(options, market =>
    {
        BacktestResult? last = null;
        var runs = Alternation.Run(options.Runs, 1, () =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            last = BacktestRunner.Run(Request(market), null, CancellationToken.None);
            return ResultOf(last.EventsPerSecond, last.Events, before);
        });
        var perMillion = last!.Orders * 1e6 / last.Events;
        return
        [
            runs[0].ToEntry("backtest/synthetic8", "/s", Method, options),
            new Measurement([perMillion], 0).ToEntry(
                "backtest/synthetic8/orders-per-million", "orders", "Orders that left the core per million events",
                options),
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

    internal static BacktestRequest Request(string market) => new()
    {
        JournalPath = market,
        Catalog = TwoSidedQuoter.Catalog,
        Strategies = [new StrategyChoice("two-sided-quoter")],
        EngineVersion = "bench",
    };

    internal static IReadOnlyList<BenchmarkEntry> WithMarket(
        BenchmarkOptions options, Func<string, IReadOnlyList<BenchmarkEntry>> run)
    {
        var parent = options.Directory ?? Path.GetTempPath();
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"engine-bench-{Environment.ProcessId}")).FullName;
        try
        {
            var market = Path.Combine(folder, "market");
            Generate(market, options.Scale(EventCount));
            return run(market);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Generate(string market, int events)
    {
        using var writer = JournalWriter.Create(new JournalWriterOptions
        {
            Directory = market,
            JournalId = JournalId.Derive($"bench {events}"),
            CreatedTime = TimestampNs.Zero,
            EngineVersion = "bench",
            Mode = JournalWriteMode.Offline,
        });
        new MarketGenerator(new GeneratorSettings
        {
            InstrumentCount = InstrumentCount,
            EventCount = events,
            Seed = 1,
        }).Run(new JournalEventSink(writer));
        writer.Complete();
    }
}
