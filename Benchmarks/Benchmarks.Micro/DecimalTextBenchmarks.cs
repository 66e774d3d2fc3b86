using System.Globalization;
using BenchmarkDotNet.Attributes;
using Engine.Model.Numbers;

namespace Benchmarks.Micro;

/// <summary>What does an exact price cost, against the framework's decimal?</summary>
[MemoryDiagnoser]
public class DecimalTextBenchmarks
{
    private static readonly DecimalStep Tick = new(1, 2);
    private static readonly byte[] Price = "61837.63000000"u8.ToArray();

    [Benchmark(Baseline = true)]
    public decimal FrameworkDecimal() => decimal.Parse(Price, NumberStyles.Number, CultureInfo.InvariantCulture);

    [Benchmark]
    public long WholeTicks()
    {
        DecimalText.TryParseSteps(Price, Tick, out var ticks);
        return ticks;
    }
}
