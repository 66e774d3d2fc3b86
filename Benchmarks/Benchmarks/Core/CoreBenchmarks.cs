using System.Diagnostics;
using Adapters.Simulated.Generation;
using Benchmarks.Harness;
using Engine.Core;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies;
using Journal;
using Journal.Writing;
using Replay.Backtests;
using Replay.Sessions;

namespace Benchmarks.Core;

/// <summary>What an event costs the core, and what each built-in strategy adds to a whole run; one thread.</summary>
public static class CoreBenchmarks
{
    private const int CoreEvents = 500_000;
    private const int RunEvents = 1_000_000;
    private const int InstrumentCount = 8;
    private const string Idle = "idle";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("core/event", "What does an event cost the core, without a strategy?", RunCore),
        new("core/strategies", "What do all built-in strategies on eight instruments cost?", RunTogether),
        .. StrategyCatalog.BuiltIn.Names.Select(name => new Benchmark(
            $"core/strategy/{name}", "What does the strategy add to each event?", options => RunOne(options, name))),
    ];

    private static IReadOnlyList<BenchmarkEntry> RunCore(BenchmarkOptions options)
    {
        var market = new MemorySink();
        new MarketGenerator(Settings(options.Scale(CoreEvents))).Run(market);
        var started = Event.Create(EventKind.SessionStarted, market.Events[0].Time, InstrumentId.None);
        started.SessionStarted.Mode = RunMode.Backtest;
        market.Events.Insert(market.Events.FindIndex(e => e.Class == EventClass.Public), started);
        var events = market.Events.ToArray();
        var runs = Alternation.Run(options.Runs, 1, () =>
        {
            var core = new TradingCore(StrategyCatalog.BuiltIn);
            var warm = events.Length / 10;
            Feed(core, events, 0, warm);
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            Feed(core, events, warm, events.Length);
            var operations = events.Length - warm;
            return new RunResult(
                Stopwatch.GetElapsedTime(start).TotalNanoseconds / operations,
                (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)operations);
        });
        return [runs[0].ToEntry(
            "core/event", "ns",
            "A generated market of 8 instruments: books, sanitizer, witness; no strategy, no journal", options)];
    }

    private static void Feed(TradingCore core, Event[] events, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            core.OnEvent(events[i], i);
        }
    }

    private static IReadOnlyList<BenchmarkEntry> RunTogether(BenchmarkOptions options) => WithMarket(options, market =>
    {
        string[] names = [.. Runnable(market)];
        var runs = Alternation.Run(options.Runs, 1, () => Run(market, names));
        var rates = new Measurement([.. runs[0].Values.Select(ns => 1e9 / ns)], runs[0].AllocatedBytesPerOp);
        return
        [
            rates.ToEntry(
                "core/strategies", "/s",
                $"A backtest of 8 instruments with {names.Length} strategies on each, venue and statistics included",
                options),
        ];
    });

    private static IReadOnlyList<BenchmarkEntry> RunOne(BenchmarkOptions options, string name) => WithMarket(
        options,
        market =>
        {
            if (!Runnable(market).Contains(name))
            {
                return [];
            }

            var runs = Alternation.Run(options.Runs, 1, () => Run(market, [Idle]), () => Run(market, [name]));
            var added = runs[1].Values.Zip(runs[0].Values, (with, without) => with - without);
            return [new Measurement([.. added], runs[1].AllocatedBytesPerOp).ToEntry(
                $"core/strategy/{name}", "ns",
                "ns for each event of a backtest of 8 instruments above one with an idle strategy, in turn; what its "
                + "orders cost at the venue included",
                options)];
        });

    /// <summary>
    /// Those that run by their defaults: one that needs a document or a partner says so and is left out.
    /// </summary>
    private static IEnumerable<string> Runnable(string market)
    {
        foreach (var name in StrategyCatalog.BuiltIn.Names)
        {
            var isRunnable = true;
            try
            {
                Run(market, [name]);
            }
            catch (RunConfigurationException)
            {
                isRunnable = false;
            }

            if (isRunnable)
            {
                yield return name;
            }
        }
    }

    private static RunResult Run(string market, IReadOnlyList<string> names)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var result = BacktestRunner.Run(
            new BacktestRequest
            {
                JournalPath = market,
                Catalog = new StrategyCatalog([.. StrategyCatalog.BuiltIn.All, IdleStrategy.Descriptor]),
                Strategies = [.. names.Select(name => new StrategyChoice(name))],
                EngineVersion = "bench",
            },
            null,
            CancellationToken.None);
        return new RunResult(
            result.ElapsedSeconds * 1e9 / result.Events,
            (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)result.Events);
    }

    private static IReadOnlyList<BenchmarkEntry> WithMarket(
        BenchmarkOptions options, Func<string, IReadOnlyList<BenchmarkEntry>> run)
    {
        var parent = options.Directory ?? Path.GetTempPath();
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"engine-core-{Environment.ProcessId}")).FullName;
        try
        {
            var market = Path.Combine(folder, "market");
            using (var writer = JournalWriter.Create(new JournalWriterOptions
            {
                Directory = market,
                JournalId = JournalId.Derive("bench core"),
                CreatedTime = TimestampNs.Zero,
                EngineVersion = "bench",
                Mode = JournalWriteMode.Offline,
            }))
            {
                new MarketGenerator(Settings(options.Scale(RunEvents))).Run(new JournalEventSink(writer));
                writer.Complete();
            }

            return run(market);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static GeneratorSettings Settings(int events) =>
        new() { InstrumentCount = InstrumentCount, EventCount = events, Seed = 1 };

    private sealed class MemorySink : IEventSink
    {
        internal List<Event> Events { get; } = [];

        public SinkResult Publish(ReadOnlySpan<Event> run)
        {
            Events.AddRange(run);
            return SinkResult.Published;
        }
    }

    /// <summary>Hears everything and does nothing: the run without the strategy.</summary>
    private sealed class IdleStrategy : Strategy
    {
        internal static readonly StrategyDescriptor Descriptor = new()
        {
            Name = Idle,
            Summary = "Does nothing.",
            Parameters = [],
            Create = () => new IdleStrategy(),
        };

        public override void VisitState(StateSink sink)
        {
            // It remembers nothing.
        }
    }
}
