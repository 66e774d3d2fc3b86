using BenchmarkDotNet.Attributes;
using Benchmarks.Books;
using Engine.Books;
using Engine.Model.Events;

namespace Benchmarks.Micro;

/// <summary>
/// Is a window of ticks under a bitmap faster than sorted lists for a book that changes near the touch?
/// </summary>
[MemoryDiagnoser]
public class OrderBookBenchmarks
{
    private readonly OrderBook _book = new();
    private readonly SlowOrderBook _twin = new();
    private Event[] _events = [];

    /// <summary>How far, in ticks, changes stray from the touch; 0 for a wide book with gaps.</summary>
    [Params(16, 5_000, 0)]
    public int ReachTicks { get; set; }

    [GlobalSetup]
    public void Setup() => _events = ReachTicks == 0 ? BookWorkloads.Wide() : BookWorkloads.Even(ReachTicks);

    /// <summary>All changes, by the sorted dictionary: divide by 100,000 for one.</summary>
    [Benchmark(Baseline = true)]
    public long SlowTwin()
    {
        foreach (ref readonly var e in _events.AsSpan())
        {
            _twin.Apply(in e);
        }

        return _twin.BestBid.Value;
    }

    /// <summary>All changes, by the book.</summary>
    [Benchmark]
    public long Book()
    {
        foreach (ref readonly var e in _events.AsSpan())
        {
            _book.Apply(in e);
        }

        return _book.BestBid.Value;
    }
}
