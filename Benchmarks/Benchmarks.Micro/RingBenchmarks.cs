using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Engine.Disruptor;

namespace Benchmarks.Micro;

/// <summary>What does it cost one thread to hand an event over and to take it, with nobody in between?</summary>
/// <remarks>
/// Between two threads the memory decides, not the instructions: <c>engine bench ring</c> measures that.
/// </remarks>
[MemoryDiagnoser]
public class RingBenchmarks
{
    private const int BatchCount = 64;
    private const int Slots = 8_192;

    private readonly Channel<long> _channel = Channel.CreateBounded<long>(
        new BoundedChannelOptions(Slots) { SingleReader = true, SingleWriter = true });

    private SingleProducerSequencer _single = null!;
    private MultiProducerSequencer _several = null!;
    private RingBuffer<long> _singleRing = null!;
    private RingBuffer<long> _severalRing = null!;
    private Pump _singlePump = null!;
    private Pump _severalPump = null!;
    private RunningTopology _running = null!;

    [GlobalSetup]
    public void Setup()
    {
        var graph = new Topology("micro");
        var single = graph.Ring<long>("single", new RingOptions { Capacity = Slots, Producers = Producers.One });
        var several = graph.Ring<long>("several", new RingOptions { Capacity = Slots, Producers = Producers.Many });
        single.Producer("benchmark");
        several.Producer("benchmark");
        _singlePump = graph.Pump("single pump", single.Stage("single stage", new Total()));
        _severalPump = graph.Pump("several pump", several.Stage("several stage", new Total()));
        _running = graph.Start();
        (_single, _singleRing) = ((SingleProducerSequencer)single.Sequencer, single.Buffer);
        (_several, _severalRing) = ((MultiProducerSequencer)several.Sequencer, several.Buffer);
    }

    [GlobalCleanup]
    public void Cleanup() => _running.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = BatchCount)]
    public long BoundedChannel()
    {
        for (var i = 0; i < BatchCount; i++)
        {
            _channel.Writer.TryWrite(i);
        }

        long sum = 0;
        while (_channel.Reader.TryRead(out var value))
        {
            sum += value;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = BatchCount)]
    public int SingleProducer()
    {
        for (var i = 0; i < BatchCount; i++)
        {
            _single.Claim(1, out var sequence);
            _singleRing[sequence] = i;
            _single.Publish(sequence);
        }

        return _singlePump.RunOnce();
    }

    [Benchmark(OperationsPerInvoke = BatchCount)]
    public int SeveralProducers()
    {
        for (var i = 0; i < BatchCount; i++)
        {
            _several.Claim(1, out var sequence);
            _severalRing[sequence] = i;
            _several.Publish(sequence);
        }

        return _severalPump.RunOnce();
    }

    private struct Total : IBatchHandler<long>
    {
        private long _sum;

        public void OnBatch(ReadOnlySpan<long> batch, long firstSequence, bool endOfBatch)
        {
            foreach (var value in batch)
            {
                _sum += value;
            }
        }
    }
}
