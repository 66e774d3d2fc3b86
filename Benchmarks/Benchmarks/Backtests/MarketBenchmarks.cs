using Benchmarks.Books;
using Benchmarks.Harness;
using Engine.Model.Instruments;
using Journal.Writing;
using Replay.Backtests;
using Replay.Import;
using Replay.Sessions;

namespace Benchmarks.Backtests;

/// <summary>Whole backtests of other markets than the synthetic one: recorded depth, and bars; one thread.</summary>
internal static class MarketBenchmarks
{
    private const string Recorded = "backtest/l2-recorded";
    private const string Bars = "backtest/bars";
    private const int BarCount = 3_200_000;

    // A recording of minutes is over too soon for a clock.
    private const int RecordedRounds = 5;

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Benchmark> All { get; } =
    [
        new(Recorded, "How many rows of recorded depth and trades a second does a whole backtest take?", RunRecorded),
        new(Bars, "How many one-minute bars?", RunBars),
    ];

    private static IReadOnlyList<BenchmarkEntry> RunRecorded(BenchmarkOptions options)
    {
        if (SharedFiles.Find(RecordedDepth.Capture) is not { } capture)
        {
            return SharedFiles.LeaveOut(Recorded, RecordedDepth.Capture, options);
        }

        return BacktestBenchmarks.WithFolder(options, folder =>
        {
            var market = Path.Combine(folder, "recorded");
            var rows = Import(capture, market);
            const string Method =
                "Rows of a recording of BTCUSDT (depth changes and trades) a second: a strategy that quotes both sides "
                + "and re-quotes every 100 ms, queue positions and latencies of the simulated venue, everything on, "
                + "one thread; the journal is read five times";
            return Measure(Recorded, Method, rows, options.Quick ? 1 : RecordedRounds, options, () =>
                BacktestBenchmarks.Request(market));
        });
    }

    private static IReadOnlyList<BenchmarkEntry> RunBars(BenchmarkOptions options) =>
        BacktestBenchmarks.WithFolder(options, folder =>
        {
            var market = Path.Combine(folder, "bars");
            var bars = options.Scale(BarCount) / 8 * 8;
            BarMarket.Write(market, bars);
            const string Method =
                "One-minute bars of 8 instruments a second: a strategy that turns its position at the market where two "
                + "moving averages cross, everything on, one thread";
            return Measure(Bars, Method, bars, 1, options, () => BacktestBenchmarks.Request(market) with
            {
                Catalog = BarCrosser.Catalog,
                Strategies = [new StrategyChoice("bar-crosser")],
            });
        });

    private static IReadOnlyList<BenchmarkEntry> Measure(
        string name, string method, long rows, int rounds, BenchmarkOptions options, Func<BacktestRequest> request)
    {
        BacktestResult? last = null;
        var runs = Alternation.Run(options.Runs, 1, () =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var seconds = 0.0;
            for (var round = 0; round < rounds; round++)
            {
                last = BacktestRunner.Run(request(), null, CancellationToken.None);
                seconds += last.ElapsedSeconds;
            }

            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            return new RunResult(rows * rounds / seconds, (double)bytes / (rows * rounds));
        });
        return
        [
            runs[0].ToEntry(name, "/s", method, options),
            BacktestBenchmarks.OrdersPerMillion(name, last!, rows, options),
        ];
    }

    private static long Import(string capture, string market)
    {
        using var writer = BacktestBenchmarks.Create(market);
        var summary = ImportRunner.Run(
            new ImportRequest
            {
                Format = "binance-capture",
                Inputs = [new ImportInput(capture)],
                Venue = VenueId.BinanceUsdM,
                GridFromData = true,
            },
            new JournalEventSink(writer),
            progress: null,
            CancellationToken.None);
        writer.Complete();
        return summary.Events;
    }
}
