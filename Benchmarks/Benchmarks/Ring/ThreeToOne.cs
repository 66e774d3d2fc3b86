using Benchmarks.Harness;
using Benchmarks.Ring.Textbook;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>One run each of three producers and one consumer: four threads, more than two cores have.</summary>
internal static class ThreeToOne
{
    private const int ProducerCount = 3;

    internal static RunResult Product(int slots, int perProducer)
    {
        var graph = new Topology("3p1c");
        var ring = graph.Ring<Payload>("ring", new RingOptions { Capacity = slots, Producers = Producers.Many });
        ring.Producer("producers");
        var state = new SumState();
        graph.Thread("consumer", ring.Stage("sum", new SumHandler(state)));
        using var running = graph.Start();
        var sequencer = (MultiProducerSequencer)ring.Sequencer;

        return Run(state, perProducer, () =>
        {
            for (var i = 0; i < perProducer; i++)
            {
                sequencer.Claim(1, out var sequence);
                ring.Buffer[sequence].Write(i);
                sequencer.Publish(sequence);
            }
        });
    }

    internal static RunResult Textbook(int slots, int perProducer)
    {
        var ring = new TextbookRing(slots);
        var sequencer = new TextbookMultiSequencer(slots);
        var state = new SumState();
        var processor = new TextbookProcessor<TextbookSumHandler>(
            ring, new TextbookSumHandler(state), new TextbookWait(IsYielding: true, sequencer), sequencer.Cursor);
        sequencer.AddGating(processor.Sequence);
        using var threads = new TextbookThreads();
        threads.Start(processor);

        return Run(state, perProducer, () =>
        {
            for (var i = 0; i < perProducer; i++)
            {
                var sequence = sequencer.Next(1);
                ring[sequence].Write(i);
                sequencer.Publish(sequence, sequence);
            }
        });
    }

    private static RunResult Run(SumState state, int perProducer, ThreadStart produce)
    {
        var producers = Enumerable.Range(0, ProducerCount).Select(_ => new Thread(produce)).ToList();
        var meter = RunMeter.Start();
        producers.ForEach(thread => thread.Start());
        producers.ForEach(thread => thread.Join());
        state.AwaitAndCheck(ProducerCount * (long)perProducer, ProducerCount * Payload.ExpectedSum(perProducer));
        return meter.StopAsRate(ProducerCount * (long)perProducer);
    }
}
