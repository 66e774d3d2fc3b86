using Benchmarks.Harness;

namespace Benchmarks.Backtests;

/// <summary>What a backtest takes as a process of its own: memory, and the time until it trades.</summary>
internal static class ProcessBenchmarks
{
    private const string Memory = "backtest/memory";
    private const string Start = "backtest/start";
    private const int LongEvents = 8_000_000;
    private const int ShortEvents = 1_000_000;
    private const int StartEvents = 10_000;

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Benchmark> All { get; } =
    [
        new(Memory, "How much memory does a long backtest take beside what files back?", RunMemory),
        new(Start, "How long from the start of the process to the first market event?", RunStart),
    ];

    private static IReadOnlyList<BenchmarkEntry> RunMemory(BenchmarkOptions options)
    {
        if (!CanRun(Memory, options))
        {
            return [];
        }

        return BacktestBenchmarks.WithFolder(options, folder =>
        {
            var (brief, lengthy) = (Path.Combine(folder, "brief"), Path.Combine(folder, "lengthy"));
            BacktestBenchmarks.Generate(brief, options.Scale(ShortEvents));
            BacktestBenchmarks.Generate(lengthy, options.Scale(LongEvents));
            var runs = Alternation.Run(
                Math.Min(options.Runs, 3),
                0,
                () => new RunResult(EngineProcess.Backtest(lengthy).AnonymousBytes, 0),
                () => new RunResult(EngineProcess.Backtest(brief).AnonymousBytes, 0));
            return
            [
                runs[0].ToEntry(
                    Memory, "bytes",
                    "The most RssAnon of a process that backtests the built-in market maker on 8 instruments and "
                    + "8 million public events",
                    options),
                runs[0].DividedBy(runs[1]).ToEntry(
                    $"{Memory}/vs-eighth", "x", "That over the same of a journal an eighth as long, in turn", options),
            ];
        });
    }

    private static IReadOnlyList<BenchmarkEntry> RunStart(BenchmarkOptions options)
    {
        if (!CanRun(Start, options))
        {
            return [];
        }

        if (!EngineProcess.IsCompiledAhead)
        {
            options.Notice?.Invoke(
                $"{Start}: this build compiles as it runs; the figure that counts is of a published one "
                + "(dotnet publish Engine/Engine.Host -c Release -r linux-x64 --self-contained false)");
        }

        return BacktestBenchmarks.WithFolder(options, folder =>
        {
            var market = Path.Combine(folder, "market");
            BacktestBenchmarks.Generate(market, StartEvents);
            var runs = Alternation.Run(
                options.Runs, 1, () => new RunResult(EngineProcess.Backtest(market).StartNs, 0));
            var build = EngineProcess.IsCompiledAhead ? "compiled ahead" : "not compiled ahead, so no figure to quote";
            return [runs[0].ToEntry(
                Start, "ns",
                $"From before `engine backtest` is started to its first market event, on the monotonic clock; {build}",
                options)];
        });
    }

    private static bool CanRun(string name, BenchmarkOptions options)
    {
        if (EngineProcess.Executable is not null)
        {
            return true;
        }

        options.Notice?.Invoke($"{name} is left out: it runs the engine's own executable, and this is another program");
        return false;
    }
}
