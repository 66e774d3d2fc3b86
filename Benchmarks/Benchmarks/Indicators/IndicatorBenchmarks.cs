using System.Diagnostics;
using Benchmarks.Harness;

namespace Benchmarks.Indicators;

/// <summary>What each indicator costs per update, its value read each time.</summary>
public static class IndicatorBenchmarks
{
    private const int Passes = 2_000;
    private const int WarmUpPasses = 200;

    private const string Method =
        "A walk of 4,096 samples, over and over, on one thread; each update is followed by reading the value, the "
        + "window is full; a run is the median of 2,000 passes";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        .. SeriesCases.All.Concat(MarketCases.All).Select(indicator => new Benchmark(
            $"indicator/{indicator.Name}",
            $"What does an update of {indicator.Name} cost?",
            options => Run(indicator, options))),
    ];

    private static IReadOnlyList<BenchmarkEntry> Run(IndicatorCase indicator, BenchmarkOptions options)
    {
        var load = new IndicatorLoad();
        var drive = indicator.Create();
        for (var pass = 0; pass < WarmUpPasses; pass++)
        {
            drive(load);
        }

        var passes = new double[options.Scale(Passes)];
        var runs = Alternation.Run(options.Runs, 1, () => OneRun(drive, load, passes));
        return [runs[0].ToEntry($"indicator/{indicator.Name}", "ns", Method, options)];
    }

    // A pass is far shorter than a slice of the scheduler: the median pass is one that nothing interrupted.
    private static RunResult OneRun(Func<IndicatorLoad, double> drive, IndicatorLoad load, double[] passes)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0.0;
        for (var pass = 0; pass < passes.Length; pass++)
        {
            var start = Stopwatch.GetTimestamp();
            sum += drive(load);
            passes[pass] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / IndicatorLoad.Length;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Guard(sum);
        Array.Sort(passes);
        return new RunResult(
            passes[passes.Length / 2], allocated / ((double)passes.Length * IndicatorLoad.Length));
    }

    // Uses the sum, so that nothing that it is made of can be left out.
    private static void Guard(double sum)
    {
        if (double.IsNegativeInfinity(sum))
        {
            throw new InvalidOperationException("The values of an indicator add up to minus infinity.");
        }
    }
}
