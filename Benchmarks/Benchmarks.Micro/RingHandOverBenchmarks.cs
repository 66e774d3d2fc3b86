using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Engine.Disruptor;

namespace Benchmarks.Micro;

/// <summary>What does an event cost from one thread to another, alone and in claims of sixteen?</summary>
/// <remarks>
/// Each invocation ends when the consumer has seen the last event. <c>engine bench ring</c> has the alternating rounds,
/// the yardsticks and the latencies.
/// </remarks>
[MemoryDiagnoser]
public class RingHandOverBenchmarks
{
    private const int EventCount = 262_144;
    private const int Slots = 8_192;

    private readonly Channel<long> _channel = Channel.CreateBounded<long>(
        new BoundedChannelOptions(Slots) { SingleReader = true, SingleWriter = true });

    private Ring<long> _ring = null!;
    private RunningTopology? _running;
    private Thread? _reader;
    private long _writtenCount;
    private long _readCount;

    // One consumer at a time: one that spins would take a core from the others.
    [GlobalSetup(Target = nameof(BoundedChannel))]
    public void StartReader()
    {
        _reader = new Thread(ReadChannel) { IsBackground = true, Name = "reader" };
        _reader.Start();
    }

    [GlobalSetup(Targets = [nameof(Single), nameof(Batch16)])]
    public void StartSpinning() => Start(new BusySpinWait());

    [GlobalSetup(Targets = [nameof(SingleAdaptive), nameof(Batch16Adaptive)])]
    public void StartAdaptive() => Start(new AdaptiveWait());

    [GlobalCleanup]
    public void Cleanup()
    {
        _running?.Dispose();
        _channel.Writer.Complete();
        _reader?.Join();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = EventCount)]
    public void BoundedChannel()
    {
        var writer = _channel.Writer;
        for (var i = 0; i < EventCount; i++)
        {
            while (!writer.TryWrite(i))
            {
                writer.WaitToWriteAsync().AsTask().Wait();
            }
        }

        _writtenCount += EventCount;
        while (Volatile.Read(ref _readCount) < _writtenCount)
        {
            Thread.SpinWait(20);
        }
    }

    [Benchmark(OperationsPerInvoke = EventCount)]
    public void Single() => Pass(_ring, 1);

    [Benchmark(OperationsPerInvoke = EventCount)]
    public void SingleAdaptive() => Pass(_ring, 1);

    [Benchmark(OperationsPerInvoke = EventCount)]
    public void Batch16() => Pass(_ring, 16);

    [Benchmark(OperationsPerInvoke = EventCount)]
    public void Batch16Adaptive() => Pass(_ring, 16);

    private static void Pass(Ring<long> ring, int batch)
    {
        var sequencer = (SingleProducerSequencer)ring.Sequencer;
        var buffer = ring.Buffer;
        for (var i = 0; i < EventCount; i += batch)
        {
            sequencer.Claim(batch, out var first);
            for (var j = 0; j < batch; j++)
            {
                buffer[first + j] = i + j;
            }

            sequencer.Publish(first, batch);
        }

        while (sequencer.RemainingCapacity < Slots)
        {
            Thread.SpinWait(20);
        }
    }

    private void Start<TWait>(TWait wait)
        where TWait : struct, IWaitStrategy
    {
        var graph = new Topology("hand-over");
        _ring = graph.Ring<long>("ring", new RingOptions { Capacity = Slots, Producers = Producers.One });
        _ring.Producer("benchmark");
        _ring.Sequencer.UseWait(wait);
        graph.Thread("consumer", wait, _ring.Stage("sum", default(Total)));
        _running = graph.Start();
    }

    private void ReadChannel()
    {
        var reader = _channel.Reader;
        while (reader.WaitToReadAsync().AsTask().Result)
        {
            while (reader.TryRead(out _))
            {
                Volatile.Write(ref _readCount, _readCount + 1);
            }
        }
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
