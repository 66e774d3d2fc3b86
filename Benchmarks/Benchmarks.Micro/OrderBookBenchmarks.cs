using BenchmarkDotNet.Attributes;
using Engine.Books;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Benchmarks.Micro;

/// <summary>
/// Is a window of ticks under a bitmap faster than sorted lists for a book that changes near the touch?
/// </summary>
[MemoryDiagnoser]
public class OrderBookBenchmarks
{
    private const int ChangeCount = 100_000;
    private const long Middle = 1_000_000;

    private readonly (Side Side, PriceTicks Price, QtyLots Quantity)[] _changes =
        new (Side, PriceTicks, QtyLots)[ChangeCount];
    private readonly OrderBook _book = new();
    private readonly SlowOrderBook _twin = new();

    /// <summary>How far, in ticks, changes stray from the touch.</summary>
    [Params(16, 5_000)]
    public int ReachTicks { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(42);
        for (var i = 0; i < ChangeCount; i++)
        {
            var side = random.NextBelow(2) == 0 ? Side.Bid : Side.Ask;
            var distance = 1 + random.NextBelow(ReachTicks);
            var price = side == Side.Bid ? Middle - distance : Middle + distance;
            _changes[i] = (side, new PriceTicks(price), new QtyLots(random.NextBelow(4)));
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = ChangeCount)]
    public long SlowTwin()
    {
        foreach (var (side, price, quantity) in _changes)
        {
            _twin.Set(side, price, quantity);
        }

        return _twin.BestBid.Value;
    }

    [Benchmark(OperationsPerInvoke = ChangeCount)]
    public long Book()
    {
        foreach (var (side, price, quantity) in _changes)
        {
            _book.Set(side, price, quantity);
        }

        return _book.BestBid.Value;
    }
}
