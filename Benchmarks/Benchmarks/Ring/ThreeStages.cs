using Benchmarks.Harness;
using Benchmarks.Ring.Textbook;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>
/// One run each of one producer and three stages: in a row, or journal and core side by side before out.
/// </summary>
internal static class ThreeStages
{
    internal static RunResult Product(int slots, int count, StageShape shape)
    {
        var graph = new Topology("three stages");
        var ring = graph.Ring<Payload>("ring", new RingOptions { Capacity = slots, Producers = Producers.One });
        ring.Producer("producer");
        var last = new SumState();
        var first = ring.Stage("first", new SumHandler(new SumState()));
        var second = ring.Stage("second", new SumHandler(new SumState()));
        var third = ring.Stage("third", new SumHandler(last));
        _ = shape.IsDiamond ? third.After(first, second) : second.After(first);
        _ = shape.IsDiamond ? third : third.After(second);
        if (shape.IsFused)
        {
            graph.Thread("stages", first, second, third);
        }
        else
        {
            graph.Thread("first", first);
            graph.Thread("second", second);
            graph.Thread("third", third);
        }

        using var running = graph.Start();
        Thread.Sleep(5);
        var sequencer = (SingleProducerSequencer)ring.Sequencer;
        var meter = RunMeter.Start();
        for (var i = 0; i < count; i++)
        {
            sequencer.Claim(1, out var sequence);
            ring.Buffer[sequence].Write(i);
            sequencer.Publish(sequence);
        }

        last.AwaitAndCheck(count, Payload.ExpectedSum(count));
        return meter.StopAsRate(count);
    }

    internal static RunResult Textbook(int slots, int count, StageShape shape)
    {
        var ring = new TextbookRing(slots);
        var sequencer = new TextbookSequencer(slots);
        var wait = new TextbookWait(IsYielding: true);
        var last = new SumState();
        var first = Stage(ring, wait, new SumState(), sequencer.Cursor);
        var second = Stage(ring, wait, new SumState(), shape.IsDiamond ? sequencer.Cursor : first.Sequence);
        var third = shape.IsDiamond
            ? Stage(ring, wait, last, first.Sequence, second.Sequence)
            : Stage(ring, wait, last, second.Sequence);
        sequencer.AddGating(third.Sequence);
        using var threads = new TextbookThreads();
        threads.Start(first);
        threads.Start(second);
        threads.Start(third);
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        for (var i = 0; i < count; i++)
        {
            var sequence = sequencer.Next(1);
            ring[sequence].Write(i);
            sequencer.Publish(sequence, sequence);
        }

        last.AwaitAndCheck(count, Payload.ExpectedSum(count));
        return meter.StopAsRate(count);
    }

    private static TextbookProcessor<TextbookSumHandler> Stage(
        TextbookRing ring, TextbookWait wait, SumState state, params TextbookSequence[] dependents) =>
        new(ring, new TextbookSumHandler(state), wait, dependents);
}
