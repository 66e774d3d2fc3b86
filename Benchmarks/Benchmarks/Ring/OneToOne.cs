using Benchmarks.Harness;
using Benchmarks.Ring.Textbook;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>
/// One run each of one producer and one consumer, over the product's ring and what people would use instead.
/// </summary>
internal static class OneToOne
{
    internal static RunResult Product<TWait>(int slots, int batch, int count, TWait wait)
        where TWait : struct, IWaitStrategy
    {
        var graph = new Topology("1p1c");
        var ring = graph.Ring<Payload>("ring", new RingOptions { Capacity = slots, Producers = Producers.One });
        ring.Producer("producer");
        ring.Sequencer.UseWait(wait);
        var state = new SumState();
        graph.Thread("consumer", wait, ring.Stage("sum", new SumHandler(state)));
        using var running = graph.Start();
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        if (batch == 1)
        {
            ProduceSingly(ring.Buffer, (SingleProducerSequencer)ring.Sequencer, count);
        }
        else
        {
            ProduceInBatches(ring.Buffer, (SingleProducerSequencer)ring.Sequencer, count, batch);
        }

        state.AwaitAndCheck(count, Payload.ExpectedSum(count));
        return meter.StopAsRate(count);
    }

    internal static RunResult Textbook(int slots, int batch, int count)
    {
        var ring = new TextbookRing(slots);
        var sequencer = new TextbookSequencer(slots);
        var state = new SumState();
        var processor = new TextbookProcessor<TextbookSumHandler>(
            ring, new TextbookSumHandler(state), default, sequencer.Cursor);
        sequencer.AddGating(processor.Sequence);
        using var threads = new TextbookThreads();
        threads.Start(processor);
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        if (batch == 1)
        {
            ProduceSingly(ring, sequencer, count);
        }
        else
        {
            ProduceInBatches(ring, sequencer, count, batch);
        }

        state.AwaitAndCheck(count, Payload.ExpectedSum(count));
        return meter.StopAsRate(count);
    }

    private static void ProduceSingly(RingBuffer<Payload> ring, SingleProducerSequencer sequencer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            sequencer.Claim(1, out var sequence);
            ring[sequence].Write(i);
            sequencer.Publish(sequence);
        }
    }

    private static void ProduceInBatches(
        RingBuffer<Payload> ring, SingleProducerSequencer sequencer, int count, int batch)
    {
        for (var i = 0; i < count; i += batch)
        {
            sequencer.Claim(batch, out var first);
            for (var j = 0; j < batch; j++)
            {
                ring[first + j].Write(i + j);
            }

            sequencer.Publish(first, batch);
        }
    }

    private static void ProduceSingly(TextbookRing ring, TextbookSequencer sequencer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var sequence = sequencer.Next(1);
            ring[sequence].Write(i);
            sequencer.Publish(sequence, sequence);
        }
    }

    private static void ProduceInBatches(TextbookRing ring, TextbookSequencer sequencer, int count, int batch)
    {
        for (var i = 0; i < count; i += batch)
        {
            var high = sequencer.Next(batch);
            var low = high - batch + 1;
            for (var j = 0; j < batch; j++)
            {
                ring[low + j].Write(i + j);
            }

            sequencer.Publish(low, high);
        }
    }
}
